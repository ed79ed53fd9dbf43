internal import RectoGeometry
internal import RectoTree

/// A table, whose fields are those of the block that it is; and one by itself.
enum DescribedTable {
  /// `content` goes over what is written in a cell.
  static func describe<F: Form>(
    _ table: inout Table, _ form: inout F, cells content: CellContent = .blocks
  ) {
    form.field("rows", &table.rows, .count)
    form.field("columns", &table.columns, .count)
    form.field("headRows", &table.headRows, .count, "At the top.", orElse: 0)
    form.unusual(
      "headColumns", &table.headColumns, .count, 0,
      "How many columns at the left are heads of their rows.")
    form.unusual(
      "alignments", &table.alignments, .list(NamedShape(names: alignments)), [],
      "How columns are set, as far as it is known.")
    let own = table
    let numbers = F.reads ? nil : NumberReader(own)
    var cells = table.cells.map { cell in
      DescribedCell(
        cell: cell, content: content, role: own.role(of: cell),
        number: numbers?.number(in: cell.text.readable)?.value,
        writing: content == .writing ? own.writing(in: cell, \.readable) : "")
    }
    form.field("cells", &cells, .list(.object(DescribedCell.self)))
    guard F.reads else { return }
    table.cells = cells.map(\.cell)
    if let fault = table.fault { form.fail(fault) }
  }

  /// A table that is written without its document.
  struct Alone: Described {
    var name: String
    /// From 1.
    var page: Int
    var box: Box
    var table: Table

    static var blank: Alone {
      Alone(name: "", page: 1, box: .empty, table: Table(rows: 0, columns: 0, cells: []))
    }

    mutating func describe(_ form: inout some Form) {
      form.field("name", &name, .string)
      form.field("page", &page, .count)
      form.field("box", &box, .box)
      DescribedTable.describe(&table, &form, cells: .writing)
    }
  }

  /// What is told of what is in a cell: text and blocks, or only what is to be read.
  enum CellContent { case blocks, writing }

  private static let alignments: [(value: Table.Alignment?, name: String)] = [
    (.left, "left"), (.centre, "centre"), (.right, "right"), (nil, "unknown"),
  ]
}

extension Table {
  /// Larger tables are in no document.
  private static let mostPlaces = 1 << 24

  /// What is wrong with its grid.
  fileprivate var fault: String? {
    let places = rows.multipliedReportingOverflow(by: columns)
    guard !places.overflow, places.partialValue <= Self.mostPlaces else {
      return "\(rows) rows of \(columns) columns are more than a table has"
    }
    for (i, cell) in cells.enumerated() {
      let (bottom, right) = (
        cell.row.addingReportingOverflow(cell.rowSpan),
        cell.column.addingReportingOverflow(cell.columnSpan)
      )
      guard !bottom.overflow, bottom.partialValue <= rows, !right.overflow,
        right.partialValue <= columns
      else {
        return "cells[\(i)] lies outside of \(rows) rows and \(columns) columns"
      }
    }
    return nil
  }
}

/// A cell of a table, with what others want to know of it.
private struct DescribedCell: Described {
  var cell: Table.Cell
  var content = DescribedTable.CellContent.blocks
  var role = Table.Role.data
  var number: Double?
  var writing = ""

  static var blank: DescribedCell {
    DescribedCell(cell: Table.Cell(row: 0, column: 0, box: .empty, text: Text()))
  }

  mutating func describe(_ form: inout some Form) {
    form.field("row", &cell.row, .count)
    form.field("column", &cell.column, .count)
    form.field("rowSpan", &cell.rowSpan, .span, nil, orElse: 1)
    form.field("columnSpan", &cell.columnSpan, .span, nil, orElse: 1)
    let (role, number, writing) = (role, number, writing)
    form.derived(
      "role", .choice(Table.Role.self),
      "A head of columns, a head of the rows below it that stands alone in its row, a label of its "
        + "row, or none of these."
    ) { role }
    form.field("page", &cell.page, .cellPage, nil, orElse: 0)
    form.field("box", &cell.box, .box, nil, orElse: .empty)
    form.derived(
      "number", .double, "What the cell says, where it is certain which number.", isOptional: true
    ) { number }
    guard content == .blocks else { return form.derived("text", .string) { writing } }
    DescribedText.describe(&cell.text, &form)
    form.unusual(
      "blocks", &cell.more, BlocksShape(), [],
      "What stands in the cell besides its text: pictures, and tables of its own.")
  }
}

extension Shape where Self == IntegerShape<Int> {
  /// How many rows or columns a cell covers.
  fileprivate static var span: IntegerShape<Int> { IntegerShape(least: 1) }
  /// Cells of files that have no pages are on page 0.
  fileprivate static var cellPage: IntegerShape<Int> {
    IntegerShape(least: 0, most: 1 << 30, shift: 1)
  }
}
