/// A picture: a raster image or a vector drawing, with the text that stands in it.
public struct Figure: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable { case image, drawing }

  public var kind: Kind
  public var alternate: String?
  /// The text printed inside it.
  public var blocks: [Block]
  /// Its captions and notes.
  public var above: [Block] = []
  public var below: [Block] = []
  /// A name for its file, unique in the document: `figure-3-1`.
  public var name: String
  /// What the file holds of it; `nil` for pictures that are cut from a page.
  public var picture: PictureFile?

  public init(
    kind: Kind, alternate: String? = nil, blocks: [Block] = [], name: String = "",
    picture: PictureFile? = nil
  ) {
    self.kind = kind
    self.alternate = alternate
    self.blocks = blocks
    self.name = name
    self.picture = picture
  }

  /// Whether no table or the like stands in it.
  var isPlain: Bool { blocks.allSatisfy { $0.text != nil } }
}
