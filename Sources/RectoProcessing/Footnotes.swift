internal import RectoGeometry
public import RectoTree

/// Recognises notes at the foot of a column: small, below everything else, begun by a mark.
public struct Footnotes: DocumentProcessor {
  public static let name = "footnotes"

  /// Notes are set at most this large against the body.
  static let largest: Float = 0.93

  public init() {}

  public func process(_ document: inout Document) {
    guard let body = BodyText(document) else { return }
    let feet = Self.feet(of: document, bodySize: body.size)
    defer { moveToPageEnds(&document) }
    guard !feet.isEmpty else { return }
    let calls = NoteCalls(document) { feet.contains($0) }
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    for (i, block) in document.blocks.enumerated() {
      guard feet.contains(i), case .paragraph(let text) = block.content else {
        result.append(block)
        continue
      }
      let notes = Self.notes(in: text, called: calls.labels(onPage: block.page))
      if !notes.isEmpty {
        result += notes.map { Self.footnote($0, of: block, "begins with a mark that is called") }
      } else if FootnoteMark(of: text)?.isSetApart ?? false, text.string.utf8.count > 1 {
        result.append(Self.footnote(text, of: block, "begins with a mark"))
      } else if FootnoteMark(of: text) != nil, Self.tags.contains(block.look.tag) {
        result.append(Self.footnote(text, of: block, "tagged as a note"))
      } else {
        result.append(block)
      }
    }
    document.blocks = result
  }

  /// What the file's structure tree calls notes.
  private static let tags = ["Note", "FENote"]

  /// Small paragraphs in the lower half of their page with nothing larger below.
  private static func feet(of document: Document, bodySize: Float) -> Set<Int> {
    let pages = document.pagesByIndex
    var lowest: [Int: Float] = [:]
    for block in document.blocks where block.look.size > largest * bodySize {
      lowest[block.page] = max(lowest[block.page] ?? 0, block.box.y1)
    }
    return Set(
      document.blocks.indices.filter { i in
        let block = document.blocks[i]
        guard case .paragraph = block.content, block.printed?.owner == nil,
          block.look.size <= largest * bodySize, block.look.size > 0,
          let height = pages[block.page]?.height, block.box.y0 > 0.5 * height
        else { return false }
        return block.box.y0 >= (lowest[block.page] ?? 0) - bodySize || isColumnFoot(i, document)
      })
  }

  /// The notes that a paragraph at the foot of a page holds: it begins with a mark that is called,
  /// and each line that begins with the next one begins a note of its own. Nothing if it does not.
  private static func notes(in text: Text, called: Set<String>) -> [Text] {
    guard var last = FootnoteMark(of: text, called: called) else { return [] }
    var notes: [Text] = []
    var rest = text
    var line = 1
    while line < rest.lines.count {
      let start = rest.lines[line].start
      let (head, tail) = rest.split(at: start)
      guard let mark = FootnoteMark(of: tail, called: called), follows(mark.label, last.label)
      else {
        line += 1
        continue
      }
      notes.append(head.trimmingEnd())
      (rest, last, line) = (tail, mark, 1)
    }
    return notes + [rest]
  }

  /// Whether a mark is the next one after another.
  private static func follows(_ label: String, _ last: String) -> Bool {
    if let number = Int(label), let before = Int(last) { return number == before + 1 }
    return Int(label) == nil && Int(last) == nil && label != last
  }

  private static func footnote(_ text: Text, of block: Block, _ evidence: String) -> Block {
    var note = block
    note.content = .paragraph(text)
    let own = text.lines.filter { $0.page == Int32(block.page) }
    if !own.isEmpty { note.box = own.reduce(into: Box.empty) { $0.formUnion($1.box) } }
    note.wrap { .footnote(Footnote($0)) }
    Self.note("small, below the text, \(evidence)", on: &note)
    return note
  }

  /// Notes at the foot of one column do not stand between it and the next: they follow the page's
  /// text.
  private func moveToPageEnds(_ document: inout Document) {
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var start = 0
    while start < document.blocks.count {
      let page = document.blocks[start].page
      var end = start
      while end < document.blocks.count, document.blocks[end].page == page { end += 1 }
      let blocks = document.blocks[start..<end]
      result += blocks.filter { !Self.isNote($0) } + blocks.filter(Self.isNote)
      start = end
    }
    document.blocks = result
  }

  private static func isNote(_ block: Block) -> Bool {
    if case .footnote = block.content { true } else { false }
  }

  /// Nothing of the same column follows but notes.
  private static func isColumnFoot(_ index: Int, _ document: Document) -> Bool {
    let block = document.blocks[index]
    for other in document.blocks[(index + 1)...] {
      guard other.page == block.page else { continue }
      if other.box.y0 > block.box.y0, other.box.horizontalOverlap(block.box) > 0.3,
        other.look.size > block.look.size * 1.05
      {
        return false
      }
    }
    return true
  }
}

extension Text {
  /// The text without a blank at its end.
  fileprivate func trimmingEnd() -> Text {
    var text = self
    text.dropLast(text.string.utf8.reversed().prefix { $0 == 0x20 }.count)
    return text
  }
}
