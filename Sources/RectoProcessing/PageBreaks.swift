internal import RectoGeometry
public import RectoTree

/// Joins paragraphs that a column or page break divides.
public struct PageBreaks: DocumentProcessor {
  public static let name = "page-breaks"

  public init() {}

  public func process(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    /// The last block of the text's flow: no note, figure or caption.
    var open: Int?
    for block in document.blocks {
      if !Self.isInFlow(block) {
        result.append(block)
        continue
      }
      if let last = open, case .paragraph(var text) = result[last].content,
        case .paragraph(let next) = block.content, Self.continues(result[last], text, block, next)
      {
        text.join(next)
        result[last].content = .paragraph(text)
        let goesOn = block.page > result[last].page ? "on the next page" : "in the next column"
        result[last].origin?.places += block.origin?.places ?? []
        result[last].look.endsFull = block.look.endsFull
        result[last].look.column = block.look.column
        Self.note("goes on \(goesOn)", on: &result[last])
      } else {
        open = result.count
        result.append(block)
      }
    }
    document.blocks = result
  }

  private static func isInFlow(_ block: Block) -> Bool {
    switch block.content {
    case .figure, .table, .caption, .footnote: false
    default: true
    }
  }

  private static func continues(_ before: Block, _ text: Text, _ after: Block, _ next: Text) -> Bool
  {
    guard let lastLine = text.lines.last, let firstLine = next.lines.first else { return false }
    let movesOn =
      firstLine.page > lastLine.page || firstLine.box.y0 < lastLine.box.y0 - 2 * before.look.size
    guard movesOn, firstLine.page - lastLine.page <= 1,
      abs(before.look.size - after.look.size) < 0.06 * max(before.look.size, after.look.size),
      before.turn == after.turn, abs(before.look.bold - after.look.bold) < 0.5
    else { return false }
    guard let last = text.string.unicodeScalars.last, let first = next.string.unicodeScalars.first
    else { return false }
    guard before.look.endsFull else { return false }
    // One element of the structure tree, whatever it ends with.
    if let element = before.look.element, element == after.look.element { return true }
    if ".!?:;。！？…\"”".unicodeScalars.contains(last) { return false }
    return first.properties.isLowercase || Script.isIdeographic(first.value) || last == "-"
      || last == "," || last == "\u{AD}"
  }
}
