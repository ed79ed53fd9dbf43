internal import ArgumentParser
internal import Recto
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert documents (the default).",
    discussion: """
      Reads PDF files, and PNG, JPEG, JPEG 2000, TIFF, WebP, BMP, GIF and PNM images as pages, and \
      what -t json and -t jsonl wrote ('recto help json'). Without \
      a name it reads what is led into standard input. Several documents, and folders of them, are \
      converted by worker processes into a folder; a document that crashes, hangs or grows ends none \
      but itself. What a document is, its bytes tell; of folders those files are taken that end in \
      \(InputFormat.fileExtensions.sorted().map { "." + $0 }.joined(separator: ", ")), with what is \
      in folders inside them. Their results keep their folders; those of documents named one by one \
      lie side by side, numbered where their names are the same.
      """)

  @Argument(
    help: ArgumentHelp("Documents and folders; '-' is standard input.", valueName: "file"),
    completion: .file())
  var inputs: [String] = []

  @OptionGroup(title: "From where, to where") var place: PlaceFlags
  @OptionGroup var flags: OptionFlags
  @OptionGroup(title: "Locked documents, strangers' documents") var password: PasswordFlags
  @OptionGroup(title: "Locked documents, strangers' documents") var confinement: ConfinementFlags
  @OptionGroup(title: "Many documents") var batch: BatchFlags

  @Option(
    help: ArgumentHelp(
      "A JSON file of options; those on the command line count more.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var config: String?

  @Flag(help: "Print the options in force as JSON, and end.")
  var printOptions = false

  @Flag(exclusivity: .chooseLast)
  var existing = ExistingFlag.overwrite

  @Option(
    help: ArgumentHelp(
      "Progress on standard error: auto (a bar on a terminal), bar, json or none.",
      valueName: "how"),
    completion: .list(ProgressMode.allCases.map(\.rawValue)))
  var progress = "auto"

  @Flag(name: .shortAndLong, help: "No messages but errors.")
  var quiet = false

  @Flag(
    name: .shortAndLong,
    help: "Also what was noticed of each document, and which files of folders are left aside.")
  var verbose = false

  private var output: String? { place.output }
  private var from: String? { place.from }
  private var sourceMap: String? { place.sourceMap }

  func run() throws {
    try Failure.exiting(convert)
  }

  private func convert() throws {
    var values = flags.values
    if let config { values = values.over(try OptionValues.read(config)) }
    let isFolder = inputs.contains { (try? FileFacts($0))?.kind == .folder }
    let isBatch = inputs.count > 1 || isFolder || batch.given != nil || existing == .resume
    if let output, values.to == nil, !isBatch {
      values.to = try OutputPlan.format(of: output, input: inputs.first).map { [$0.rawValue] }
    }
    if isBatch, values.jobs == nil { values.jobs = Machine.processes }
    if sourceMap != nil { values.sourceMap = true }
    if printOptions {
      try StandardStreams.write(try values.over(.defaults).json())
      return
    }
    // What is wrong with the options is said before anything is begun.
    _ = try values.over(.defaults).conversionOptions()
    let formats = try values.over(.defaults).formats()
    try flags.values.refuseChunks(in: formats)
    try values.refuseChunks(in: formats, unless: .defaults)
    _ = try values.workerLimits()
    if let from { _ = try InputFormat(named: from) }
    guard let mode = ProgressMode(rawValue: progress) else {
      throw ConversionError(
        .usage, "'\(progress)' is not a value of --progress",
        advice: "The values are \(ProgressMode.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    try MistakenInputs.check(inputs, output: output)
    try confinement.check(isQuiet: quiet)
    let status =
      try isBatch
      ? convertAll(values, quiet ? .none : mode) : convertOne(values, quiet ? .none : mode)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func convertOne(_ values: OptionValues, _ mode: ProgressMode) throws -> ExitStatus {
    let formats = try values.over(.defaults).formats()
    var run = try DocumentRun(inputs.first)
    let plan = try OutputPlan(input: run.path, output: output, results: formats.count)
    let maps = try (sourceMap ?? (values.sourceMap == true ? plan.folder : nil))
      .map { name throws(ConversionError) in
        try plan.files(ofMaps: name, input: run.path, formats)
      }
    let paths = plan.paths(formats) + (maps?.paths ?? [])
    if existing == .noClobber, !paths.isEmpty,
      paths.allSatisfy({ (try? FileFacts($0)) != nil })
    {
      if verbose { Failure.say("\(ShellWord.quoted(paths[0])): exists, left as it is") }
      return .success
    }
    run.plan = plan
    run.reads = reads
    if case .file(let path) = maps { run.request.sourceMapFile = path }
    run.settings.options = values
    run.settings.from = from
    run.settings.password = try password.read()
    run.settings.isVerbose = verbose
    let meter = PageMeter(mode: mode, name: run.name)
    defer { meter.finish() }
    guard let answer = try run.run(progress: meter.update)?.answer else { return .interrupted }
    meter.finish()
    Failure.report(answer.diagnostics, name: run.name, isQuiet: quiet, isVerbose: verbose)
    if let failure = answer.failure { throw failure }
    return ExitStatus(rawValue: answer.code) ?? .internalError
  }

  /// Files that are read besides documents: no result may take their places.
  private var reads: [String] {
    [config, flags.chunks.tokenizer, password.passwordFile, batch.list, batch.retryFailed]
      .compactMap(\.self)
  }

  private func convertAll(_ values: OptionValues, _ mode: ProgressMode) throws -> ExitStatus {
    let output = try outputFolder()
    if let sourceMap, !OutputPlan.isSameFolder(sourceMap, output) {
      throw ConversionError(
        .usage, "the source maps of many documents lie beside their outputs",
        advice: "Give the same folder as with -o: --source-map \(ShellWord.quoted(output)).")
    }
    var values = values
    var run = Batch(documents: try documents(), folder: output, options: values)
    guard !run.documents.isEmpty else {
      throw ConversionError(
        .unreadableInput, "there is no document to convert",
        advice:
          "Name files, or folders with PDFs and images in them; --only '*' takes files of any name."
      )
    }
    run.jobs = values.jobs ?? 1
    values.jobs = 1
    run.options = values
    run.from = from
    run.password = try password.read()
    run.existing = existing.value
    run.checksContents = batch.checkContents
    run.shard = try batch.shard.map { text throws(ConversionError) in try Shard(text) }
    run.report = batch.report
    run.reads = reads
    run.isFailFast = batch.failFast
    run.isVerbose = verbose
    if inputs.contains("-"), batch.list != "-" { run.standardInput = try InputFile.read("-") }
    let meter = BatchMeter(mode: mode)
    let tally = try run.run(interrupts: try Interrupts.descriptor()) { event in
      if case .waiting(let documents) = event {
        meter.clear()
        Failure.say(
          "interrupted: waiting for \(documents.joined(separator: ", ")) to end. Interrupt again to stop "
            + "at once.")
      }
      if case .ended(let entry, _) = event, entry.status != .skipped || entry.error != nil {
        meter.clear()
        if let error = entry.error {
          Failure.report(
            ConversionError(
              ExitStatus(rawValue: entry.code) ?? .internalError, error.message,
              advice: error.kind == .noSuchPage ? "It is left out." : error.advice))
        }
        if verbose {
          Failure.report(entry.diagnostics, name: entry.input, isQuiet: false, isVerbose: true)
        } else if entry.status == .partial {
          let lost = entry.missingPages.count
          let what =
            lost == 0
            ? "parts of pages or pictures are missing"
            : "\(counted(lost, "page")) \(lost == 1 ? "is" : "are") missing"
          Failure.say("\(ShellWord.quoted(entry.input)): \(what); -v and --report say why")
        }
      }
      meter.update(event)
    }
    meter.finish(tally, isQuiet: quiet)
    return tally.status
  }

  /// Where the results of several documents go.
  private func outputFolder() throws(ConversionError) -> String {
    let reason = batch.given ?? (existing == .resume ? "--resume" : nil)
    guard let output, output != "-" else {
      let folder = inputs.first { (try? FileFacts($0))?.kind == .folder }
      let what =
        folder.map { "the documents of \(ShellWord.quoted($0)) do not fit one output" }
        ?? (inputs.count > 1 ? "\(inputs.count) documents do not fit one output" : nil)
        ?? "\(reason ?? "this") goes with a folder of results"
      throw ConversionError(.usage, what, advice: "Name a folder with -o OUT/.")
    }
    let name = ShellWord.quoted(output)
    if let facts = try? FileFacts(output) {
      guard facts.kind == .folder else {
        throw ConversionError(
          .unwritableOutput,
          "\(name) is a file, and \(reason ?? "several documents") need a folder",
          advice: "Name a folder with -o OUT/.")
      }
    } else if output.utf8.last != 0x2F, OutputPlan.isNameOfFile(output) {
      let why = reason.map { "\($0) goes with one" } ?? "there are several documents"
      throw ConversionError(
        .usage, "\(name) is named like a file, and would be a folder, as \(why)",
        advice: "For a folder of that name give -o \(ShellWord.quoted(output + "/")).")
    }
    return output
  }

  /// The documents of a batch, each with a name.
  private func documents() throws(ConversionError) -> [BatchDocument] {
    if let report = batch.retryFailed { return try BatchReport.unfinished(in: report) }
    var finder = InputFinder()
    finder.only = batch.only.map(InputFinder.Pattern.init)
    finder.exclude = batch.exclude.map(InputFinder.Pattern.init)
    finder.followsLinks = batch.followLinks
    let list = try batch.list.map { path throws(ConversionError) in
      InputFinder.paths(inList: try InputFile.read(path))
    }
    var links: [String] = []
    var others: [String] = []
    let found = try finder.inputs(arguments: inputs, list: list ?? []) { path, reason in
      if reason == .leadsOut { links.append(path) } else { others.append(path) }
    }
    if let first = others.first, verbose {
      let more = others.count == 1 ? "" : " and \(counted(others.count - 1, "other file"))"
      Failure.say(
        "\(ShellWord.quoted(first))\(more): not taken by the extension; --only '*' takes files of any "
          + "name")
    }
    if let first = links.first, !quiet {
      let others = links.count == 1 ? "" : ", as \(links.count - 1) more do"
      Failure.say(
        "\(ShellWord.quoted(first)): this link leads out of the folder\(others), and is not followed. "
          + "See --follow-links.")
    }
    return BatchDocument.named(found)
  }
}
