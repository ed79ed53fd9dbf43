internal import Leptonica
internal import RectoPages
internal import Tesseract

/// Finds in which languages a picture is written.
///
/// The commonest model reads it first. If what comes out are words of its dictionary, the function
/// words among them tell the language; if not, the script is found from the shapes of the letters,
/// then the language within the script by letters and words that the others lack.
struct LanguageFinder {
  let catalogue: LanguageCatalogue
  let engines: EngineCache
  /// Reads the picture with some languages.
  let read: (String) -> Reading?

  /// A share of function words that no text of another language reaches by chance.
  static let clearShare: Float = 0.16
  /// A first reading below these is of another script.
  static let knownShare: Float = 0.3
  static let goodConfidence: Float = 72

  /// The best reading; its `languages` are the answer.
  func find(in preparation: PagePreparation) -> Reading? {
    let first = catalogue.installed.contains("eng") ? "eng" : firstInstalled(["Latin"])
    guard let first = first ?? catalogue.installed.sorted().first(where: { $0 != "osd" }),
      let reading = read(first)
    else { return nil }
    let ranking = FunctionWords.ranking(of: reading.text)
    if let best = ranking.first, best.share >= Self.clearShare || reading.knownShare > 0.6 {
      let english = ranking.first { $0.code == "eng" }?.share ?? 0
      if best.code == "eng" || best.share < 1.25 * english + 0.02 { return reading }
      return better(of: reading, [best.code, "Latin"])
    }
    if reading.confidence >= Self.goodConfidence && reading.knownShare >= Self.knownShare {
      return reading
    }
    if reading.symbols < 20 && reading.confidence >= Self.goodConfidence { return reading }
    return inScript(preparation, first: reading)
  }

  private func firstInstalled(_ codes: [String]) -> String? {
    codes.first { catalogue.installed.contains($0) }
  }

  /// The first of some languages that is installed and reads better than `reading`.
  private func better(of reading: Reading, _ codes: [String]) -> Reading {
    guard let code = firstInstalled(codes), let other = read(code) else { return reading }
    return other.merit > 0.98 * reading.merit ? other : reading
  }

  /// Models to try by the script that Tesseract's detection names, the likeliest first. Scripts that
  /// it does not know come out as others.
  private static let models: [String: [[String]]] = [
    "Latin": [["Latin"]],
    "Fraktur": [["Fraktur", "frk"], ["deu"]],
    "Cyrillic": [["rus+eng", "rus", "Cyrillic"]],
    "Greek": [["ell+eng", "ell", "Greek"]],
    "Arabic": [["ara+eng", "ara", "Arabic"], ["fas"], ["urd"]],
    "Hebrew": [["heb+eng", "heb", "Hebrew"]],
    "Han": [["chi_sim+eng", "chi_sim", "HanS"], ["chi_tra", "HanT"], ["jpn", "Japanese"]],
    "Japanese": [["jpn+eng", "jpn", "Japanese"], ["chi_sim"], ["chi_tra"]],
    "Hangul": [["kor+eng", "kor", "Hangul"]],
    "Korean": [["kor+eng", "kor", "Hangul"]],
    "Devanagari": [["hin+eng", "hin", "Devanagari"]],
    "Bengali": [["ben", "Bengali"]],
    "Tamil": [["tam+eng", "tam", "Tamil"]],
    "Telugu": [["tel", "Telugu"]],
    "Kannada": [["kan", "Kannada"], ["sin"]],
    "Malayalam": [["mal", "Malayalam"]],
    "Gujarati": [["guj", "Gujarati"]],
    "Gurmukhi": [["pan", "Gurmukhi"]],
    "Thai": [["tha", "Thai"], ["lao"]],
  ]

  /// Models of scripts that the detection does not know.
  private static let rest: [[String]] = [
    ["kat", "Georgian"], ["hye", "Armenian"], ["guj", "Gujarati"], ["sin", "Sinhala"],
    ["khm", "Khmer"], ["lao", "Lao"], ["mya", "Myanmar"], ["amh", "Ethiopic"], ["bod", "Tibetan"],
    ["pan", "Gurmukhi"], ["hin", "Devanagari"], ["ori", "Oriya"], ["chr", "Cherokee"],
    ["div", "Thaana"], ["syr", "Syriac"], ["iku", "Canadian_Aboriginal"],
  ]

  private func inScript(_ preparation: PagePreparation, first: Reading) -> Reading {
    var best = first
    var script = "Latin"
    if catalogue.installed.contains("osd"), let engine = try? engines.engine("osd") {
      let picture = preparation.picture
      let scaled = picture.width > 1600 ? picture.scaled(by: 0.5) : picture
      script = engine.orientation(of: scaled, dotsPerInch: 150)?.script ?? "Latin"
    }
    func consider(_ choices: [[String]], until confidence: Float) {
      for names in choices where best.confidence < confidence || best.languages == first.languages {
        guard let code = names.first(where: isInstalled), let reading = read(code) else { continue }
        if reading.merit > best.merit { best = reading }
        if best.confidence >= confidence { return }
      }
    }
    consider(Self.models[script] ?? [["Latin"]], until: 80)
    if best.confidence < Self.goodConfidence && preparation.facts.glyphs > 40 {
      if script != "Latin" { consider([["Latin"]], until: 80) }
      if best.confidence < 60 { consider(Self.rest, until: 80) }
    }
    return withinScript(best)
  }

  private func isInstalled(_ languages: String) -> Bool {
    languages.split(separator: "+").allSatisfy { catalogue.installed.contains(String($0)) }
  }

  /// The language among those of one script, by its function words.
  private func withinScript(_ reading: Reading) -> Reading {
    guard let best = FunctionWords.ranking(of: reading.text).first,
      best.share >= 0.6 * Self.clearShare,
      !reading.languages.split(separator: "+").contains(Substring(best.code))
    else { return reading }
    let isCyrillic = ["rus", "ukr", "bul", "srp", "bel", "mkd"].contains(best.code)
    let wasCyrillic = reading.languages.hasPrefix("rus") || reading.languages == "Cyrillic"
    guard isCyrillic == wasCyrillic else { return reading }
    return better(of: reading, [best.code])
  }
}
