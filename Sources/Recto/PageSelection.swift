public import RectoDiagnostics
internal import RectoGeometry

/// Which pages of a document to convert: `1,3-5,8-,-1,odd`.
///
/// Pages count from 1; `-1` is the last, `-2` the one before it; `8-` runs to the end; `odd` and
/// `even` take every second page. The result is in document order, each page once. A range ends where
/// the document does; a single page has to exist.
public struct PageSelection: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case range(Int, Int?)
    case fromEnd(Int)
    case odd, even
  }

  private let parts: [Part]
  private let text: String

  /// All pages.
  public static let all = PageSelection(parts: [.range(1, nil)], text: "1-")

  private init(parts: [Part], text: String) {
    self.parts = parts
    self.text = text
  }

  /// Throws a usage error that names the part which is not understood.
  public init(_ text: String) throws(ConversionError) {
    var parts: [Part] = []
    for piece in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = piece.filter { $0 != " " }.lowercased()
      guard let part = Self.part(word) else {
        throw ConversionError(
          .usage, "'\(piece)' is not a page or a range of pages",
          advice: "Pages are given like 1,3-5,8-,-1,odd.")
      }
      parts.append(part)
    }
    self.init(parts: parts, text: text)
  }

  private static func part(_ word: String) -> Part? {
    switch word {
    case "odd": return .odd
    case "even": return .even
    case "all": return .range(1, nil)
    case "end", "last": return .fromEnd(1)
    default: break
    }
    if word.hasPrefix("-") {
      guard let number = Int(word.dropFirst()), number >= 1 else { return nil }
      return .fromEnd(number)
    }
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = ends.first.flatMap({ Int($0) }), first >= 1, ends.count <= 2 else {
      return nil
    }
    if ends.count == 1 { return .range(first, first) }
    if ends[1].isEmpty || ends[1] == "end" { return .range(first, nil) }
    guard let last = Int(ends[1]), last >= first else { return nil }
    return .range(first, last)
  }

  /// The pages from 0, in order. Throws if a single page that is named does not exist, or none does.
  public func pages(of count: Int) throws(ConversionError) -> [Int] {
    var chosen = [Bool](repeating: false, count: count)
    for part in parts {
      switch part {
      case .range(let first, let last):
        guard first <= count || last != first else { throw Self.missing("page \(first)", count) }
        for page in (first - 1)..<max(first - 1, min(last ?? count, count)) { chosen[page] = true }
      case .fromEnd(let number):
        guard number <= count else { throw Self.missing("page -\(number)", count) }
        chosen[count - number] = true
      case .odd: for page in stride(from: 0, to: count, by: 2) { chosen[page] = true }
      case .even: for page in stride(from: 1, to: count, by: 2) { chosen[page] = true }
      }
    }
    let pages = chosen.indices.filter { chosen[$0] }
    if pages.isEmpty, count > 0 { throw Self.missing("none of the pages \(text)", count) }
    return pages
  }

  private static func missing(_ what: String, _ count: Int) -> ConversionError {
    ConversionError(
      .usage,
      "\(what) \(what.hasPrefix("none") ? "exists" : "does not exist"), the document has \(count)",
      advice: count == 1 ? "Its only page is 1." : "Give pages from 1 to \(count).",
      kind: .noSuchPage)
  }
}
