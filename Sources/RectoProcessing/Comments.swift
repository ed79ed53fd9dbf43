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
        text = Text("\(author):")
        text.spans = [.init(start: 0, end: Int32(text.string.utf8.count), style: .bold)]
        text.append(Text(note.contents ?? ""), separator: " ")
      } else {
        text = Text(note.contents ?? "")
      }
      var block = Block(.paragraph(text), layer: .annotation, page: note.page, box: note.box)
      Self.note("a \(note.kind) annotation", on: &block)
      document.blocks.insert(block, at: Self.place(of: note, in: document.blocks))
    }
  }

  /// After the blocks of its page that begin no lower than it does; comments keep their order.
  private static func place(of note: Annotation, in blocks: [Block]) -> Int {
    var place = blocks.firstIndex { $0.page > note.page } ?? blocks.count
    for i in blocks.indices.reversed() where blocks[i].page == note.page {
      let isBefore =
        blocks[i].layer == .annotation
        || blocks[i].box.y0 <= note.box.midY && blocks[i].layer == .body
          && blocks[i].box.x0 <= note.box.x1
      if isBefore { return i + 1 }
      place = i
    }
    return place
  }
}
