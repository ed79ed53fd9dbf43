internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

struct ServeStdio: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-stdio",
    abstract: "Answer requests: JSON Lines on standard input and output.",
    discussion: """
      A request is one line: {"id": 7, "path": "report.pdf", "options": {"to": ["json"]}}, or with \
      "bytes" in base64 instead of the path. Its options are those of the command line; those given \
      here count where a request says nothing. The answer is one line with the same "id", "status" \
      (ok, partial, failed), "code" (the exit status), "pages", "diagnostics" and "results" by \
      format; with "output", a path below -o, the results go to files. Limits are those given here. \
      With "tables": {"to": "csv"}, "inspect": {"page": 1} or "audit": {} the request is for what the \
      command of that name does, with its options.
      """)

  @OptionGroup var flags: OptionFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help: "The folder that requests may name outputs below.")
  var output: String?

  @Option(help: "Answers in the order of the requests, or as they are ready: request or ready.")
  var order = "request"

  func run() throws {
    do {
      try serve()
    } catch let error as ConversionError {
      throw Failure.exit(error)
    } catch let error as SystemError {
      throw Failure.exit(
        ConversionError(.unwritableOutput, "standard output cannot be written: \(error.reason)"))
    }
  }

  private func serve() throws {
    guard let order = Serving.Order(rawValue: order) else {
      throw ConversionError(
        .usage, "'\(order)' is not an order", advice: "The values are request and ready.")
    }
    var settings = WorkerSettings()
    settings.options = flags.values
    settings.password = try password.read()
    if let output {
      var folder = output
      while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
      try OutputFile.makeFolder(of: folder + "/")
      settings.folder = folder
    }
    _ = try settings.options.over(.defaults).conversionOptions()
    let jobs = settings.options.jobs ?? 1
    settings.options.jobs = 1
    try confinement.check()
    var serving = Serving(settings: settings)
    serving.jobs = jobs
    serving.order = order
    try serving.run(from: .standardInput, interrupts: try Interrupts.descriptor()) {
      try StandardStreams.write($0)
    }
  }
}
