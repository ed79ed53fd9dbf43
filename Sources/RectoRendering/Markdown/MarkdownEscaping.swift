/// Escapes text so that GitHub-flavoured Markdown reads it back as it is, and no more than that.
///
/// It goes by scalars, as readers of Markdown do: what Swift calls a character may hide a `<` behind
/// a sign that is drawn around it.
enum MarkdownEscaping {
  /// Where the text stands besides in a line.
  struct Surroundings: OptionSet {
    let rawValue: UInt8

    /// In a cell of a table of pipes.
    static let table = Surroundings(rawValue: 1)
    /// In the square brackets of a link or a picture.
    static let brackets = Surroundings(rawValue: 2)
  }

  /// Text inside a line. `before` and `after` are its neighbours on the line; blanks stand for ends
  /// of lines.
  static func escape(
    _ text: some StringProtocol, before: Unicode.Scalar? = nil, after: Unicode.Scalar? = nil,
    in surroundings: Surroundings = []
  ) -> String {
    let line = ControlCharacters.line(text)
    guard line.utf8.contains(where: isSpecial) else { return line }
    var result = String.UnicodeScalarView()
    var previous = before
    var rest = line.unicodeScalars[...]
    let lastLabelEnd = lastLabelEnd(in: rest)
    while let scalar = rest.popFirst() {
      let isMark =
        scalar == "[" && lastLabelEnd.map { $0 >= rest.startIndex } ?? false
        || needsEscape(scalar, before: previous, rest, after, surroundings)
      if isMark { result.append("\\") }
      result.append(scalar)
      previous = scalar
    }
    return String(result)
  }

  /// The last `]` that may end the label of a link.
  private static func lastLabelEnd(
    in scalars: Substring.UnicodeScalarView
  ) -> Substring.UnicodeScalarView.Index? {
    var next: Unicode.Scalar?
    for index in scalars.indices.reversed() {
      if scalars[index] == "]", next == "(" || next == ":" { return index }
      next = scalars[index]
    }
    return nil
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "&"),
      UInt8(ascii: "~"), UInt8(ascii: "|"), UInt8(ascii: "!"):
      true
    default: false
    }
  }

  /// `rest` is what follows in the text, `next` what stands behind it.
  private static func needsEscape(
    _ scalar: Unicode.Scalar, before: Unicode.Scalar?, _ rest: Substring.UnicodeScalarView,
    _ next: Unicode.Scalar?, _ surroundings: Surroundings
  ) -> Bool {
    let after = rest.first ?? next
    switch scalar {
    case "`": return true
    case "\\": return after.map(isASCIIPunctuation) ?? true
    case "*", "~":
      return !(isSpace(before) && isSpace(after))
    case "_":
      return !(isWord(before) && isWord(after)) && !(isSpace(before) && isSpace(after))
    case "[": return surroundings.contains(.brackets) || after == "^"
    case "]": return surroundings.contains(.brackets) || after == "(" || after == ":"
    case "<": return opensTag(after, rest)
    case "&": return isEntity(rest, before: next)
    case "|": return surroundings.contains(.table)
    case "!": return after == "["
    default: return false
    }
  }

  /// Whether what follows `<` may make it a tag, a comment or an address.
  private static func opensTag(
    _ after: Unicode.Scalar?, _ rest: Substring.UnicodeScalarView
  ) -> Bool {
    guard let after else { return false }
    if isASCIILetter(after) || after == "/" || after == "!" || after == "?" { return true }
    return rest.prefix { $0 != "<" && $0 != ">" && !isSpace($0) }.contains("@")
  }

  /// Whether `&` and what follows it is an entity; `next` is what stands behind the text.
  static func isEntity(
    _ rest: Substring.UnicodeScalarView, before next: Unicode.Scalar? = nil
  ) -> Bool {
    let name = rest.prefix { isASCIILetter($0) || isASCIIDigit($0) || $0 == "#" }
    guard name.endIndex < rest.endIndex else {
      // It may go on in the next piece of text.
      return next.map { isASCIILetter($0) || isASCIIDigit($0) || $0 == "#" || $0 == ";" } ?? false
    }
    return !name.isEmpty && rest[name.endIndex] == ";"
  }

  private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  private static func isASCIIDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func isASCIIPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    (0x21...0x7E).contains(scalar.value) && !isASCIILetter(scalar) && !isASCIIDigit(scalar)
  }

  /// Whether a scalar is a blank to readers of Markdown (CommonMark 2.1); the ends of a line are.
  static func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
    guard let scalar else { return true }
    switch scalar.value {
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20: return true
    default: return scalar.properties.generalCategory == .spaceSeparator
    }
  }

  /// Whether a scalar is punctuation to readers of GitHub-flavoured Markdown.
  static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return isASCIIPunctuation(scalar) }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// Whether a scalar is a sign of money, of mathematics and the like: punctuation to readers of
  /// CommonMark since 0.31.
  static func isSymbol(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol: true
    default: false
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { $0.properties.isAlphabetic || $0.properties.numericType != nil } ?? false
  }

  /// A line that opens no block of another kind; blanks before it are dropped, as they would be in
  /// reading or make it code.
  static func escapeStart(_ text: String) -> String {
    let scalars = text.unicodeScalars.drop { $0 == " " || $0 == "\t" }
    guard let first = scalars.first else { return "" }
    let line = String(scalars)
    let rest = scalars.dropFirst()
    func endsMark(_ rest: Substring.UnicodeScalarView) -> Bool {
      rest.first.map { $0 == " " || $0 == "\t" } ?? true
    }
    switch first {
    case "#":
      let marks = scalars.prefix { $0 == "#" }
      return marks.count <= 6 && endsMark(scalars[marks.endIndex...]) ? "\\" + line : line
    case ">": return "\\" + line
    case "*", "_": return endsMark(rest) ? "\\" + line : line
    case "+", "-", "=", ":", "|":
      // Of items, and of the lines below heads of sections and of tables.
      let isItem = (first == "+" || first == "-") && endsMark(rest)
      let isRuler = scalars.allSatisfy { " \t-=:|".unicodeScalars.contains($0) }
      return isItem || isRuler ? "\\" + line : line
    case "0"..."9":
      let digits = scalars.prefix(while: isASCIIDigit)
      guard digits.count <= 9, let mark = scalars[digits.endIndex...].first,
        mark == "." || mark == ")",
        endsMark(scalars[digits.endIndex...].dropFirst())
      else { return line }
      return String(digits) + "\\" + String(scalars[digits.endIndex...])
    default: return line
    }
  }

  /// An address between the round brackets of a link.
  static func destination(_ address: String) -> String {
    let encoded = Address.encoded(address) { scalar in
      "<>()\"`\\|".unicodeScalars.contains(scalar) || Address.isUnseen(scalar)
    }
    guard encoded.utf8.contains(UInt8(ascii: "&")) else { return encoded }
    var result = String.UnicodeScalarView()
    var rest = encoded.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "&", isEntity(rest) {
        result.append(contentsOf: "&amp;".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// LaTeX between dollars, which not every reader of Markdown knows: for the others nothing in it
  /// is a tag, a link or code.
  static func formula(_ latex: String, in surroundings: Surroundings = []) -> String {
    var result = String.UnicodeScalarView()
    var rest = ControlCharacters.line(latex).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch (scalar, rest.first) {
      case ("<", let next?) where !isSpace(next): result.append(contentsOf: "< ".unicodeScalars)
      case ("]", "("?), ("]", ":"?), ("!", "["?):
        result.append(scalar)
        result.append(" ")
      case ("`", _): result.append(contentsOf: "\\lq ".unicodeScalars)
      // A bar would end the cell.
      case ("|", _) where surroundings.contains(.table):
        result.append(contentsOf: "\\vert ".unicodeScalars)
      case ("\\", let next?):
        rest.removeFirst()
        if next == "|", surroundings.contains(.table) {
          result.append(contentsOf: "\\Vert ".unicodeScalars)
        } else {
          result.append(scalar)
          result.append(next)
        }
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// LaTeX on lines of its own between double dollars.
  static func display(_ latex: String) -> String {
    let text = formula(latex)
    let isPlain = escapeStart(text) == text && !"~*_`".contains { text.utf8.starts(with: $0.utf8) }
    // What begins like an item, a quotation or code is set as a display anyway.
    return isPlain ? text : "\\displaystyle " + text
  }

  /// The name of a footnote in `[^name]`: what is not a letter, a digit or a hyphen is replaced by
  /// its number.
  static func noteName(_ name: String) -> String {
    name.unicodeScalars.map { scalar in
      isWord(scalar) || scalar == "-" || scalar == "_"
        ? String(scalar) : "u" + String(scalar.value, radix: 16)
    }.joined()
  }
}
