public import RectoTree

/// Reads the numbers of a table where it is certain what they are.
///
/// Whether `1,234` is above a thousand or little more than one is told by the table's other numbers:
/// by those that have both signs, several groups, or another count of decimals; and where each sign has
/// three digits after it, by the whole numbers below a thousand, or by how many there are.
public struct NumberReader: Sendable {
  /// What a cell holds.
  public struct Number: Sendable, Equatable {
    public var value: Double
    /// The sign of its currency, and whether that stands before it.
    public var currency: Character?
    public var currencyLeads = false
    /// How it is printed: digits after the decimal sign, signs between thousands, a negative number in
    /// parentheses.
    public var decimals = 0
    public var isGrouped = false
    public var isInParentheses = false
  }

  private let decimal: Character?

  public init(_ table: Table) {
    var votes: [Character: Int] = [:]
    let all = table.cells.compactMap { Self.parts(of: $0.text.readable)?.digits }
    for digits in all {
      if let sign = Self.decimal(in: digits) { votes[sign, default: 0] += 1 }
    }
    // A table that uses both signs tells nothing.
    guard votes.isEmpty else {
      decimal = votes.count == 1 ? votes.keys.first : nil
      return
    }
    // Heads hold years, which have no signs.
    decimal = Self.decimal(
      asGroupedIn: table.cells.lazy.filter { $0.row >= table.headRows }
        .compactMap { Self.parts(of: $0.text.readable)?.digits })
  }

  /// So many numbers with three digits after their only sign, and none with another count, are whole
  /// numbers above a thousand: of prices or measures a few would have another count. Beside whole
  /// numbers below a thousand, which have no sign then, fewer are enough.
  private static let enoughGrouped = 6
  private static let enoughBesidePlain = 3

  /// The decimal sign of a table in which three digits stand after each sign: the other one, if there
  /// are enough of them, and no whole numbers from a thousand without a sign.
  private static func decimal(asGroupedIn all: [String]) -> Character? {
    let marks = all.map { digits in digits.filter { $0 == "." || $0 == "," } }
    let grouped = Set(marks.filter { !$0.isEmpty })
    guard grouped.count == 1, let mark = grouped.first?.first else { return nil }
    let plain = all.filter { $0.allSatisfy(\.isNumber) }
    guard plain.allSatisfy({ $0.count <= 3 }) else { return nil }
    let enough = plain.isEmpty ? enoughGrouped : enoughBesidePlain
    return all.count - plain.count >= enough ? (mark == "." ? "," : ".") : nil
  }

  /// Whether a text is digits with the signs of numbers, whatever they mean.
  static func looksLikeNumber(_ text: String) -> Bool { parts(of: text) != nil }

  public func number(in text: String) -> Number? {
    guard let (digits, isNegative, look) = Self.parts(of: text) else { return nil }
    let marks = digits.filter { $0 == "." || $0 == "," }
    var sign = Self.decimal(in: digits)
    if sign == nil, marks.count == 1, let mark = marks.first, Self.isGrouped(digits, by: mark) {
      // Three digits after the only sign.
      guard let decimal else { return nil }
      sign = decimal
    }
    let halves = sign.map { digits.split(separator: $0, omittingEmptySubsequences: false) }
    let whole = halves?.first ?? Substring(digits)
    guard (halves?.count ?? 1) <= 2 else { return nil }
    let fraction = halves.flatMap { $0.count == 2 ? $0[1] : nil } ?? ""
    let groups = whole.split(omittingEmptySubsequences: false) { !$0.isNumber }
    guard fraction.allSatisfy(\.isNumber), groups.dropFirst().allSatisfy({ $0.count == 3 }),
      groups.count == 1 || (1...3).contains(groups[0].count),
      Set(whole.filter { !$0.isNumber }).count <= 1,
      let value = Double(groups.joined() + (fraction.isEmpty ? "" : "." + fraction)),
      groups.joined().count <= 15
    else { return nil }
    var number = look
    number.value = isNegative ? -value : value
    number.decimals = fraction.count
    number.isGrouped = groups.count > 1
    return number
  }

  private static let currencies: Set<Character> = ["$", "€", "£", "¥", "₹", "₽", "₩"]
  private static let minus: Set<Character> = ["-", "−", "–"]
  private static let blanks: Set<Character> = [" ", "\u{A0}", "\u{2009}", "\u{202F}"]

  /// Digits with the signs between them, and what stands around them; `nil` if there is more.
  private static func parts(
    of text: String
  ) -> (digits: String, isNegative: Bool, look: Number)? {
    var rest = text[...]
    func trim() { rest = rest.drop { blanks.contains($0) } }
    func trimEnd() { while let last = rest.last, blanks.contains(last) { rest.removeLast() } }
    var (isNegative, look) = (false, Number(value: 0))
    trim()
    trimEnd()
    if rest.first == "(", rest.last == ")" {
      (isNegative, look.isInParentheses) = (true, true)
      rest = rest.dropFirst().dropLast()
    }
    for _ in 0..<2 {
      trim()
      trimEnd()
      if let first = rest.first, minus.contains(first) || first == "+" {
        guard !isNegative else { return nil }
        isNegative = first != "+"
        rest.removeFirst()
      }
      if let first = rest.first, currencies.contains(first), look.currency == nil {
        (look.currency, look.currencyLeads) = (first, true)
        rest.removeFirst()
      }
      if let last = rest.last, currencies.contains(last), look.currency == nil {
        look.currency = last
        rest.removeLast()
      }
    }
    trim()
    trimEnd()
    let isNumber = rest.allSatisfy { character in
      character.isASCII && character.isNumber || character == "." || character == ","
        || character == "'" || blanks.contains(character)
    }
    guard isNumber, rest.first?.isNumber == true, rest.last?.isNumber == true else { return nil }
    return (String(rest), isNegative, look)
  }

  /// The decimal sign, if the digits alone tell it.
  private static func decimal(in digits: String) -> Character? {
    let marks = digits.filter { $0 == "." || $0 == "," }
    guard let last = marks.last else { return nil }
    if Set(marks).count == 2 { return marks.count(where: { $0 == last }) == 1 ? last : nil }
    if marks.count > 1 { return last == "." ? "," : "." }
    return isGrouped(digits, by: last) ? nil : last
  }

  /// Whether three digits stand after the only sign, and one to three before it that are not `0`.
  private static func isGrouped(_ digits: String, by mark: Character) -> Bool {
    let halves = digits.split(separator: mark, omittingEmptySubsequences: false)
    return halves.count == 2 && halves[1].count == 3 && (1...3).contains(halves[0].count)
      && halves[0] != "0"
  }
}
