internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem
internal import RectoTree

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Account for every glyph of a document.",
    discussion: """
      Each glyph of a page stands once in the output, or in a layer: furniture, \
      \(GlyphLayer.allCases.map(\.rawValue).joined(separator: ", ")). The account is printed by \
      page and in total, tab-separated; if it does not balance the status is 1.
      """)

  @Argument(
    help: ArgumentHelp("Documents; '-' is standard input.", valueName: "file"), completion: .file())
  var inputs: [String] = []

  @OptionGroup var pages: PageFlags
  @OptionGroup var work: WorkFlags

  @Flag(help: "Only the totals.")
  var total = false

  @OptionGroup var recognition: RecognitionFlags
  @OptionGroup var limits: LimitFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags

  func run() throws {
    try Failure.exiting { try confinement.check() }
    var status = ExitStatus.success
    let named: [String?] = inputs.isEmpty ? [nil] : inputs
    for input in named {
      let outcome = try Failure.exiting { try audit(input) }
      if status != .internalError, outcome != .success { status = outcome }
      if outcome == .interrupted { break }
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func audit(_ input: String?) throws -> ExitStatus {
    var run = try DocumentRun(input, each: "recto audit")
    run.plan = try OutputPlan(input: run.path, output: nil)
    run.request.audit = AuditRequest()
    run.request.audit?.total = total
    run.request.audit?.named = inputs.count > 1
    recognition.set(in: &run.settings.options)
    limits.set(in: &run.settings.options)
    run.settings.options.pages = pages.chosen
    work.set(in: &run.settings.options)
    run.settings.password = try password.read()
    guard let answer = try run.run()?.answer else { return .interrupted }
    Failure.report(answer.diagnostics, name: run.name, isQuiet: true, isVerbose: false)
    if let failure = answer.failure { throw failure }
    if let error = answer.error { Failure.say("\(run.name): \(error.message). \(error.advice)") }
    return ExitStatus(rawValue: answer.code) ?? .internalError
  }
}
