public import RectoGeometry

/// A table as a grid of cells.
public struct Table: Sendable, Equatable {
  public var rows: Int
  public var columns: Int
  /// How many rows at the top are its head.
  public var headRows: Int
  /// How many columns at the left are heads of their rows.
  public var headColumns = 0
  /// How columns are set, as far as it is known.
  public var alignments: [Alignment?] = []
  /// In reading order; each covers `rowSpan` by `columnSpan` places of the grid.
  public var cells: [Cell]
  /// Its captions and notes.
  public var above: [Block] = []
  public var below: [Block] = []

  public enum Alignment: String, Sendable { case left, centre, right }

  public init(rows: Int, columns: Int, headRows: Int = 0, cells: [Cell]) {
    self.rows = rows
    self.columns = columns
    self.headRows = headRows
    self.cells = cells
  }

  public struct Cell: Sendable, Equatable {
    public var row: Int
    public var column: Int
    public var rowSpan: Int
    public var columnSpan: Int
    /// The page that it stands on, from 0, and its box there.
    public var page: Int
    public var box: Box
    /// Its first paragraph, which is all that most cells hold: not a block, as tables have thousands.
    public var text: Text
    /// What stands in it besides: further paragraphs, pictures, tables of its own.
    public var more: [Block]

    public init(
      row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, page: Int = 0, box: Box,
      text: Text, blocks: [Block] = []
    ) {
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.page = page
      self.box = box
      self.text = text
      more = blocks
    }

    /// All that stands in it.
    public var blocks: [Block] {
      get {
        guard !text.isEmpty else { return more }
        return [Block(.paragraph(text), origin: Origin(page: page, box: box))] + more
      }
      set {
        if case .paragraph(let first) = newValue.first?.content {
          text = first
          more = Array(newValue.dropFirst())
        } else {
          text = Text()
          more = newValue
        }
      }
    }
  }

  /// All that is written in a cell, with a line for each text of what stands in it.
  public func writing(in cell: Cell, _ string: (Text) -> String = { $0.string }) -> String {
    var lines = cell.text.isEmpty && !cell.more.isEmpty ? [] : [string(cell.text)]
    lines += cell.more.flatMap { $0.texts.map(string) }
    return lines.joined(separator: "\n")
  }

  /// How a column is set.
  public func alignment(ofColumn column: Int) -> Alignment? {
    alignments.indices.contains(column) ? alignments[column] : nil
  }

  /// Makes the rightmost column the first: tables of scripts that run from the right.
  public mutating func mirror() {
    for i in cells.indices { cells[i].column = columns - cells[i].column - cells[i].columnSpan }
    cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    if alignments.count == columns { alignments.reverse() }
  }

  /// Whether a grid of single cells says it all: a Markdown pipe table can hold it.
  public var isPlain: Bool {
    cells.allSatisfy { cell in
      cell.rowSpan == 1 && cell.columnSpan == 1
        && cell.more.allSatisfy {
          switch $0.content {
          case .figure(let figure): figure.isPlain
          case .paragraph: true
          default: false
          }
        }
    }
  }
}
