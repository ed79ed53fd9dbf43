internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoLayout
internal import RectoSystem

struct Tables: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write only the tables of a document.",
    discussion: """
      To standard output one after the other, with an empty line between; into a folder one file \
      each, named by page and number; into an .xlsx workbook one sheet each.
      """)

  @Argument(
    help: ArgumentHelp("A document; '-' is standard input.", valueName: "file"), completion: .file()
  )
  var input: String?

  @Option(
    name: [.customShort("t", allowingJoined: true), .customLong("to")],
    help: ArgumentHelp(
      "The format: csv, tsv, json, html, md or xlsx; that of the output's extension, else csv.",
      valueName: "format"), completion: .list(formats + [workbook]))
  var to: String?

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help: "A file, or a folder if it ends in '/'.", completion: .file())
  var output: String?

  @OptionGroup var pages: PageFlags

  @Option(
    help: ArgumentHelp(
      "The part of each page where tables are, in points from its top left.",
      valueName: "x0,y0,x1,y1"))
  var area: String?

  @Option(
    help: "How tables are found: by drawn rules (ruled), by alignment (spaced), or auto.",
    completion: .list(TableFlavour.allCases.map(\.rawValue)))
  var flavour = "auto"

  @Option(.tables) var tables: String?

  @Flag(help: "In a workbook leave every cell the text that is printed.")
  var raw = false

  @Flag(
    name: .customLong("csv-raw"),
    help: """
      Leave cells of csv and tsv that spreadsheets would run: those that begin with = + - @ and are \
      no numbers have an apostrophe before them otherwise.
      """)
  var keepsFormulas = false

  @OptionGroup var recognition: RecognitionFlags
  @OptionGroup var limits: LimitFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags

  func run() throws {
    let status = try Failure.exiting(extract)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func extract() throws -> ExitStatus {
    var request = TablesRequest()
    let format = try self.format()
    try confinement.check()
    request.to = format == Self.workbook ? "sheets" : format
    request.flavour = flavour
    request.area = area
    if keepsFormulas { request.keepsFormulas = true }
    if raw { request.raw = true }
    var run = try DocumentRun(input, each: "recto tables")
    run.request.tables = request
    let plan = try OutputPlan(input: run.path, output: output)
    if format == Self.workbook { try plan.beginStream() } else { run.plan = plan }
    run.reads = [password.passwordFile].compactMap(\.self)
    recognition.set(in: &run.settings.options)
    limits.set(in: &run.settings.options)
    run.settings.options.pages = pages.chosen
    run.settings.options.tables = tables
    run.settings.password = try password.read()
    guard let outcome = try run.run() else { return .interrupted }
    let answer = outcome.answer
    for remark in answer.diagnostics where remark.severity == .error || remark.code == .noTable {
      Failure.say("\(run.name): \(remark.summary)")
    }
    if let failure = answer.failure { throw failure }
    if format == Self.workbook, let output, let sheets = outcome.results["sheets"] {
      let workbook = try WorkbookFile.bytes(sheets)
      if plan.isStream {
        try StandardStreams.write(workbook)
      } else {
        try OutputFile.write(workbook, to: output, besides: run.reads + [run.path])
      }
    }
    return ExitStatus(rawValue: answer.code) ?? .internalError
  }

  private static let workbook = "xlsx"
  private static let formats = ["csv", "tsv", "json", "html", "md"]

  private func format() throws(ConversionError) -> String {
    let isFolder = output.map { $0.utf8.last == 0x2F } ?? false
    let ending = isFolder ? nil : output?.split(separator: ".").last
    let name = to?.lowercased() ?? ending.map { $0.lowercased() } ?? "csv"
    if name == Self.workbook {
      guard let output, !isFolder, output != "-" else {
        throw ConversionError(
          .usage, "a workbook is one file", advice: "Name it with -o TABLES.xlsx.")
      }
      return name
    }
    // The worker says what is wrong with a format that was asked for.
    if Self.formats.contains(name) || to != nil { return name }
    guard let output, OutputPlan.isFile(output), OutputPlan.ending(of: output) != nil else {
      return "csv"
    }
    throw ConversionError(
      .usage, "\(ShellWord.quoted(output)): the extension tells no format of tables",
      advice: "Use .\((Self.formats + [Self.workbook]).joined(separator: ", .")), or give -t.")
  }
}
