/// A list with its items.
public struct List: Sendable, Equatable {
  /// What its items are.
  public enum Kind: String, Sendable, CaseIterable {
    case items
    /// The titles of a table of contents, each with its page.
    case contents
    /// The words of an index, each with its pages.
    case index
    /// The works of a bibliography.
    case bibliography
    /// Terms, which are the markers, with what they mean.
    case definitions
  }

  public var kind: Kind
  public var isOrdered: Bool
  /// The number of the first item, where markers are not printed but counted.
  public var start: Int?
  public var items: [Item]

  public init(kind: Kind = .items, isOrdered: Bool, start: Int? = nil, items: [Item]) {
    self.kind = kind
    self.isOrdered = isOrdered
    self.start = start
    self.items = items
  }

  public struct Item: Sendable, Equatable {
    /// The bullet or number as printed; empty where it is counted.
    public var marker: Text
    public var blocks: [Block]

    public init(marker: Text, blocks: [Block]) {
      self.marker = marker
      self.blocks = blocks
    }
  }
}

extension List {
  /// What stands before an item: as printed, or its number where those are counted.
  public func marker(ofItem index: Int) -> String {
    let printed = items[index].marker.string
    guard isOrdered, printed.isEmpty, let start else { return printed }
    return "\(start + index)."
  }
}
