/// Tells languages in Latin and Cyrillic letters apart by their commonest words.
///
/// The words are written without their marks, as they come from a model of another language.
package enum FunctionWords {
  private static let words: [(code: String, words: Set<String>)] = [
    ("eng", "the of and to in is that for it with as was on be by this are from or have not which"),
    (
      "deu", "der die und den das von zu mit sich des auf fur ist im dem nicht ein eine als auch es"
    ),
    ("fra", "de la le et les des en un une du dans est pour que qui par sur au pas ne se ce plus"),
    ("spa", "de la que el en y los se del las un por con una para es al lo como mas su sus o"),
    ("ita", "di e che la il un per in una sono del non si da con le dei della nel gli alla piu"),
    ("por", "de a o que e do da em um para com uma os no se na por mais as dos nao ao das pelo"),
    ("nld", "de het een van en in is dat op te zijn met voor die niet aan er om ook als door bij"),
    ("pol", "w i na z do sie nie jest to ze o jak po za od przez oraz dla jego tym byl ale"),
    ("ces", "a v se na je ze s z do o to i jako za pro byl ve k jsou podle po ktery jeho"),
    ("slk", "a v sa na je ze s z do o to aj ako za pre bol vo k su podla po ktory jeho"),
    ("swe", "och i att det som en pa ar av for med den till inte ett de om var har sig men fran"),
    ("dan", "og i at det er en til af pa for med den som de ikke et der om var har sig men fra"),
    ("nor", "og i a det er en til av pa for med som den de ikke et om var har seg men fra ble"),
    ("fin", "ja on ei se etta oli han mutta ovat kun joka myos sen kuin tai niin vain jos ole"),
    ("hun", "a az es hogy nem is egy ez meg de volt csak ha mint vagy el mar kell ezt szerint"),
    ("tur", "ve bir bu da de icin ile olarak daha cok olan gibi en sonra kadar ancak ise her ne"),
    ("ron", "de si in a la cu pe din un o care nu se este pentru sa mai ca al sau fost sunt"),
    ("cat", "de la i el que en a les un per del una amb es els al no com mes dels va ha"),
    ("hrv", "i u je na se da su za od s o kao koji iz ne bi te ili to sa bio kako nije"),
    ("slv", "in je na v se da za so z ki s pa po tudi kot od ne bi ob ali iz pri to"),
    ("lit", "ir kad yra su is i tai buvo bet kaip o jo apie nuo po uz ar dar per jau"),
    ("lav", "un ir no ar uz par ka ka to lai bija pec kas tas vai bet pie es gan jau"),
    ("est", "ja on ei et see oli ta ka kui mis oma aga voi ning nii kes siis veel selle"),
    ("vie", "va cua la mot co cac duoc trong cho nguoi khong voi da nhung nay ve den khi"),
    ("ind", "yang dan di dengan untuk dari dalam pada ini itu tidak adalah oleh sebagai akan ke"),
    ("lat", "et in est non ad cum ut quod qui sed ex ab per si etiam aut hoc esse quae"),
    ("rus", "и в не на я что с он как это по но из у за к от так же для его бы была"),
    ("ukr", "і в не на що з як та до це у за по від його але для про так ми ти який"),
    ("bul", "и на да от се в е за с не че са по като до при си или това които ще"),
    ("srp", "и у је да се на за су од са о као који не из би ће то или али сам"),
    ("bel", "і у не на што з як да гэта па ад за яго але для пра так мы ён было"),
    ("mkd", "и на во да се за од со не е ќе што го ги ја кој како или но"),
  ].map { ($0.0, Set($0.1.split(separator: " ").map(String.init))) }

  /// Whether a word is one of the English ones; capitals alone may be letters of another script.
  package static func isEnglish(_ word: String) -> Bool {
    let letters = String(word.filter(\.isLetter))
    return words.contains { $0.code == "eng" && $0.words.contains(letters) }
  }

  /// Languages by how much of a text their words are, best first; empty if none stands out.
  package static func ranking(of text: String) -> [(code: String, share: Float)] {
    let tokens = text.lowercased().split { !$0.isLetter }.map { token in
      String(
        String.UnicodeScalarView(
          String(token).unicodeScalars.flatMap { Self.plain($0) }))
    }
    guard tokens.count >= 8 else { return [] }
    return words.map { entry in
      let hits = tokens.reduce(0) { $0 + (entry.words.contains($1) ? 1 : 0) }
      return (code: entry.code, share: Float(hits) / Float(tokens.count))
    }.sorted { ($0.share, $1.code) > ($1.share, $0.code) }
  }

  /// A Latin letter without its marks, taken from its name: LATIN SMALL LETTER E WITH ACUTE.
  private static func plain(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    guard (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value),
      let name = scalar.properties.name, let letter = name.split(separator: " ").dropFirst(3).first
    else { return [scalar] }
    if scalar == "ß" { return ["s", "s"] }
    if scalar == "ı" { return ["i"] }
    return Array(letter.lowercased().unicodeScalars)
  }
}

extension FunctionWords {
  /// So much of a text's words must be a language's commonest: half of what is usual in print.
  private static let least: Float = 0.15

  /// The language that most of a text is in; `nil` if none stands out.
  package static func language(of text: String) -> String? {
    guard let best = ranking(of: text).first, best.share >= least else { return nil }
    return best.code
  }
}
