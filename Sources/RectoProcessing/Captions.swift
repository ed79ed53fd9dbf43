internal import RectoGeometry
public import RectoTree

/// Recognises captions by their label: `Figure 3:`, `Table II.`, `Abb. 4`.
public struct Captions: DocumentProcessor {
  public static let name = "captions"

  public init() {}

  public func process(_ document: inout Document) {
    for i in document.blocks.indices {
      guard case .paragraph(let text) = document.blocks[i].content else { continue }
      let isTagged =
        document.blocks[i].look.tag == "Caption"
        && Self.owner(of: text, at: i, in: document.blocks) != nil
      guard isTagged || Self.isCaption(text.string) else { continue }
      document.blocks[i].wrap { .caption($0) }
      Self.note(
        isTagged ? "tagged, beside a figure or table" : "begins with a label and its number",
        on: &document.blocks[i])
    }
    for i in document.blocks.indices where document.blocks[i].printed?.owner == nil {
      if case .caption = document.blocks[i].content, let text = document.blocks[i].text {
        let owner = Self.owner(of: text, at: i, in: document.blocks)
        document.blocks[i].printed?.owner = owner
      }
    }
  }

  /// What a table is further away from the caption of a figure, in points.
  private static let otherKind: Float = 1000

  private static let tableLabels: Set<String> = [
    "table", "tab", "tabelle", "tabla", "tableau", "таблица",
  ]

  /// The table or figure that a caption stands at: the nearer one of its kind, with nothing but
  /// other captions between.
  private static func owner(of text: Text, at index: Int, in blocks: [Block]) -> Printed.Owner? {
    let label = text.string.prefix { $0.isLetter }.lowercased()
    let isOfTable = tableLabels.contains(label)
    func distance(_ others: some Sequence<Block>) -> Float? {
      for other in others {
        guard other.page == blocks[index].page else { return nil }
        let gap = max(
          other.box.y0 - blocks[index].box.y1, blocks[index].box.y0 - other.box.y1, 0)
        switch other.content {
        // One of the other kind will do where there is none of its own.
        case .table: return isOfTable || label == "exhibit" ? gap : gap + Self.otherKind
        case .figure: return isOfTable ? gap + Self.otherKind : gap
        case .caption: continue
        default: return nil
        }
      }
      return nil
    }
    let next = distance(blocks[(index + 1)...])
    let previous = distance(blocks[..<index].reversed())
    guard let near = [next, previous].compactMap({ $0 }).min() else { return nil }
    return near == next ? .next : .previous
  }

  private static let labels: Set<String> = [
    "figure", "fig", "table", "tab", "abbildung", "abb", "tabelle", "figura", "tabla", "tableau",
    "scheme", "chart", "plate", "listing", "algorithm", "рис", "рисунок", "таблица", "box", "map",
    "photo", "exhibit", "graph", "diagram", "illustration",
  ]

  /// A label and a number, then the end, punctuation, or a capital. `Figure 3 shows` is a sentence.
  static func isCaption(_ text: String) -> Bool {
    let words = text.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
    guard words.count >= 2 else { return false }
    let label = words[0].lowercased().filter { $0 != "." }
    guard labels.contains(label), words[0].first?.isUppercase ?? false else { return false }
    let number = words[1]
    let core = number.prefix { $0.isNumber || $0.isLetter || "-.–".contains($0) }
    guard let first = core.first, first.isNumber || core.allSatisfy({ "IVXLABCDEFS.".contains($0) })
    else { return false }
    if number.last.map({ ":.|)—".contains($0) }) ?? false { return true }
    guard words.count > 2, let next = words[2].first else { return words.count == 2 }
    return next.isUppercase || "|:–—-(".contains(next)
  }
}
