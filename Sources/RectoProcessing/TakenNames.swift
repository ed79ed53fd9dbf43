public import RectoTree

/// What links lead to in the pieces of a document that were written before, so that no name is given
/// twice and later pieces can refer to what stands there.
public struct TakenNames: Sendable {
  /// Of captions and works: `figure-3`, `reference-12`.
  private(set) var anchors: Set<String> = []
  /// Of notes that something refers to.
  private(set) var notes: Set<String> = []

  public init() {}

  /// Adds those of a processed piece.
  public mutating func add(_ document: Document) {
    for block in document.blocks {
      block.forEachBlock { if let anchor = $0.anchor { anchors.insert(anchor) } }
      if case .footnote(let note) = block.content, let name = note.name { notes.insert(name) }
    }
  }
}
