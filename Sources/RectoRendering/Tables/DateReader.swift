internal import RectoGeometry

/// Reads the days of a column where all of them are written in one way.
struct DateReader {
  /// The order of the three parts.
  private enum Order: CaseIterable { case yearMonthDay, dayMonthYear, monthDayYear }

  private let order: Order
  private let separator: Character

  /// `nil` unless every text with digits is a day, and only one order makes days of all of them.
  init?(_ texts: [String]) {
    let dated = texts.filter { $0.contains(where: \.isNumber) }
    guard let first = dated.first,
      let separator = first.first(where: { "-./".contains($0) })
    else { return nil }
    let orders = Order.allCases.filter { order in
      dated.allSatisfy { Self.day(in: $0, order, separator) != nil }
    }
    // Nobody writes the month first with dots or hyphens.
    let likely = separator == "/" ? orders : orders.filter { $0 != .monthDayYear }
    guard likely.count == 1, let order = likely.first else { return nil }
    (self.order, self.separator) = (order, separator)
  }

  /// The day as spreadsheets count them: 1 is the first of 1900, in which they take a 29 February for
  /// granted that there was not.
  func day(in text: String) -> Int? { Self.day(in: text, order, separator) }

  private static func day(in text: String, _ order: Order, _ separator: Character) -> Int? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false).map {
      $0.allSatisfy { ("0"..."9").contains($0) } ? Int($0) : nil
    }
    guard parts.count == 3, let a = parts[0], let b = parts[1], let c = parts[2] else { return nil }
    let (year, month, day) =
      switch order {
      case .yearMonthDay: (a, b, c)
      case .dayMonthYear: (c, b, a)
      case .monthDayYear: (c, a, b)
      }
    // Before March 1900 spreadsheets count wrongly.
    guard (1901...2199).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    let before = year - 1
    let days = before * 365 + before / 4 - before / 100 + before / 400
    // The day before the first of 1900 is day 693,595; the day that was not is one more.
    return days + lengths[..<(month - 1)].reduce(0, +) + day - 693_595 + 1
  }
}
