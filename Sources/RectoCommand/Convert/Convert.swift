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
      Reads PDF files, and PNG, JPEG, JPEG 2000, TIFF, WebP, BMP, GIF and PNM images as pages. Several \
      documents, and folders of them, are converted by worker processes into a folder; a document \
      that crashes, hangs or grows ends none but itself.
      """)

  @Argument(
    help: ArgumentHelp("Documents and folders; '-' is standard input.", valueName: "file"),
    completion: .file())
  var inputs: [String] = []

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help:
      "A file, or a folder if it ends in '/' or there are several documents; '-' is standard output.",
    completion: .file())
  var output: String?

  @Option(
    name: [.customShort("f", allowingJoined: true), .customLong("from")],
    help:
      "The input format, where the bytes do not tell: pdf, png, jpeg, tiff, webp, bmp, gif, pnm.")
  var from: String?

  @OptionGroup var flags: OptionFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags
  @OptionGroup(title: "Many documents") var batch: BatchFlags

  @Option(
    help: ArgumentHelp(
      "A JSON file of options; those on the command line count more.", valueName: "file"))
  var config: String?

  @Flag(help: "Print the options in force as JSON, and end.")
  var printOptions = false

  @Flag(exclusivity: .chooseLast)
  var existing = ExistingFlag.overwrite

  @Option(help: "Progress on standard error: auto, bar, json or none.")
  var progress = "auto"

  @Flag(name: .shortAndLong, help: "No messages but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "More messages.")
  var verbose = false

  func run() throws {
    try Failure.exiting(convert)
  }

  private func convert() throws {
    var values = flags.values
    if let config { values = values.over(try OptionValues.read(config)) }
    if let output, values.to == nil, let dot = output.lastIndex(of: "."), !output.hasSuffix("/"),
      let format = try? OutputFormat(named: String(output[output.index(after: dot)...]))
    {
      values.to = [format.rawValue]
    }
    if printOptions {
      try StandardStreams.write(try values.over(.defaults).json())
      return
    }
    // What is wrong with the options is said before anything is begun.
    _ = try values.over(.defaults).conversionOptions()
    _ = try values.workerLimits()
    if let from { _ = try InputFormat(named: from) }
    guard let mode = ProgressMode(rawValue: progress) else {
      throw ConversionError(
        .usage, "'\(progress)' is not a value of --progress",
        advice: "The values are \(ProgressMode.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    let isFolder = inputs.contains { (try? FileFacts($0))?.kind == .folder }
    if let pattern = flags.patterns.first, !isFolder, batch.list == nil {
      let names = RenderingOptions.Inclusion.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConversionError(
        .usage, "'\(pattern)' is not a value of --include, and there is no folder to find it in",
        advice: "The values are \(names).")
    }
    try confinement.check(isQuiet: quiet)
    let isBatch = inputs.count > 1 || isFolder || batch.areGiven || existing == .resume
    let status =
      try isBatch
      ? convertAll(values, quiet ? .none : mode) : convertOne(values, quiet ? .none : mode)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func convertOne(_ values: OptionValues, _ mode: ProgressMode) throws -> ExitStatus {
    guard let input = inputs.first else {
      throw ConversionError(
        .usage, "there is no input", advice: "Name a document, or '-' for standard input.")
    }
    let formats = try values.over(.defaults).formats()
    let plan = try OutputPlan(input: input, output: output, results: formats.count)
    let paths = plan.paths(formats)
    if existing == .noClobber, !paths.isEmpty,
      paths.allSatisfy({ (try? FileFacts($0)) != nil })
    {
      if verbose { Failure.say("\(paths[0]): exists, left as it is") }
      return .success
    }
    var run = DocumentRun(input)
    run.plan = plan
    run.reads = reads
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
    [config, password.passwordFile, batch.list, batch.retryFailed].compactMap(\.self)
  }

  private func convertAll(_ values: OptionValues, _ mode: ProgressMode) throws -> ExitStatus {
    guard let output, output != "-" else {
      throw ConversionError(
        .usage, "many documents do not fit one output", advice: "Name a folder with -o OUT/.")
    }
    if let facts = try? FileFacts(output), facts.kind != .folder {
      throw ConversionError(
        .unwritableOutput, "\(output) is a file, and many documents need a folder",
        advice: "Name a folder with -o OUT/.")
    }
    var values = values
    var run = Batch(documents: try documents(), folder: output, options: values)
    guard !run.documents.isEmpty else {
      throw ConversionError(
        .unreadableInput, "there is no document to convert",
        advice: "Name files, or folders with PDFs and images in them; see --include.")
    }
    run.jobs = values.jobs ?? Machine.processes
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
      if case .ended(let entry, _) = event, entry.status != .skipped {
        meter.clear()
        if let error = entry.error {
          Failure.report(
            ConversionError(
              ExitStatus(rawValue: entry.code) ?? .internalError, error.message,
              advice: error.advice))
        }
        if verbose {
          Failure.report(entry.diagnostics, name: entry.input, isQuiet: false, isVerbose: true)
        } else if entry.status == .partial {
          let lost = entry.missingPages.count
          let what =
            lost == 0 ? "parts of pages or pictures are missing" : "\(lost) pages are missing"
          Failure.say("\(entry.input): \(what); the report says why")
        }
      }
      meter.update(event)
    }
    meter.finish(tally, isQuiet: quiet)
    return tally.status
  }

  /// The documents of a batch, each with a name.
  private func documents() throws(ConversionError) -> [BatchDocument] {
    if let report = batch.retryFailed { return try BatchReport.unfinished(in: report) }
    var finder = InputFinder()
    finder.include = flags.patterns.map(InputFinder.Pattern.init)
    finder.exclude = batch.exclude.map(InputFinder.Pattern.init)
    finder.followsLinks = batch.followLinks
    let list = try batch.list.map { path throws(ConversionError) in
      InputFinder.paths(inList: try InputFile.read(path))
    }
    var links: [String] = []
    let found = try finder.inputs(arguments: inputs, list: list ?? []) { links.append($0) }
    if let first = links.first, !quiet {
      let others = links.count == 1 ? "" : ", as \(links.count - 1) more do"
      Failure.say(
        "\(first): this link leads out of the folder\(others), and is not followed. "
          + "See --follow-links.")
    }
    return BatchDocument.named(found)
  }
}
