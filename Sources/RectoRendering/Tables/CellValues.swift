public import RectoTree

/// What the cells of a table say, where a column's cells agree on how they are to be read: a workbook in
/// which one of three sums is text would be summed wrongly without a word.
public struct CellValues: Sendable {
  /// A number as spreadsheets keep it, and how it is shown.
  public struct Value: Sendable, Equatable, Codable {
    public var number: Double
    /// A number format of spreadsheets: `#,##0.00`.
    public var format: String
  }

  private let columns: [Int: Reading]

  /// How the cells of a column are read.
  private enum Reading {
    case numbers(NumberReader)
    case dates(DateReader)
  }

  /// Head rows are labels, whatever they say.
  public init(_ table: Table) {
    let numbers = NumberReader(table)
    let cells = table.cells.filter { $0.row >= table.headRows && !$0.text.readable.isEmpty }
    columns = Dictionary(grouping: cells, by: \.column).compactMapValues { cells in
      let texts = cells.map { table.writing(in: $0, \.readable) }
      let numeric = texts.map(Self.withoutPercent).filter(NumberReader.looksLikeNumber)
      if !numeric.isEmpty, numeric.allSatisfy({ numbers.number(in: $0) != nil }) {
        return .numbers(numbers)
      }
      return DateReader(texts).map(Reading.dates)
    }
  }

  /// What a text in a column says; `nil` if it is a text.
  public func value(of text: String, column: Int) -> Value? {
    switch columns[column] {
    case .numbers(let reader):
      let bare = Self.withoutPercent(text)
      guard let number = reader.number(in: bare), number.value.isFinite else { return nil }
      let isShare = bare.utf8.count < text.utf8.count
      return Value(
        number: number.value / (isShare ? 100 : 1),
        format: Self.format(number) + (isShare ? "%" : ""))
    case .dates(let reader):
      return reader.day(in: text).map { Value(number: Double($0), format: "yyyy\\-mm\\-dd") }
    case nil: return nil
    }
  }

  /// A text without a percent sign at its end.
  private static func withoutPercent(_ text: String) -> String {
    text.hasSuffix("%") ? String(text.dropLast()) : text
  }

  /// The format in which a number is shown as it is printed, but for its signs.
  private static func format(_ number: NumberReader.Number) -> String {
    var digits = number.isGrouped ? "#,##0" : "0"
    if number.decimals > 0 { digits += "." + String(repeating: "0", count: number.decimals) }
    guard let currency = number.currency else {
      return number.isInParentheses ? "\(digits);(\(digits))" : digits
    }
    let sign = "\"\(currency)\""
    let shown = number.currencyLeads ? sign + digits : "\(digits) \(sign)"
    return number.isInParentheses ? "\(shown);(\(shown))" : "\(shown);-\(shown)"
  }
}
