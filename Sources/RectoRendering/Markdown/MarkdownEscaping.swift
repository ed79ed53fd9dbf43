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

  /// Writes text inside a line. `before` and `next` are its neighbours on the line; blanks stand for
  /// ends of lines.
  static func write(
    _ text: TextSlice, before: Unicode.Scalar? = nil, next: Unicode.Scalar? = nil,
    in surroundings: Surroundings = [], to output: inout Output
  ) {
    let line = text.line
    let bytes = line.bytes
    guard let first = bytes.firstIndex(where: isSpecial) else { return output.text(line) }
    let lastLabelEnd = lastLabelEnd(in: bytes) ?? bytes.startIndex
    var done = bytes.startIndex
    for place in first..<bytes.endIndex where isSpecial(bytes[place]) {
      guard
        bytes[place] == UInt8(ascii: "[") && lastLabelEnd > place
          || needsEscape(at: place, of: bytes, before: before, next, surroundings)
      else { continue }
      output.text(line[done..<place])
      output.escape("\\")
      done = place
    }
    output.text(line[from: done])
  }

  /// Text that no glyphs stand for, as it is written inside a line.
  static func escape(_ text: String, in surroundings: Surroundings = []) -> String {
    var output = Output()
    write(TextSlice(Array(text.utf8)), in: surroundings, to: &output)
    return output.string
  }

  /// The last `]` that may end the label of a link.
  private static func lastLabelEnd(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.dropLast().last { place in
      bytes[place] == UInt8(ascii: "]")
        && (bytes[place + 1] == UInt8(ascii: "(") || bytes[place + 1] == UInt8(ascii: ":"))
    }
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

  /// Whether a special character has to be escaped. `first` stands before the bytes, `next` behind them.
  private static func needsEscape(
    at place: Int, of bytes: ArraySlice<UInt8>, before first: Unicode.Scalar?,
    _ next: Unicode.Scalar?, _ surroundings: Surroundings
  ) -> Bool {
    let rest = bytes[(place + 1)...]
    let after = rest.scalar(at: rest.startIndex) ?? next
    let before = bytes.scalar(before: place) ?? first
    switch Unicode.Scalar(bytes[place]) {
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
  private static func opensTag(_ after: Unicode.Scalar?, _ rest: ArraySlice<UInt8>) -> Bool {
    guard let after else { return false }
    if isASCIILetter(after) || after == "/" || after == "!" || after == "?" { return true }
    var place = rest.startIndex
    while let scalar = rest.scalar(at: place), scalar != "<", scalar != ">", !isSpace(scalar) {
      if scalar == "@" { return true }
      place += UTF8.width(scalar)
    }
    return false
  }

  /// Whether `&` and what follows it is an entity; `next` is what stands behind the text.
  static func isEntity(_ rest: ArraySlice<UInt8>, before next: Unicode.Scalar? = nil) -> Bool {
    func isName(_ scalar: Unicode.Scalar) -> Bool {
      isASCIILetter(scalar) || isASCIIDigit(scalar) || scalar == "#"
    }
    let name = rest.prefix { isName(Unicode.Scalar($0)) }
    guard name.endIndex < rest.endIndex else {
      // It may go on in the next piece of text.
      return next.map { isName($0) || $0 == ";" } ?? false
    }
    return !name.isEmpty && rest[name.endIndex] == UInt8(ascii: ";")
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

  /// Where a line needs a backslash, so that it opens no block of another kind; `nil` if it opens none.
  static func opener(of line: ArraySlice<UInt8>) -> Int? {
    guard let first = line.first else { return nil }
    let start = line.startIndex
    func endsMark(_ place: Int) -> Bool {
      place >= line.endIndex || line[place] == 0x20 || line[place] == 0x09
    }
    switch Unicode.Scalar(first) {
    case "#":
      let marks = line.prefix { $0 == first }
      return marks.count <= 6 && endsMark(marks.endIndex) ? start : nil
    case ">": return start
    case "*", "_": return endsMark(start + 1) ? start : nil
    case "+", "-", "=", ":", "|":
      // Of items, and of the lines below heads of sections and of tables.
      let isItem = (first == UInt8(ascii: "+") || first == UInt8(ascii: "-")) && endsMark(start + 1)
      return isItem || line.allSatisfy { " \t-=:|".utf8.contains($0) } ? start : nil
    case "0"..."9":
      let digits = line.prefix { isASCIIDigit(Unicode.Scalar($0)) }
      guard digits.count <= 9, digits.endIndex < line.endIndex,
        ".)".utf8.contains(line[digits.endIndex]), endsMark(digits.endIndex + 1)
      else { return nil }
      return digits.endIndex
    default: return nil
    }
  }

  /// An address between the round brackets of a link.
  static func destination(_ address: String) -> String {
    let encoded = Address.encoded(address) { scalar in
      "<>()\"`\\|".unicodeScalars.contains(scalar) || Address.isUnseen(scalar)
    }
    guard encoded.utf8.contains(UInt8(ascii: "&")) else { return encoded }
    let bytes = Array(encoded.utf8)[...]
    var result: [UInt8] = []
    for place in bytes.indices {
      if bytes[place] == UInt8(ascii: "&"), isEntity(bytes[(place + 1)...]) {
        result.append(contentsOf: "&amp;".utf8)
      } else {
        result.append(bytes[place])
      }
    }
    return String(decoding: result, as: UTF8.self)
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
    let line = Array(text.utf8)[...]
    let isPlain =
      !(line.first.map(Output.isBlank) ?? false) && opener(of: line) == nil
      && !"~*_`".contains { text.utf8.starts(with: $0.utf8) }
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

extension Output {
  /// Writes a line of Markdown that opens no block of another kind; blanks before it are dropped, as
  /// they would be in reading or make it code.
  mutating func line(_ write: (inout Output) -> Void) {
    guard let start = following(droppingBlanks: true, write),
      let place = MarkdownEscaping.opener(of: written(from: start))
    else { return }
    insert("\\", at: place, isEscape: true)
  }
}
