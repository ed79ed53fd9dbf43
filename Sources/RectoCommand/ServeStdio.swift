internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

struct ServeStdio: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve-stdio",
    abstract: "Answer requests: JSON Lines on standard input and output.",
    discussion: """
      A request is one line: {"id": 7, "path": "report.pdf", "options": {"to": ["json"]}}. Members:

        id        a number or a text, given back with the answer
        path      the document's file; or bytes: the document itself in base64
        name      what it is called in messages; else its path
        from      the input format, where the bytes do not tell
        password  of an encrypted document
        options   those of 'recto convert' by their names; those given here count where a request
                  says nothing. Limits of time and memory are those given here
        output    a path without extension below -o, where the results go as files
        hash      true: the answer tells the SHA-256 of the document
        tables    {"to": "csv"}: only its tables, as 'recto tables' does, with its options
        inspect   {"page": 1}: what the layout saw; audit {}: the account of its glyphs

      {"cancel": 7} ends the request of that id, which is answered as failed with kind "cancelled"; it has \
      no answer of its own. What has no meaning is refused. The answer is one line: id, status (ok, partial, failed), code (the \
      exit status), error (message, advice, kind), pages, missingPages (from 1), recognisedPages, \
      seconds, peakMemory (bytes), hash, outputs (files), diagnostics, and results by format.
      """)

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help: ArgumentHelp("The folder that requests may name outputs below.", valueName: "folder"),
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Answers in the order of the requests (request) or as they are ready (ready).",
      valueName: "order"),
    completion: .list(Serving.Order.allCases.map(\.rawValue)))
  var order = "request"

  @OptionGroup var flags: OptionFlags
  @OptionGroup(title: "Locked documents, strangers' documents") var password: PasswordFlags
  @OptionGroup(title: "Locked documents, strangers' documents") var confinement: ConfinementFlags

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
