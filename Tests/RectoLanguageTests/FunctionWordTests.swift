import Testing

@testable import RectoLanguage

@Suite struct FunctionWordTests {
  @Test(arguments: [
    ("deu", "Die Kinder gingen mit dem Hund in den Wald und kamen nicht auf dem Weg zurück"),
    ("fra", "Les enfants de la ville sont dans le jardin avec un chien et une balle pour jouer"),
    ("eng", "The rain that fell on the harbour was not as cold as it had been in the night"),
    ("rus", "Он не был дома и она не знала, что это был он, как и все другие на улице"),
    ("ukr", "Він не був удома, і вона не знала, що це був він, як і всі інші та його друзі"),
  ])
  func tellsLanguagesByFunctionWords(code: String, text: String) {
    #expect(FunctionWords.ranking(of: text).first?.code == code)
  }

  @Test func theLanguageIsThatOfMostWords() {
    let german = "Der Hund und die Katze sind auf dem Dach, das ist nicht gut für den Schlaf."
    #expect(FunctionWords.language(of: german) == "deu")
    #expect(FunctionWords.language(of: "one two") == nil)
  }
}
