internal import ArgumentParser
internal import Recto
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoLayout
internal import RectoRendering
internal import RectoSystem
internal import RectoTree
internal import XLSXWriter

struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write only the tables of a document.",
    discussion: """
      To standard output one after the other, with an empty line between; into a folder one file \
      each, named by page and number; into an .xlsx workbook one sheet each.
      """)

  @Argument(help: "A document; '-' is standard input.", completion: .file())
  var input: String

  @Option(
    name: [.customShort("t", allowingJoined: true), .customLong("to")],
    help: ArgumentHelp(
      "The format: csv, tsv, json, html, md or xlsx; that of the output's extension, else csv.",
      valueName: "format"))
  var to: String?

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help: "A file, or a folder if it ends in '/'.", completion: .file())
  var output: String?

  @Option(
    name: [.customShort("p", allowingJoined: true), .customLong("pages")],
    help: "The pages, from 1: 1,3-5,8-,-1,odd.")
  var pages: String?

  @Option(
    help: ArgumentHelp(
      "The part of each page where tables are, in points from its top left.",
      valueName: "x0,y0,x1,y1"))
  var area: String?

  @Option(help: "How tables are found: by drawn rules (ruled), by alignment (spaced), or auto.")
  var flavour = "auto"

  @Option(
    help: "What is recognised: auto (what has no text of its own, or wrong text), never or always.")
  var ocr = "auto"

  @Option(
    name: [.customShort("l", allowingJoined: true), .customLong("languages")],
    help: "Languages to recognise, as eng+deu; auto finds them.")
  var languages = "auto"

  @OptionGroup var password: PasswordFlags

  private enum Kind: Equatable {
    case text(TableRenderer.Format)
    case workbook

    var fileExtension: String {
      switch self {
      case .text(let format): format.rawValue
      case .workbook: "xlsx"
      }
    }
  }

  func run() throws {
    try ProtectedRun.run(input) { try extract() }
  }

  private func extract() throws {
    let kind = try kind()
    var values = OptionValues()
    values.ocr = ocr
    values.languages = languages
    var options = try values.over(.defaults).conversionOptions()
    if let pages { options.pages = try PageSelection(pages) }
    options.password = try password.read()
    guard let flavour = TableFlavour(rawValue: flavour) else {
      throw ConversionError(
        .usage, "'\(flavour)' is not a way to find tables",
        advice: "The ways are \(TableFlavour.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    options.tables = flavour
    options.area = try area.map(Self.box)
    let found = try TableExtraction(
      try InputFile.read(input), name: Input.name(input), options: options)
    if found.tables.isEmpty { Failure.say("\(Input.name(input)): no table was found") }
    try write(found.tables, as: kind)
  }

  private func kind() throws(ConversionError) -> Kind {
    let ending = output.flatMap { $0.hasSuffix("/") ? nil : $0.split(separator: ".").last }
    let name = to?.lowercased() ?? ending.map { $0.lowercased() } ?? "csv"
    if name == "xlsx" {
      guard let output, !output.hasSuffix("/"), output != "-" else {
        throw ConversionError(
          .usage, "a workbook is one file", advice: "Name it with -o TABLES.xlsx.")
      }
      return .workbook
    }
    guard let format = TableRenderer.Format(rawValue: name) else {
      if to == nil { return .text(.csv) }
      throw ConversionError(
        .usage, "'\(name)' is not a format of tables",
        advice: "The formats are csv, tsv, json, html, md, xlsx.")
    }
    return .text(format)
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

  private func write(_ tables: [TableExtraction.Found], as kind: Kind) throws {
    guard case .text(let format) = kind else { return try writeWorkbook(tables) }
    let renderer = TableRenderer()
    let texts = tables.map {
      renderer.text($0.table, box: $0.box, page: $0.page, name: $0.name, as: format)
    }
    if let output, output.hasSuffix("/") || (try? FileFacts(output))?.kind == .folder {
      let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
      let stem = OutputNames.stems(for: [
        input == "-" ? "stdin" : input.split(separator: "/").last.map(String.init) ?? "document"
      ])[0]
      for (table, text) in zip(tables, texts) {
        let path = "\(folder)/\(stem)-\(table.name).\(kind.fileExtension)"
        try OutputFile.makeFolder(of: path)
        try OutputFile.write(Array(text.utf8), to: path)
      }
      return
    }
    let whole =
      format == .json
      ? "[\n" + texts.map { String($0.dropLast()) }.joined(separator: ",\n") + "\n]\n"
      : texts.joined(separator: "\n")
    if let output, output != "-" {
      try OutputFile.makeFolder(of: output)
      try OutputFile.write(Array(whole.utf8), to: output)
    } else {
      try StandardStreams.write(whole)
    }
  }

  private func writeWorkbook(_ tables: [TableExtraction.Found]) throws(ConversionError) {
    guard let output else { return }
    try OutputFile.makeFolder(of: output)
    guard let workbook = Workbook(output) else {
      throw ConversionError(.unwritableOutput, "\(output) cannot be written")
    }
    for found in tables {
      let numbers = NumberReader(found.table)
      workbook.add(
        sheet: found.name,
        cells: found.table.cells.map { cell in
          let text = found.table.writing(in: cell)
          // A number with a currency would lose it.
          let number = numbers.number(in: text).flatMap { $0.isBare ? $0.value : nil }
          return Workbook.Cell(
            row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan,
            value: number.map { .number($0) } ?? .text(text),
            isHead: cell.row < found.table.headRows)
        })
    }
    guard workbook.close() else {
      throw ConversionError(
        .unwritableOutput, "\(output) cannot be written", advice: "Choose another place with -o.")
    }
  }
}
