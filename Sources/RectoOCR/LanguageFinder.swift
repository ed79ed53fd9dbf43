internal import RectoLanguage

/// Finds in which languages a picture is written.
///
/// The commonest model reads it first. If what comes out are words of its dictionary, the function
/// words among them tell the language; if not, the script is found from the shapes of the letters,
/// then the language within the script by letters and words that the others lack.
struct LanguageFinder {
  let installed: Set<String>
  /// How many letters the sample of the picture seems to hold.
  let letters: Int
  /// Whether it is sharp enough for rare scripts to be told apart.
  let isSharp: Bool
  /// Whether its lines run down it.
  var runsDown = false
  /// Reads the picture with some languages.
  let read: (String) -> Reading?
  /// Reads a part of the picture with some languages.
  let sample: (String) -> Reading?

  /// A share of function words that no text of another language reaches by chance.
  static let clearShare: Float = 0.16
  /// A first reading below these is of another script.
  static let knownShare: Float = 0.3
  static let goodConfidence: Float = 72

  /// The best reading after a first with the commonest languages; its `languages` are the answer.
  /// `script` is what the letters' shapes suggest.
  func find(first: Reading, script: String?, confidence: Float) -> Reading {
    let named = confidence >= Self.sureScript ? script : nil
    guard first.confidence >= Self.goodConfidence else {
      return inScript(script, sure: named, first: first)
    }
    let ranking = FunctionWords.ranking(of: first.text)
    if let best = ranking.first, best.share >= Self.clearShare || first.knownShare > 0.6 {
      let english = ranking.first { $0.code == "eng" }?.share ?? 0
      if best.code == "eng" || best.share < 1.25 * english + 0.02 { return first }
      return better(of: first, best.code)
    }
    guard first.knownShare >= Self.knownShare || first.symbols < 20 else {
      return inScript(script, sure: named, first: first)
    }
    // Names and titles have no function words.
    return first.knownShare > 0.6 ? first : surest(first, of: Self.latin)
  }

  /// Languages in Latin letters besides English that have most of the letters with marks among them.
  /// The model of the whole script has all, and takes 280 MB.
  static let latin = [
    "fra", "deu", "por", "pol", "ces", "tur", "vie", "hun", "swe", "isl", "lit", "mlt",
  ]

  /// By how much a language has to be surer of a sample to be tried on the whole.
  private static let surer: Float = 4

  /// The best reading in the language, of those given, that is surest of the sample.
  private func surest(_ reading: Reading, of codes: [String]) -> Reading {
    let own = sample(reading.languages)?.confidence ?? reading.confidence
    let others = codes.filter(installed.contains).compactMap(sample)
    guard let best = others.max(by: { $0.confidence < $1.confidence }),
      best.confidence > own + Self.surer
    else { return reading }
    return better(of: reading, best.languages)
  }

  private func firstInstalled(_ codes: [String]) -> String? {
    codes.first { installed.contains($0) }
  }

  /// The reading in a language, if it is installed and reads no worse than `reading`. Where most of the
  /// words that were known are no longer so, it is only surer of itself.
  private func better(of reading: Reading, _ code: String) -> Reading {
    guard installed.contains(code), let other = read(code) else { return reading }
    let isKnown = 2 * other.knownLetters >= reading.knownLetters
    return isKnown && other.merit > 0.98 * reading.merit ? other : reading
  }

  /// Models of each script that Tesseract's detection names; it takes scripts that it does not know
  /// for others. The commonest come first. Of each choice the first that is installed is read; the last
  /// of the first choice is the second model, whose agreement tells.
  private static let models: [(script: String, choices: [[String]])] = [
    ("Latin", [["fra", "pol"]]),
    ("Cyrillic", [["rus", "Cyrillic"]]),
    ("Arabic", [["ara", "Arabic"], ["fas"], ["urd"]]),
    ("Han", [["chi_sim", "HanS"], ["chi_tra", "HanT"]]),
    ("Japanese", [["jpn", "Japanese"]]),
    ("Hangul", [["kor", "Hangul"]]),
    ("Devanagari", [["hin", "Devanagari"]]),
    ("Tamil", [["tam", "Tamil"]]),
    ("Greek", [["ell", "Greek"]]),
    ("Hebrew", [["heb", "Hebrew"]]),
    ("Thai", [["tha", "Thai"]]),
    ("Bengali", [["ben", "Bengali"]]),
    ("Telugu", [["tel", "Telugu"]]),
    ("Kannada", [["kan", "Kannada"]]),
    ("Malayalam", [["mal", "Malayalam"]]),
    ("Fraktur", [["Fraktur"]]),
    ("Gujarati", [["guj", "Gujarati"]]),
    ("Gurmukhi", [["pan", "Gurmukhi"]]),
    ("Georgian", [["kat", "Georgian"]]),
    ("Armenian", [["hye", "Armenian"]]),
    ("Sinhala", [["sin", "Sinhala"]]),
    ("Khmer", [["khm", "Khmer"]]),
    ("Lao", [["lao", "Lao"]]),
    ("Myanmar", [["mya", "Myanmar"]]),
    ("Ethiopic", [["amh", "Ethiopic"]]),
    ("Tibetan", [["bod", "Tibetan"]]),
    ("Oriya", [["ori", "Oriya"]]),
    ("Cherokee", [["chr", "Cherokee"]]),
    ("Thaana", [["div", "Thaana"]]),
    ("Syriac", [["syr", "Syriac"]]),
    ("Canadian_Aboriginal", [["iku", "Canadian_Aboriginal"]]),
  ]

  /// Scripts that are written down as well as across.
  private static let bothWays: Set<String> = ["Han", "Japanese", "Hangul"]

  static func runsBothWays(script: String) -> Bool {
    bothWays.contains(script) || kin[script].map { !bothWays.isDisjoint(with: $0) } ?? false
  }

  /// Whether a model is of such a script.
  static func runsBothWays(_ code: String) -> Bool {
    let plain = WritingDirection.directed(code, down: false)
    return models.contains { bothWays.contains($0.script) && $0.choices.joined().contains(plain) }
  }

  /// The models of text that runs as this does.
  private var models: [(script: String, choices: [[String]])] {
    guard runsDown else { return Self.models }
    return Self.models.filter { Self.bothWays.contains($0.script) }.map { entry in
      (
        entry.script,
        entry.choices.map { $0.map { WritingDirection.directed($0, down: true) } }
      )
    }
  }

  /// Another model of the letters that a model reads, which was trained apart from it and seldom has an
  /// error in common with it; `nil` if none is known. Those of other languages in Latin letters lack
  /// some of their letters.
  static func secondModel(for code: String) -> String? {
    if code == "eng" { return "deu" }
    if cyrillic.contains(code) { return "Cyrillic" }
    let entry = models.first { $0.script != "Latin" && $0.choices.joined().contains(code) }
    let choice = entry?.choices.first { $0.contains(code) && $0.count > 1 } ?? entry?.choices.first
    return choice?.last { $0 != code }
  }

  /// Other names and likely confusions of the detection.
  private static let kin: [String: [String]] = [
    "Korean": ["Hangul"], "Han": ["Japanese", "Hangul"], "Japanese": ["Han"],
    "HanS": ["Han"], "HanT": ["Han"], "Kannada": ["Sinhala"], "Arabic": ["Georgian"],
  ]

  /// Models that give nonsense of other scripts half the confidence again that it deserves: writing
  /// without blanks between words leaves them nothing to miss.
  private static let overconfident: Set<String> = ["tha", "lao", "khm", "mya", "bod"]

  /// The detection's confidence in a script from which on it counts.
  static let sureScript: Float = 4

  /// A sample read with this confidence needs no further comparison.
  static let sureConfidence: Float = 86
  /// With this confidence, scripts after the commonest are not tried.
  static let fairConfidence: Float = 42
  static let commonScripts = 11

  /// How much a script's reading counts: nonsense is read with some confidence too.
  private func weight(of script: String, code: String, sure: String?, likely: [String]) -> Float {
    if script == sure { return 1.4 }
    if Self.overconfident.contains(code) { return likely.first == script ? 0.6 : 0.5 }
    if likely.first == script || ["Latin", "Cyrillic"].contains(script) { return 0.95 }
    return 0.7
  }

  /// Two models of one script that agree so far, and twice as far as those of any other script,
  /// read what is there. Those of another script agree in less than 0.1 of what they take for
  /// letters, those of one with like letters in up to 0.65; the right ones in 0.2 on the worst scans, in
  /// 0.75 on bad ones, in 0.97 on good photographs.
  static let agreement: Float = 0.15
  static let agreementRatio: Float = 2
  /// Where none stands out so, each script's reading counts by its two models' agreement, and by this
  /// much without any.
  private static let unchecked: Float = 0.3
  /// Those of English and Polish agree in 0.8 and more of what is in Latin letters, in up to 0.6 of what
  /// is not.
  static let agreementOfLatin: Float = 0.7
  /// So far that no other script is tried; Latin, Cyrillic and Greek letters pass for each other.
  static let sureAgreement: Float = 0.6
  static let sureAgreementOfKin: Float = 0.85
  private static let alike: Set<String> = ["Latin", "Cyrillic", "Greek", "Fraktur"]

  /// The scripts compete on a sample: the one of which two models agree most reads the whole, else
  /// the one that is read best.
  private func inScript(_ script: String?, sure: String?, first: Reading) -> Reading {
    let named = script ?? "Latin"
    let likely = [named] + (Self.kin[named] ?? [])
    let order =
      likely.compactMap { name in models.first { $0.script == name } }
      + models.filter { !likely.contains($0.script) }
    let common = sample(first.languages)
    var bestScore = common?.confidence ?? 0
    var worthiest = (code: first.languages, worth: Float(0))
    var agreed = (code: first.languages, share: Float(0), next: Float(0))
    var isSurelyLatin = bestScore >= Self.sureConfidence
    for (place, entry) in order.enumerated() {
      if bestScore >= Self.sureConfidence { break }
      let isRare = place >= Self.commonScripts
      if isRare && (bestScore >= Self.fairConfidence || !isSharp) { break }
      let isLatin = entry.script == "Latin"
      // The commonest model is one of Latin letters.
      var reading = isLatin ? common : nil
      var own = reading.map { (code: first.languages, confidence: $0.confidence) }
      var top = (code: first.languages, score: Float(0))
      isSurelyLatin =
        isSurelyLatin
        || isLatin
          && reading.flatMap { agreement(of: $0, in: entry.choices) } ?? 0 >= Self.agreementOfLatin
      let choices = isLatin && isSurelyLatin ? Self.latin.map { [$0] } : entry.choices
      for names in choices {
        guard let code = firstInstalled(names), let other = sample(code),
          isLatin || entry.script == "Fraktur" || other.latinShare < 0.5
        else { continue }
        let read = min(1, Float(other.symbols) / Float(max(1, letters)) + 0.5)
        let score =
          read * other.confidence
          * weight(of: entry.script, code: code, sure: sure, likely: likely)
        if score > top.score { top = (code, score) }
        if other.confidence > own?.confidence ?? 0 { own = (code, other.confidence) }
        if reading == nil { reading = other }
      }
      bestScore = max(bestScore, top.score)
      // A rare one that would not win if its models agreed wholly is not read again.
      let mayWin = !isRare || (Self.unchecked + 1) * top.score > worthiest.worth
      let checked = mayWin ? reading.flatMap { agreement(of: $0, in: entry.choices) } : nil
      let worth = (Self.unchecked + (checked ?? 0)) * top.score
      if worth > worthiest.worth { worthiest = (top.code, worth) }
      guard let own, let share = checked else { continue }
      if share > agreed.share {
        agreed = (own.code, share, agreed.share)
      } else {
        agreed.next = max(agreed.next, share)
      }
      let isAlike = Self.alike.contains(entry.script)
      if share >= (isAlike ? Self.sureAgreementOfKin : Self.sureAgreement) { break }
    }
    let isAgreed =
      agreed.share >= Self.agreement && agreed.share >= Self.agreementRatio * agreed.next
      || agreed.share >= Self.sureAgreement
    let code = isAgreed ? agreed.code : worthiest.code
    let mixed = code + "+eng"
    if code == first.languages || Self.latin.contains(code) {
      return withinLatin(first, isSure: isSurelyLatin)
    }
    let isAlone = runsDown || code == "Fraktur"
    guard let reading = read(installed.contains("eng") && !isAlone ? mixed : code),
      reading.confidence > first.confidence || isAgreed
    else { return first }
    return withinScript(reading)
  }

  /// How far the reading of a sample agrees with that of its script's second model; `nil` if there is
  /// none.
  private func agreement(of reading: Reading, in choices: [[String]]) -> Float? {
    guard let model = choices.first?.last, installed.contains(model), reading.languages != model
    else { return nil }
    return sample(model).map(reading.agreement)
  }

  /// Two models agree so far on what is left of a page in Latin letters, if it is in their script.
  private static let otherAgreement: Float = 0.35
  /// Scripts that have their ideographs in common.
  private static let ideographic: Set<String> = ["Han", "Japanese"]

  /// The language of a script that what is left of a page in Latin letters is written in: two models
  /// of it agree, and no other's do.
  func otherScript() -> String? {
    var best = (code: "", script: "", share: Float(0))
    var shares: [String: Float] = [:]
    for entry in Self.models.prefix(Self.commonScripts) where !Self.alike.contains(entry.script) {
      guard let names = entry.choices.first, let code = firstInstalled(names),
        let reading = sample(code), reading.symbols * 2 > letters, reading.latinShare < 0.5,
        let share = agreement(of: reading, in: entry.choices)
      else { continue }
      shares[entry.script] = share
      if share > best.share { best = (code, entry.script, share) }
    }
    let isIdeographic = Self.ideographic.contains(best.script)
    let next = shares.filter {
      $0.key != best.script && !(isIdeographic && Self.ideographic.contains($0.key))
    }.values.max()
    let isClear = best.share >= Self.agreementRatio * (next ?? 0)
    return best.share >= Self.otherAgreement && isClear ? best.code : nil
  }

  /// Languages in Cyrillic letters besides Russian, those with most readers first.
  private static let cyrillic = ["ukr", "bul", "srp", "bel", "mkd", "kaz", "kir", "mon", "tgk"]

  /// Chinese in the other of its scripts.
  private static let otherChinese = [
    "chi_sim": "chi_tra", "chi_tra": "chi_sim", "chi_sim_vert": "chi_tra_vert",
    "chi_tra_vert": "chi_sim_vert",
  ]

  /// Chinese as the model of simplified or of traditional characters has it: the wrong one is about as
  /// sure of itself, and reads rare characters for those that it does not know.
  private func chinese(_ reading: Reading) -> Reading {
    let codes = reading.languages.split(separator: "+").map(String.init)
    guard let other = codes.first.flatMap({ Self.otherChinese[$0] }), installed.contains(other),
      let second = read(([other] + codes.dropFirst()).joined(separator: "+"))
    else { return reading }
    func worth(_ reading: Reading) -> Float {
      reading.confidence * LetterPairs(of: reading.text).level
    }
    return worth(second) > worth(reading) ? second : reading
  }

  /// The language among those of one script, by its function words.
  private func withinScript(_ reading: Reading) -> Reading {
    if reading.languages.hasPrefix("chi_") { return chinese(reading) }
    guard let best = FunctionWords.ranking(of: reading.text).first,
      best.share >= 0.6 * Self.clearShare,
      !reading.languages.split(separator: "+").contains(Substring(best.code))
    else {
      let isRussian = reading.languages.hasPrefix("rus") && reading.knownShare < 0.6
      return isRussian ? surest(reading, of: Self.cyrillic) : reading
    }
    let isCyrillic = best.code == "rus" || Self.cyrillic.contains(best.code)
    let wasCyrillic = reading.languages.hasPrefix("rus") || reading.languages == "Cyrillic"
    guard isCyrillic == wasCyrillic else { return reading }
    return better(of: reading, best.code)
  }

  /// A reading in Latin letters in the language of its function words, or in the one that is surest, if
  /// it is sure that they are Latin: what no model reads is in no language.
  private func withinLatin(_ reading: Reading, isSure: Bool) -> Reading {
    guard let best = FunctionWords.ranking(of: reading.text).first,
      best.share >= 0.6 * Self.clearShare
    else { return isSure ? surest(reading, of: Self.latin) : reading }
    return best.code == reading.languages ? reading : better(of: reading, best.code)
  }
}
