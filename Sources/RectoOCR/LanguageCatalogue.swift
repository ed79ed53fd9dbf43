internal import FoundationEssentials
public import RectoDiagnostics

/// The languages that Tesseract has trained data for, by their names in Tesseract, BCP 47 and
/// English, and which of them are installed.
public struct LanguageCatalogue: Sendable {
  public struct Language: Sendable, Equatable {
    /// Tesseract's name: mostly ISO 639-3, or the name of a script.
    public var code: String
    /// Its BCP 47 tag; empty for scripts.
    public var tag: String
    public var name: String

    /// What installs it on Debian and Ubuntu.
    public var package: String {
      let isScript = code.first?.isUppercase == true
      let name = code.lowercased().replacing("_", with: "-")
      return isScript
        ? "tesseract-ocr-script-\(Self.scriptPackages[code] ?? name)"
        : "tesseract-ocr-\(name)"
    }

    private static let scriptPackages = [
      "Latin": "latn", "Cyrillic": "cyrl", "Arabic": "arab", "Fraktur": "frak", "HanS": "hans",
      "HanT": "hant", "Japanese": "jpan", "Hangul": "hang", "Devanagari": "deva",
      "Armenian": "armn", "Bengali": "beng", "Ethiopic": "ethi", "Georgian": "geor",
      "Greek": "grek", "Gujarati": "gujr", "Gurmukhi": "guru", "Hebrew": "hebr",
      "Kannada": "knda", "Khmer": "khmr", "Lao": "laoo", "Malayalam": "mlym", "Myanmar": "mymr",
      "Oriya": "orya", "Sinhala": "sinh", "Syriac": "syrc", "Tamil": "taml", "Telugu": "telu",
      "Thaana": "thaa", "Thai": "thai", "Tibetan": "tibt", "Vietnamese": "viet",
      "Canadian_Aboriginal": "cans", "Cherokee": "cher", "HanS_vert": "hans-vert",
      "HanT_vert": "hant-vert", "Japanese_vert": "jpan-vert", "Hangul_vert": "hang-vert",
    ]
  }

  /// The folder of trained data, if there is one, and what is in it.
  public let folder: String?
  public let installed: Set<String>
  /// The folder that was named, by whatever means.
  private let given: String?

  private static let folders = [
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
  ]

  /// The folder that the user's environment names.
  public static var named: String? { ProcessInfo.processInfo.environment["TESSDATA_PREFIX"] }

  /// Looks in `folder`, in the one that `TESSDATA_PREFIX` names, or in the usual places.
  public init(folder given: String? = nil) {
    let named = given ?? Self.named
    self.given = named
    let places = named.map { [$0, $0 + "/tessdata"] } ?? Self.folders
    var found: (folder: String, names: Set<String>)?
    for place in places where found == nil {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
      let names = Set(
        files.compactMap { $0.hasSuffix(".traineddata") ? String($0.dropLast(12)) : nil })
      if !names.isEmpty { found = (place, names) }
    }
    folder = found?.folder
    installed = found?.names ?? []
  }

  /// The folder and all files of trained data in it: some may be links to other folders.
  public var files: [String] {
    guard let folder else { return [] }
    return [folder] + installed.sorted().map { "\(folder)/\($0).traineddata" }
  }

  /// Tesseract's names, joined by `+`, for those that a user gives. Throws a usage error for an
  /// unknown one, and `missingLanguage` for one whose data is not installed.
  public func codes(of names: String) throws(ConversionError) -> String {
    var codes: [String] = []
    for name in names.split(whereSeparator: { $0 == "+" || $0 == "," }) {
      let name = String(name)
      guard let code = installed.contains(name) ? name : Self.code(for: name) else {
        throw ConversionError(
          .usage, "'\(name)' is not a language that can be recognised",
          advice: "Run 'recto languages' for a list.")
      }
      guard installed.contains(code) else { throw Self.missing(code) }
      codes.append(code)
    }
    guard !codes.isEmpty else {
      throw ConversionError(
        .usage, "no language is named", advice: "Give names such as eng+deu, or auto.")
    }
    return codes.joined(separator: "+")
  }

  /// The error for a language whose data is not installed.
  static func missing(_ code: String) -> ConversionError {
    let language = all.first { $0.code == code }
    let package = language?.package ?? "tesseract-ocr-\(code)"
    return ConversionError(
      .missingLanguage, "the trained data of \(language?.name ?? code) is not installed",
      advice: "Install it with 'apt install \(package)'.")
  }

  /// The error where there is no data at all.
  var nothing: ConversionError {
    guard let given else { return Self.missing("eng") }
    return ConversionError(
      .missingLanguage, "there is no trained data in \(given)",
      advice: "Put it there, or leave --tessdata and TESSDATA_PREFIX out.")
  }

  /// The error for languages whose data is there, but is not read by Tesseract.
  func damaged(_ codes: String) -> ConversionError {
    let names = codes.split(separator: "+").map(String.init)
    let languages = Self.all.filter { names.contains($0.code) }
    let files = names.map { "\(folder ?? "")/\($0).traineddata" }.joined(separator: ", ")
    let packages = languages.map(\.package).joined(separator: " ")
    return ConversionError(
      .missingLanguage,
      "the trained data of \(languages.map(\.name).joined(separator: ", ")) is damaged: \(files)",
      advice: given == nil
        ? "Install it anew with 'apt install --reinstall \(packages)'."
        : "Put a whole file there, or leave --tessdata and TESSDATA_PREFIX out.")
  }

  /// Tesseract's name for a name that a user gives: its own, a BCP 47 tag, an ISO 639 code or the
  /// English name.
  public static func code(for name: String) -> String? {
    if all.contains(where: { $0.code == name }) { return name }
    let wanted = name.lowercased().replacing("-", with: "_")
    for language in all {
      if language.code.lowercased() == wanted || language.name.lowercased() == name.lowercased() {
        return language.code
      }
    }
    for language in all where language.tag.lowercased().replacing("-", with: "_") == wanted {
      return language.code
    }
    if let code = aliases[wanted] { return code }
    // A region or script that makes no difference: `en-GB`, `de-CH`.
    guard let base = wanted.split(separator: "_").first.map(String.init), base != wanted else {
      return nil
    }
    return code(for: base)
  }

  private static let aliases = [
    "ger": "deu", "fre": "fra", "chi": "chi_sim", "zho": "chi_sim", "zh": "chi_sim",
    "zh_cn": "chi_sim", "zh_tw": "chi_tra", "zh_hk": "chi_tra", "cze": "ces", "dut": "nld",
    "gre": "ell", "per": "fas", "rum": "ron", "slo": "slk", "alb": "sqi", "arm": "hye",
    "baq": "eus", "bur": "mya", "geo": "kat", "ice": "isl", "mac": "mkd", "mao": "mri",
    "may": "msa", "tib": "bod", "wel": "cym", "nb": "nor", "nn": "nor", "nob": "nor",
    "nno": "nor", "iw": "heb", "tl": "fil", "ku": "kmr", "sh": "hrv", "in": "ind",
  ]

  public static let all: [Language] = table.split(separator: "\n").map { line in
    let parts = line.split(separator: " ", maxSplits: 2)
    return Language(
      code: String(parts[0]), tag: parts[1] == "-" ? "" : String(parts[1]), name: String(parts[2]))
  }

  private static let table = """
    afr af Afrikaans
    amh am Amharic
    ara ar Arabic
    asm as Assamese
    aze az Azerbaijani
    aze_cyrl az-Cyrl Azerbaijani in Cyrillic
    bel be Belarusian
    ben bn Bengali
    bod bo Tibetan
    bos bs Bosnian
    bre br Breton
    bul bg Bulgarian
    cat ca Catalan
    ceb ceb Cebuano
    ces cs Czech
    chi_sim zh-Hans Chinese, simplified
    chi_sim_vert - Chinese, simplified, vertical
    chi_tra zh-Hant Chinese, traditional
    chi_tra_vert - Chinese, traditional, vertical
    chr chr Cherokee
    cos co Corsican
    cym cy Welsh
    dan da Danish
    deu de German
    div dv Dhivehi
    dzo dz Dzongkha
    ell el Greek, modern
    eng en English
    enm enm English, Middle
    epo eo Esperanto
    est et Estonian
    eus eu Basque
    fao fo Faroese
    fas fa Persian
    fil fil Filipino
    fin fi Finnish
    fra fr French
    frk - German in Fraktur
    frm frm French, Middle
    fry fy Frisian
    gla gd Scottish Gaelic
    gle ga Irish
    glg gl Galician
    grc grc Greek, ancient
    guj gu Gujarati
    hat ht Haitian
    heb he Hebrew
    hin hi Hindi
    hrv hr Croatian
    hun hu Hungarian
    hye hy Armenian
    iku iu Inuktitut
    ind id Indonesian
    isl is Icelandic
    ita it Italian
    ita_old - Italian, old
    jav jv Javanese
    jpn ja Japanese
    jpn_vert - Japanese, vertical
    kan kn Kannada
    kat ka Georgian
    kat_old - Georgian, old
    kaz kk Kazakh
    khm km Khmer
    kir ky Kyrgyz
    kmr kmr Kurdish
    kor ko Korean
    kor_vert - Korean, vertical
    lao lo Lao
    lat la Latin
    lav lv Latvian
    lit lt Lithuanian
    ltz lb Luxembourgish
    mal ml Malayalam
    mar mr Marathi
    mkd mk Macedonian
    mlt mt Maltese
    mon mn Mongolian
    mri mi Maori
    msa ms Malay
    mya my Burmese
    nep ne Nepali
    nld nl Dutch
    nor no Norwegian
    oci oc Occitan
    ori or Odia
    pan pa Punjabi
    pol pl Polish
    por pt Portuguese
    pus ps Pashto
    que qu Quechua
    ron ro Romanian
    rus ru Russian
    san sa Sanskrit
    sin si Sinhala
    slk sk Slovak
    slv sl Slovenian
    snd sd Sindhi
    spa es Spanish
    spa_old - Spanish, old
    sqi sq Albanian
    srp sr Serbian
    srp_latn sr-Latn Serbian in Latin
    sun su Sundanese
    swa sw Swahili
    swe sv Swedish
    syr syr Syriac
    tam ta Tamil
    tat tt Tatar
    tel te Telugu
    tgk tg Tajik
    tha th Thai
    tir ti Tigrinya
    ton to Tongan
    tur tr Turkish
    uig ug Uyghur
    ukr uk Ukrainian
    urd ur Urdu
    uzb uz Uzbek
    uzb_cyrl uz-Cyrl Uzbek in Cyrillic
    vie vi Vietnamese
    yid yi Yiddish
    yor yo Yoruba
    Arabic - Arabic script
    Armenian - Armenian script
    Bengali - Bengali script
    Canadian_Aboriginal - Canadian syllabics
    Cherokee - Cherokee script
    Cyrillic - Cyrillic script
    Devanagari - Devanagari script
    Ethiopic - Ethiopic script
    Fraktur - Fraktur
    Georgian - Georgian script
    Greek - Greek script
    Gujarati - Gujarati script
    Gurmukhi - Gurmukhi script
    HanS - Han, simplified
    HanS_vert - Han, simplified, vertical
    HanT - Han, traditional
    HanT_vert - Han, traditional, vertical
    Hangul - Hangul
    Hangul_vert - Hangul, vertical
    Hebrew - Hebrew script
    Japanese - Japanese script
    Japanese_vert - Japanese script, vertical
    Kannada - Kannada script
    Khmer - Khmer script
    Lao - Lao script
    Latin - Latin script
    Malayalam - Malayalam script
    Myanmar - Myanmar script
    Oriya - Oriya script
    Sinhala - Sinhala script
    Syriac - Syriac script
    Tamil - Tamil script
    Telugu - Telugu script
    Thaana - Thaana script
    Thai - Thai script
    Tibetan - Tibetan script
    Vietnamese - Vietnamese script
    """
}
