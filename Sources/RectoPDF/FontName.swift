internal import RectoPages

/// What the PostScript name of a font tells of it.
///
/// Descriptor flags are often wrong: TeX's bold fonts carry no bold flag, Word's subsets none at
/// all. The name is what the foundry meant.
struct FontName {
  private let name: String

  init(_ name: String) { self.name = name }

  /// Traits to add to those of the descriptor.
  var traits: Font.Traits {
    var traits: Font.Traits = []
    let lower = name.lowercased()
    if Self.bold.contains(where: lower.contains) || isNimbusMedium { traits.insert(.bold) }
    if Self.italic.contains(where: lower.contains) { traits.insert(.italic) }
    if Self.fixed.contains(where: lower.contains) { traits.insert(.fixedPitch) }
    if Self.mathematical.contains(where: lower.contains) || lower == "symbol"
      || lower == "opensymbol"
      || Self.mathematicalFamilies.contains(where: lower.hasPrefix)
    {
      traits.insert(.mathematical)
    }
    switch texFamily {
    case "cmbx", "cmb", "cmbxsl", "cmssbx", "cmcb", "sfbx", "sfrb", "ecbx", "eufb", "cmbcsc":
      traits.insert(.bold)
    case "cmbxti", "sfbi", "ecbi": traits.formUnion([.bold, .italic])
    case "cmti", "cmsl", "cmssi", "cmu", "sfti", "sfsl", "ecti", "ecsl", "cmcsl":
      traits.insert(.italic)
    case "cmtt", "cmsltt", "cmitt", "cmtcsc", "sftt", "ectt", "cmvtt": traits.insert(.fixedPitch)
    default: break
    }
    return traits
  }

  /// The letters before the design size of a TeX font name, in lower case: `cmbx` of `CMBX12`.
  private var texFamily: String {
    let letters = name.prefix { $0.isASCII && $0.isLetter }
    let rest = name.dropFirst(letters.count)
    guard letters.count <= 6, rest.isEmpty || rest.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return ""
    }
    return letters.lowercased()
  }

  /// URW call the bold of their Times and Courier `Medi`.
  private var isNimbusMedium: Bool {
    name.hasSuffix("-Medi") || name.contains("-MediItal") || name.contains("-MediCond")
  }

  private static let bold = ["bold", "black", "heavy", "-demi", "semibold", "extrabold"]
  private static let italic = ["italic", "oblique", "slanted", "-ital", "boldit", "mediital"]
  private static let fixed = [
    "mono", "courier", "consolas", "typewriter", "menlo", "inconsolata", "lucidaconsole",
    "sourcecode", "fixed", "nimbusmonl", "lettergothic", "cousine", "andale",
  ]
  private static let mathematical = ["math", "mtextra"]
  /// TeX's fonts of mathematics, by the beginnings of their names.
  private static let mathematicalFamilies = [
    "cmmi", "cmsy", "cmbsy", "cmex", "msam", "msbm", "eufm", "eufb", "eusm", "eusb", "euex", "eurm",
    "eurb", "rsfs", "lasy", "wasy", "stmary", "mtmi", "mtsy", "mtex", "txsy", "txmi", "txex",
    "pxsy",
    "pxmi", "pxex", "ntxmi", "ntxsy", "ntxex", "newtxmi", "newtxsy", "newpxmi", "jkpmi", "jkpsy",
    "katex_size", "katex_ams", "katex_cal", "katex_frak", "katex_script",
    "jkpex", "bbold", "dsrom", "esint", "mdsy",
  ]
}
