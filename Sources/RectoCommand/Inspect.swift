internal import ArgumentParser
internal import Recto
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw or dump what each stage of the layout saw on a page.",
    discussion: """
      Pages before and after are read, too, as they decide what is a running head or a heading. \
      Stages: \(Inspection.Stage.allCases.map(\.rawValue).joined(separator: ", ")). Without \
      --stage: regions, order and blocks. The format follows the output's extension: svg, png or \
      json (the default for standard output).
      """)

  @Argument(
    help: ArgumentHelp("A document; '-' is standard input.", valueName: "file"), completion: .file()
  )
  var input: String?

  @Option(
    name: [.customShort("p", allowingJoined: true), .customLong("pages")],
    help: ArgumentHelp("The page, from 1.", valueName: "page"))
  var page = 1

  @Option(
    help: "A stage to show; may be repeated.",
    completion: .list(Inspection.Stage.allCases.map(\.rawValue)))
  var stage: [String] = []

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help: ArgumentHelp("An .svg, .png or .json file.", valueName: "file"), completion: .file())
  var output: String?

  @Option(
    name: .customLong("image-resolution"),
    help: ArgumentHelp("The resolution of the picture.", valueName: "dpi"))
  var resolution = 100.0

  @Flag(help: "Say on what evidence each block became what it is.")
  var why = false

  @OptionGroup var recognition: RecognitionFlags
  @OptionGroup var limits: LimitFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags

  func run() throws {
    let status = try Failure.exiting(inspect)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func inspect() throws -> ExitStatus {
    try confinement.check()
    var request = InspectRequest(page: page)
    request.stages = stage
    request.imageResolution = resolution
    request.why = why
    request.to = try format()
    var run = try DocumentRun(input, each: "recto inspect")
    run.request.inspect = request
    run.plan = try OutputPlan(input: run.path, output: output)
    recognition.set(in: &run.settings.options)
    limits.set(in: &run.settings.options)
    run.settings.password = try password.read()
    guard let answer = try run.run()?.answer else { return .interrupted }
    Failure.report(answer.diagnostics, name: run.name, isQuiet: true, isVerbose: false)
    if let failure = answer.failure { throw failure }
    return ExitStatus(rawValue: answer.code) ?? .internalError
  }

  private func format() throws(ConversionError) -> String {
    guard let output, output != "-" else { return "json" }
    let name = SystemPath.name(of: output)
    for format in ["svg", "png", "json"] where name.hasSuffix(".\(format)") { return format }
    throw ConversionError(
      .usage, "\(ShellWord.quoted(output)): the extension tells no format",
      advice: "Use .svg, .png or .json.")
  }
}
