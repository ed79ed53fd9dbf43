/// Cells of comma- and tab-separated text that spreadsheets would run instead of showing them.
enum SpreadsheetFormula {
  /// A cell's text, with an apostrophe before what a spreadsheet would take for a formula: it begins
  /// with a sign of one, also behind blanks and in full width, and is no plain number.
  static func neutralised(_ text: String) -> String {
    runs(text) ? "'" + text : text
  }

  static func runs(_ text: String) -> Bool {
    let scalars = text.unicodeScalars.drop { $0 == " " || $0 == "\u{A0}" || isInvisible($0) }
    guard let first = scalars.first else { return false }
    switch first {
    case "=", "@", "＝", "＠", "\t", "\r": return scalars.count > 1
    case "+", "-", "＋", "－": return !isNumber(scalars.dropFirst()) && !isMark(scalars.dropFirst())
    default: return false
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .format
  }

  /// What stands for an empty or a missing value: `-`, `--`, `+/-`, `- - -`.
  private static func isMark(_ rest: Substring.UnicodeScalarView) -> Bool {
    rest.allSatisfy { "+-–—/. ".unicodeScalars.contains($0) }
  }

  /// Digits with their signs, an exponent, and a percent sign or a currency around them: `5,15`,
  /// `1 234.50 €`, `$3`, `2.5e-3`.
  private static func isNumber(_ rest: Substring.UnicodeScalarView) -> Bool {
    var rest = rest
    func skip(_ marks: String) { rest = rest.drop { marks.unicodeScalars.contains($0) } }
    skip(blanks + currencies)
    guard let first = rest.first, first.isDigit || ".,".unicodeScalars.contains(first) else {
      return false
    }
    rest = rest.drop { $0.isDigit || (".,'’" + blanks).unicodeScalars.contains($0) }
    if rest.first == "e" || rest.first == "E" {
      var exponent = rest.dropFirst()
      if let sign = exponent.first, "+-".unicodeScalars.contains(sign) { exponent.removeFirst() }
      if exponent.first?.isDigit ?? false { rest = exponent.drop(while: \.isDigit) }
    }
    skip(blanks + currencies + "%‰")
    return rest.isEmpty
  }

  private static let blanks = " \u{A0}\u{2009}\u{202F}"
  private static let currencies = "$€£¥₹₽₩"
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
