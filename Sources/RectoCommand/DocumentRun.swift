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

  /// What the document is called in messages.
  var name: String { request.title }

  init(_ input: String) { request = ConversionRequest(path: input) }

  /// Runs it. Throws its failure; `nil` if it was interrupted.
  mutating func run(
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> SingleConversion.Outcome? {
    settings.isDirect = true
    settings.protect(reads + [request.path].compactMap(\.self))
    if request.path == "-" { settings.standardInput = try InputFile.read("-") }
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
