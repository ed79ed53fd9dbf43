internal import RectoGeometry
public import RectoTree

/// Tells what belongs to a table besides its cells: a title and sources set inside its frame, and
/// notes below it.
public struct TableNotes: DocumentProcessor {
  public static let name = "table-notes"

  /// Notes begin at most so far below the table or the note above, in ems.
  static let distance: Float = 2.2
  /// How far they may reach beyond its sides, in points.
  static let overhang: Float = 6

  public init() {}

  public func process(_ document: inout Document) {
    guard document.blocks.contains(where: Self.isTable) else { return }
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    for block in document.blocks {
      guard case .table(let table) = block.content else {
        var block = block
        if Self.isNote(block, below: result) {
          block.printed?.owner = .previous
          Self.note("begins as a note, below a table", on: &block)
        }
        result.append(block)
        continue
      }
      result += Self.parts(of: table, in: block)
    }
    document.blocks = result
  }

  private static func isTable(_ block: Block) -> Bool {
    if case .table = block.content { true } else { false }
  }

  private static let openings = [
    "Note", "Source", "Quelle", "Anmerkung", "Hinweis", "Fuente", "Nota", "Fonte", "Bron",
    "Remarque", "Источник", "Примечание", "注", "出典", "资料来源", "المصدر", "ملاحظة",
  ]

  /// Whether a text begins as notes to a table do: with a word for one, or a mark.
  private static func opens(_ text: Text) -> Bool {
    let start = text.string.prefix(24)
    if openings.contains(where: start.hasPrefix) {
      return text.string.prefix(32).contains { ":.：".contains($0) }
    }
    guard let mark = FootnoteMark(of: text) else { return false }
    let isSign = start.first.map { !$0.isNumber } ?? false
    return isSign
      || text.spans.first.map { $0.start == 0 && $0.style.contains(.superscript) } ?? false
        && mark.isSetApart
  }

  /// Whether a paragraph is a note to the table at the end of what stands above it.
  private static func isNote(_ block: Block, below blocks: [Block]) -> Bool {
    guard case .paragraph(let text) = block.content, let above = blocks.last,
      above.page == block.page, isTable(above) || above.printed?.owner == .previous,
      let table = blocks.last(where: isTable)
    else { return false }
    let gap = block.box.y0 - above.box.y1
    return opens(text) && gap < distance * block.look.size && gap > -block.look.size
      && block.box.x0 > table.box.x0 - overhang && block.box.x1 < table.box.x1 + overhang
  }

  /// A table with the title above and the notes below that its frame holds as rows.
  private static func parts(of table: Table, in block: Block) -> [Block] {
    var (table, block) = (table, block)
    var (title, notes): ([Block], [Block]) = ([], [])
    func row(_ row: Int) -> Table.Cell? {
      let cells = table.cells.filter { $0.row == row && !$0.text.isEmpty }
      guard cells.count == 1, let cell = cells.first, cell.columnSpan == table.columns,
        cell.rowSpan == 1, table.columns > 1
      else { return nil }
      return cell
    }
    func outside(_ cell: Table.Cell, _ content: Block.Content, _ owner: Printed.Owner) -> Block {
      var part = block
      part.content = content
      part.origin = Origin(page: cell.page, box: cell.box, turn: block.turn)
      part.printed?.evidence = []
      part.look.size = cell.text.lines.first?.size ?? block.look.size
      part.printed?.owner = owner
      note("a row over the whole table", on: &part)
      return part
    }
    if table.rows > 2, let cell = row(0), Captions.isCaption(cell.text.string) {
      title = [outside(cell, .paragraph(cell.text), .next)]
      title[0].wrap { .caption($0) }
      table.removeRow(0)
      block.box.y0 = cell.box.y1
    }
    while table.rows > 2, let cell = row(table.rows - 1), opens(cell.text) {
      notes.insert(outside(cell, .paragraph(cell.text), .previous), at: 0)
      table.removeRow(table.rows - 1)
      block.box.y1 = cell.box.y0
    }
    block.content = .table(table)
    return title + [block] + notes
  }
}

extension Table {
  /// Takes out a row that no cell spans with others.
  fileprivate mutating func removeRow(_ row: Int) {
    cells.removeAll { $0.row == row }
    for i in cells.indices where cells[i].row > row { cells[i].row -= 1 }
    rows -= 1
    if row < headRows { headRows = max(1, headRows - 1) }
  }
}
