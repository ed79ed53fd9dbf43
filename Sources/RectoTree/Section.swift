/// A part of a document that has a title of its own and ends where the next begins.
public struct Section: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Of a workbook.
    case sheet
    /// Of a presentation.
    case slide
  }

  public var kind: Kind
  public var title: Text?
  public var blocks: [Block]

  public init(_ kind: Kind, title: Text? = nil, blocks: [Block]) {
    self.kind = kind
    self.title = title
    self.blocks = blocks
  }
}
