public import RectoTree

/// Reads the numbers of a table where it is certain what they are.
///
/// Whether `1,234` is above a thousand or little more than one is told by the table's other numbers:
/// by those that have both signs, several groups, or another count of decimals.
public struct NumberReader: Sendable {
  /// What a cell holds.
  public struct Number: Sendable, Equatable {
    public var value: Double
    /// Whether it is printed without a currency.
    public var isBare: Bool
  }

  private let decimal: Character?

  public init(_ table: Table) {
    var votes: [Character: Int] = [:]
    for cell in table.cells {
      guard let digits = Self.parts(of: cell.text.readable)?.digits,
        let sign = Self.decimal(in: digits)
      else { continue }
      votes[sign, default: 0] += 1
    }
    // A table that uses both signs tells nothing.
    decimal = votes.count == 1 ? votes.keys.first : nil
  }

  public func number(in text: String) -> Number? {
    guard let (digits, isNegative, isBare) = Self.parts(of: text) else { return nil }
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
    return Number(value: isNegative ? -value : value, isBare: isBare)
  }

  private static let currencies: Set<Character> = ["$", "€", "£", "¥", "₹", "₽", "₩"]
  private static let minus: Set<Character> = ["-", "−", "–"]
  private static let blanks: Set<Character> = [" ", "\u{A0}", "\u{2009}", "\u{202F}"]

  /// Digits with the signs between them, and what stands around them; `nil` if there is more.
  private static func parts(
    of text: String
  ) -> (digits: String, isNegative: Bool, isBare: Bool)? {
    var rest = text[...]
    func trim() { rest = rest.drop { blanks.contains($0) } }
    func trimEnd() { while let last = rest.last, blanks.contains(last) { rest.removeLast() } }
    var (isNegative, isBare) = (false, true)
    trim()
    trimEnd()
    if rest.first == "(", rest.last == ")" {
      isNegative = true
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
      if let first = rest.first, currencies.contains(first) {
        isBare = false
        rest.removeFirst()
      }
      if let last = rest.last, currencies.contains(last) {
        isBare = false
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
    return (String(rest), isNegative, isBare)
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
