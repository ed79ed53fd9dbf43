internal import Recto
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoLayout
public import RectoRendering
internal import RectoTree

/// What is asked for when only the tables of a document are wanted.
public struct TablesRequest: Codable, Sendable, Equatable {
  /// csv, tsv, json, html, md; or sheets, from which a workbook is made.
  public var to: String?
  /// How tables are found: auto, ruled or spaced.
  public var flavour: String?
  /// Left, top, right and bottom of the part of each page where they are, in points.
  public var area: String?
  /// Leave cells of csv and tsv that spreadsheets would run as they are.
  public var keepsFormulas: Bool?
  /// Leave the cells of sheets the text that is printed.
  public var raw: Bool?

  public init() {}

  /// As the command line has them.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case to, flavour, area, raw
    case keepsFormulas = "csv-raw"
  }

  /// A table as a sheet of a workbook.
  public struct Sheet: Codable, Sendable {
    public var name: String
    public var cells: [Cell]

    public struct Cell: Codable, Sendable {
      public var row, column, rowSpan, columnSpan: Int
      public var text: String
      /// What it says, where that is a number, an amount, a share or a day.
      public var value: CellValues.Value?
      public var isHead: Bool
    }
  }
}

extension TablesRequest {
  /// Writes the tables: each to a file of its own where files are named by the document, else one
  /// after the other. Gives back the document that they are in.
  func run(_ task: DocumentTask, _ bytes: [UInt8]) throws(ConversionError) -> Document {
    let format = try self.format()
    var options = try task.options(formats: [])
    if let flavour {
      guard let known = TableFlavour(rawValue: flavour) else {
        throw ConversionError(
          .usage, "'\(flavour)' is not a way to find tables",
          advice: "The ways are \(TableFlavour.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      options.tables = known
    }
    if let area { options.area = try Self.box(area) }
    let found = try TableExtraction(
      bytes, name: task.request.title, options: options, observe: task.observe)
    var document = found.document
    if found.tables.isEmpty {
      document.diagnostics.append(Diagnostic(.noTable, .warning, "no table was found"))
    }
    let sink = try task.sink()
    guard let format else {
      try sink.deliver(
        JSONLine.text(found.tables.map { Sheet($0, raw: raw == true) }), named: "sheets",
        isJSON: true)
      return document
    }
    let renderer = TableRenderer(
      options: options.rendering, keepsFormulas: keepsFormulas == true)
    let texts = found.tables.map {
      renderer.text($0.table, box: $0.box, page: $0.page, name: $0.name, as: format)
    }
    if case .files = sink.places {
      for (table, text) in zip(found.tables, texts) {
        guard let part = ResultPart(.piece, "\(table.name).\(format.rawValue)") else { continue }
        try sink.send(part, Array(text.utf8))
      }
      return document
    }
    let whole =
      format == .json
      ? "[\n" + texts.map { String($0.dropLast()) }.joined(separator: ",\n") + "\n]\n"
      : texts.joined(separator: "\n")
    try sink.deliver(whole, named: format.rawValue, isJSON: format == .json)
    return document
  }

  /// `nil` for sheets.
  private func format() throws(ConversionError) -> TableRenderer.Format? {
    guard let to, to != "csv" else { return .csv }
    if to == "sheets" { return nil }
    guard let format = TableRenderer.Format(rawValue: to) else {
      throw ConversionError(
        .usage, "'\(to)' is not a format of tables",
        advice: "The formats are csv, tsv, json, html, md, xlsx.")
    }
    return format
  }

  private static func box(_ text: String) throws(ConversionError) -> Box {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Float($0.filter { $0 != " " })
    }
    guard numbers.count == 4, let x0 = numbers[0], let y0 = numbers[1], let x1 = numbers[2],
      let y1 = numbers[3], x0 < x1, y0 < y1
    else {
      throw ConversionError(
        .usage, "'\(text)' is not an area",
        advice: "Give left, top, right, bottom in points from the page's top left: 50,100,300,400.")
    }
    return Box(x0: x0, y0: y0, x1: x1, y1: y1)
  }
}

extension TablesRequest.Sheet {
  /// `raw`: every cell is the text that is printed.
  fileprivate init(_ found: TableExtraction.Found, raw: Bool) {
    let values = raw ? nil : CellValues(found.table)
    name = found.name
    cells = found.table.cells.map { cell in
      let text = found.table.writing(in: cell, \.readable)
      let isHead = cell.row < found.table.headRows
      return Cell(
        row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
        text: text, value: isHead ? nil : values?.value(of: text, column: cell.column),
        isHead: isHead)
    }
  }
}
