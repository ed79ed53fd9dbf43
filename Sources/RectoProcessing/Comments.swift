internal import RectoGeometry
internal import RectoMetadata
public import RectoTree

/// Puts what readers wrote on the pages, notes and comments on marked text, after the block that it
/// stands at, in a layer of its own.
public struct Comments: DocumentProcessor {
  public static let name = "comments"

  public init() {}

  public func process(_ document: inout Document) {
    let pages = Set(document.pages.map(\.index))
    let notes = document.metadata.annotations.filter { note in
      pages.contains(note.page) && !(note.contents ?? "").allSatisfy(\.isWhitespace)
    }
    for note in notes {
      var text = Text()
      if let author = note.author {
        let name = "\(author):"
        text = Text(name, spans: [.init(start: 0, end: Int32(name.utf8.count), style: .bold)])
        text.append(Text(note.contents ?? ""), separator: " ")
      } else {
        text = Text(note.contents ?? "")
      }
      var block = Block(.paragraph(text), page: note.page, box: note.box)
      Self.note("a \(note.kind) annotation", on: &block)
      Self.insert(block, into: &document)
    }
  }

  /// After the blocks of its page that begin no lower than it does, before other furniture that stands
  /// there; comments keep their order.
  private static func insert(_ comment: Block, into document: inout Document) {
    let blocks = document.blocks
    let start = blocks.firstIndex { $0.page >= comment.page } ?? blocks.count
    let end = blocks[start...].firstIndex { $0.page > comment.page } ?? blocks.count
    let above = blocks[start..<end].lastIndex {
      $0.box.y0 <= comment.box.midY && $0.box.x0 <= comment.box.x1
    }
    let place = above.map { $0 + 1 } ?? start
    let last = document.furniture.last { $0.layer == .annotation && $0.block.page == comment.page }
    let item = Document.Furniture(.annotation, comment, place: max(place, last?.place ?? 0))
    let index = document.furniture.firstIndex { other in
      other.place > item.place
        || other.place == item.place && other.block.page >= comment.page
          && other.layer != .annotation
    }
    document.furniture.insert(item, at: index ?? document.furniture.count)
  }
}
