import Testing

@testable import RectoLanguage

@Suite struct TextBreakTests {
  private static func sentences(_ text: String, _ language: String? = nil) -> [String] {
    parts(text, language, from: .sentence)
  }

  private static func parts(
    _ text: String, _ language: String? = nil, from kind: TextBreak.Kind
  ) -> [String] {
    let breaker = TextBreaker(Abbreviations(language: language))
    var parts: [String] = []
    var start = 0
    let bytes = Array(text.utf8)
    for next in breaker.breaks(in: text) where next.kind >= kind {
      parts.append(String(decoding: bytes[start..<next.offset], as: UTF8.self))
      start = next.offset
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  @Test func sentencesEndBehindTheirQuotationMarks() {
    #expect(
      Self.sentences("He said “Stop.” Nobody did! (Why?) It rained.")
        == ["He said “Stop.” ", "Nobody did! ", "(Why?) ", "It rained."])
  }

  @Test func numbersAndSmallLettersGoOn() {
    #expect(
      Self.sentences("It cost 3.50 euros. approx. half of it was 4.1. Then came rain.")
        == ["It cost 3.50 euros. approx. half of it was 4.1. ", "Then came rain."])
  }

  @Test(arguments: [
    ("eng", "See Fig. 3 of Dr. Smith et al. It shows more.", 1),
    ("eng", "J. R. Miller lives in the U.S. Army camp. He left.", 2),
    ("deu", "Am 3. Oktober kam Hr. Müller, d.h. Nr. 5. Oktober. Der Rest folgte.", 2),
    ("deu-AT", "Vgl. Abs. 2 der Verordnung.", 1),
    ("fra", "Voir M. Dupont, p.ex. Mme. Durand. Il pleut.", 2),
    ("spa", "El Sr. López llegó. ¿Quién? Nadie.", 3),
    ("rus", "В 1999 г. Москва росла. Потом нет.", 2),
  ])
  func abbreviationsOfTheLanguageEndNoSentence(language: String, text: String, count: Int) {
    #expect(Self.sentences(text, language).count == count, "\(Self.sentences(text, language))")
  }

  @Test func textInIdeographsIsPartedAtItsFullStops() {
    #expect(
      Self.sentences("昨夜は雨が降った。「静かだ。」と彼は言った。それから寝た。")
        == ["昨夜は雨が降った。", "「静かだ。」", "と彼は言った。", "それから寝た。"])
    #expect(
      Self.parts("雨，雪和风。", from: .clause) == ["雨，", "雪和风。"])
    // Nothing begins with a small kana or a bracket that closes.
    #expect(Self.parts("「きゃあ」", from: .word) == ["「きゃ", "あ」"])
  }

  @Test func scriptsWithoutBlanksArePartedBeforeSyllables() {
    #expect(Self.parts("ฝนตกเมื่อคืน ลมแรง", from: .clause) == ["ฝนตกเมื่อคืน ", "ลมแรง"])
    #expect(Self.parts("ฝนตกเมื่อคืน", from: .syllable) == ["ฝนตก", "เมื่อคืน"])
    #expect(Self.parts("བོད་ཡིག", from: .word) == ["བོད་", "ཡིག"])
  }
}
