internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

/// What a command asks of one document: done in a worker, with its results where the plan has them.
struct DocumentRun {
  var request: ConversionRequest
  var settings = WorkerSettings()
  /// Where the results go; without it they come with the outcome.
  var plan: OutputPlan?
  /// Other files that are read.
  var reads: [String] = []

  /// Whether no document was named, so that standard input is read.
  private let isImplied: Bool

  /// What the document is called in messages.
  var name: String { request.title }
  /// `-` for standard input.
  var path: String { request.path ?? "-" }

  /// `input` is what was named; where nothing was, what is led into the command is read. A folder is
  /// refused: `each` is the command for one of its documents.
  init(_ input: String?, each command: String = "recto") throws(ConversionError) {
    guard input != nil || !StandardStreams.inputIsTerminal else { throw Self.noInput }
    isImplied = input == nil
    request = ConversionRequest(path: input ?? "-")
    if let input, (try? FileFacts(input))?.kind == .folder {
      let folder = ShellWord.quoted(input.utf8.last == 0x2F ? String(input.dropLast()) : input)
      throw ConversionError(
        .unreadableInput, "\(ShellWord.quoted(input)) is a folder, and this takes one document",
        advice: "For each of them: for f in \(folder)/*.pdf; do \(command) \"$f\"; done")
    }
  }

  private static let noInput = ConversionError(
    .usage, "there is no input",
    advice: "Name a document, or lead one into standard input; 'recto help' tells more.")

  /// Runs it. Throws its failure; `nil` if it was interrupted.
  mutating func run(
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> SingleConversion.Outcome? {
    settings.isDirect = true
    settings.protect(reads + [request.path].compactMap(\.self))
    if request.path == "-" {
      settings.standardInput = try InputFile.read("-")
      if isImplied, settings.standardInput.isEmpty { throw Self.noInput }
    }
    if let plan {
      request.output = plan.stem
      request.outputFile = plan.file
      request.toStandardOutput = plan.folder == nil ? true : nil
      settings.folder = plan.folder
      try plan.beginStream()
      if plan.folder == nil, settings.protects(.standardOutput) {
        throw ConversionError(
          .unwritableOutput, "\(name): the output leads to a file that is read",
          advice: "Give another file with -o.")
      }
    }
    let conversion = SingleConversion(request: request, settings: settings)
    return try conversion.run(interrupts: try Interrupts.descriptor(), progress: progress)
  }
}
