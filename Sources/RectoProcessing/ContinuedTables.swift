internal import RectoGeometry
public import RectoTree

/// Joins the parts of a table that a page or column break divides.
///
/// A table that begins a page goes on with the one that ended the page before if its columns stand
/// where those did, or if it repeats its head. The repeated head and notes such as "continued" become
/// furniture; a row that the break cut in two becomes one.
public struct ContinuedTables: DocumentProcessor {
  public static let name = "continued-tables"

  /// How far edges of one column may be apart on two pages, in points.
  static let edgeSlack: Float = 3
  /// A part that goes on ends in the lower half of its page, one that continues begins in the upper.
  static let lowest: Float = 0.5
  /// Where a part ends that fills its page, as a fraction of its height.
  static let full: Float = 0.8
  /// A head has at most so many rows.
  static let mostHeadRows = 4
  /// Of so many columns the edges must be known.
  static let fewestKnown = 2
  /// The longest note that a table is continued, in characters.
  static let longestNote = 60

  public init() {}

  public func process(_ document: inout Document) {
    let pages = document.pagesByIndex
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    var furniture: [Document.Furniture] = []
    /// The table that may go on, and the page and box of its last part.
    var open: (index: Int, page: Int, box: Box)?
    for block in document.blocks {
      if let open, block.page - open.page <= 1, Self.isNote(block) {
        furniture.append(.init(block.page == open.page ? .footer : .header, block))
        continue
      }
      guard case .table(let part) = block.content else {
        if Self.endsTable(block) { open = nil }
        result.append(block)
        continue
      }
      if let last = open, case .table(var table) = result[last.index].content,
        let height = pages[last.page]?.height,
        let head = Self.repeatedHead(
          of: part, in: table, isSplit: (last.page, last.box), (block.page, block.box), height)
      {
        table.append(part, withoutHead: head)
        result[last.index].content = .table(table)
        result[last.index].origin?.places += block.origin?.places ?? []
        Self.note("goes on on page \(block.page + 1)", on: &result[last.index])
        if head > 0 {
          let (box, repeated) = part.head(head)
          var head = Block(.table(repeated), page: block.page, box: box)
          head.printed?.order = block.printed?.order ?? 0
          furniture.append(.init(.header, head))
        }
        open = (last.index, block.page, block.box)
      } else {
        open = (result.count, block.page, block.box)
        result.append(block)
      }
    }
    document.blocks = result
    document.furniture += furniture
  }

  /// Whether a table is at its end before a block: not before notes.
  private static func endsTable(_ block: Block) -> Bool {
    if case .footnote = block.content { return false }
    return block.printed?.owner != .previous
  }

  private static func isNote(_ block: Block) -> Bool {
    switch block.content {
    case .paragraph, .caption:
      guard let text = block.text else { return false }
      return text.string.count <= longestNote && saysContinued(text.string)
    default: return false
    }
  }

  private static let words: Set<String> = [
    "continued", "cont", "cont'd", "cont’d", "contd", "fortsetzung", "fortgesetzt", "suite",
    "continuación", "continuação", "continuazione", "segue", "vervolg", "продолжение", "续",
    "续表", "続き",
  ]

  /// `Table 2 (continued)`, `Continued on next page`.
  private static func saysContinued(_ text: String) -> Bool {
    text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
      .contains { words.contains(String($0)) }
  }

  /// How many rows of a head a part repeats, 0 and more; `nil` if it does not go on with a table.
  private static func repeatedHead(
    of part: Table, in table: Table, isSplit before: (page: Int, box: Box),
    _ after: (page: Int, box: Box), _ height: Float
  ) -> Int? {
    guard part.columns == table.columns, part.columns > 1 else { return nil }
    let isNextPage =
      after.page == before.page + 1 && before.box.y1 > lowest * height
      && after.box.y0 < (1 - lowest) * height
    let isNextColumn =
      after.page == before.page && after.box.x0 > before.box.x1
      && after.box.y0 < before.box.y1 - 0.1 * height
    guard isNextPage || isNextColumn else { return nil }
    var count = 0
    while count < mostHeadRows, count < part.rows - 1, count < table.rows,
      count < max(table.headRows, 1) || count < part.headRows,
      let row = table.texts(ofRow: count), row == part.texts(ofRow: count)
    {
      count += 1
    }
    let isHead =
      count > 0 && count >= part.headRows && (count >= table.headRows || table.headRows == 0)
    if isHead { return count }
    guard isNextPage, part.columnsMatch(table) else { return nil }
    let beginsWithData =
      part.headRows == 0
      ? true : part.firstRowIsData(like: table) ?? (before.box.y1 > full * height)
    return beginsWithData ? 0 : nil
  }
}

extension Table {
  /// What stands in a row, in small letters; `nil` if a cell reaches into the row below or all of
  /// them are numbers.
  fileprivate func texts(ofRow row: Int) -> [String]? {
    let own = cells.filter { $0.row == row }
    let texts = own.map { cell in
      cell.text.string.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        + "|\(cell.column)|\(cell.columnSpan)"
    }
    let isText = own.contains { $0.text.string.contains(where: \.isLetter) }
    return isText ? texts : nil
  }

  /// Whether what was taken for a head is a row like those of another table, not like its head;
  /// `nil` if nothing tells: numbers under numbers do, or a head in bold.
  fileprivate func firstRowIsData(like other: Table) -> Bool? {
    let own = cells.filter { $0.row == 0 && $0.columnSpan == 1 }
    var (numbers, texts) = (0, 0)
    for cell in own where !cell.text.isEmpty {
      let body = other.cells.filter {
        $0.column == cell.column && $0.row >= max(1, other.headRows) && !$0.text.isEmpty
      }
      guard body.count(where: \.isNumeric) * 10 >= body.count * 6, !body.isEmpty else { continue }
      if cell.isNumeric { numbers += 1 } else { texts += 1 }
    }
    if numbers + texts > 0 { return numbers > texts }
    let head = other.cells.filter { $0.row < max(1, other.headRows) && !$0.text.isEmpty }
    if !head.isEmpty, head.allSatisfy(\.isBold) { return !own.contains(where: \.isBold) }
    return nil
  }

  /// The left and right edges of what stands in each column alone.
  private var edges: [ClosedRange<Float>?] {
    var result = [Box](repeating: .empty, count: columns)
    for cell in cells where cell.columnSpan == 1 && !cell.box.isEmpty {
      result[cell.column].formUnion(cell.box)
    }
    return result.map { $0.isEmpty ? nil : $0.x0...$0.x1 }
  }

  /// Whether columns begin, end or have their middle where those of another table do.
  fileprivate func columnsMatch(_ other: Table) -> Bool {
    let (own, others) = (edges, other.edges)
    guard let first = own.first ?? nil, let last = own.last ?? nil, let start = others.first ?? nil,
      let end = others.last ?? nil
    else { return false }
    // A column may be empty on a page if most of the others tell that they are the same.
    let known = zip(own, others).count { $0 != nil && $1 != nil }
    let isAnyEmpty = known >= ContinuedTables.fewestKnown && known * 3 >= 2 * columns
    // Pages that face each other have their margins mirrored.
    for shift in [0, start.lowerBound - first.lowerBound, end.upperBound - last.upperBound] {
      let match = zip(own, others).allSatisfy { a, b in
        guard let a, let b else { return isAnyEmpty }
        let (left, right) = (
          a.lowerBound + shift - b.lowerBound, a.upperBound + shift - b.upperBound
        )
        return [left, right, (left + right) / 2].contains {
          abs($0) < ContinuedTables.edgeSlack
        }
      }
      if match { return true }
    }
    return false
  }

  /// The first rows as a table of their own, with their box.
  fileprivate func head(_ rows: Int) -> (Box, Table) {
    let own = cells.filter { $0.row < rows }
    let box = own.reduce(into: Box.empty) { $0.formUnion($1.box) }
    return (box, Table(rows: rows, columns: columns, headRows: rows, cells: own))
  }

  /// Adds the rows of another part but its head; the first of them may be the rest of the last row.
  fileprivate mutating func append(_ part: Table, withoutHead head: Int) {
    if headRows == 0 { headRows = head }
    // What is left of a row whose text stands on the other page.
    while rows > max(1, headRows), isEmpty(row: rows - 1) {
      cells.removeAll { $0.row == rows - 1 }
      rows -= 1
    }
    var first = head
    while first < part.rows, part.isEmpty(row: first) { first += 1 }
    guard first < part.rows else { return }
    let isRest = part.row(first, continues: self)
    let shift = rows - first - (isRest ? 1 : 0)
    for var cell in part.cells where cell.row >= first {
      let isCut = isRest && cell.row == first
      cell.row += shift
      if isCut,
        let own = cells.firstIndex(where: { $0.row == cell.row && $0.column == cell.column })
      {
        cells[own].text.join(cell.text)
      } else {
        cells.append(cell)
      }
    }
    rows = part.rows + shift
  }

  /// Whether a row holds nothing, and nothing reaches into it.
  private func isEmpty(row: Int) -> Bool {
    cells.allSatisfy { cell in
      cell.row + cell.rowSpan <= row || cell.row > row
        || cell.row == row && cell.rowSpan == 1 && cell.text.isEmpty
    }
  }

  /// Whether a row is the rest of another table's last: nothing begins in its first column, where all
  /// rows have something, and a text goes on.
  private func row(_ row: Int, continues table: Table) -> Bool {
    let own = cells.filter { $0.row == row }
    let last = table.cells.filter { $0.row == table.rows - 1 }
    guard own.allSatisfy({ $0.rowSpan == 1 && $0.columnSpan == 1 }), last.count == columns,
      last.allSatisfy({ $0.rowSpan == 1 && $0.columnSpan == 1 }),
      own.first(where: { $0.column == 0 })?.text.isEmpty ?? true
    else { return false }
    let stubs = (table.cells + cells.filter { $0.row > row }).filter {
      $0.column == 0 && $0.row >= table.headRows
    }
    let parts = own.filter { !$0.text.isEmpty }
    return stubs.allSatisfy { !$0.text.isEmpty } && !parts.isEmpty
      && parts.allSatisfy { cell in
        let before = last.first { $0.column == cell.column }?.text.string ?? ""
        return !before.isEmpty && !(before.last.map { ".!?".contains($0) } ?? true)
          && !(cell.isNumeric && !before.contains(where: \.isLetter))
      }
  }
}

extension Table.Cell {
  fileprivate var isNumeric: Bool {
    let letters = text.string.filter { !$0.isWhitespace }
    return letters.count(where: \.isNumber) * 2 >= letters.count && !letters.isEmpty
  }

  fileprivate var isBold: Bool {
    !text.isEmpty && text.spans.contains { $0.style.contains(.bold) }
  }
}
