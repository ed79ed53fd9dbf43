public import RectoTree

/// Recognises captions by their label: `Figure 3:`, `Table II.`, `Abb. 4`.
public struct Captions: DocumentProcessor {
  public static let name = "captions"

  public init() {}

  public func process(_ document: inout Document) {
    for i in document.blocks.indices {
      guard case .paragraph(let text) = document.blocks[i].content, !document.blocks[i].isFurniture,
        Self.isCaption(text.string)
      else { continue }
      document.blocks[i].content = .caption(text)
    }
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
