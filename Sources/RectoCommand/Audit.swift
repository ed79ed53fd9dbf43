internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Account for every glyph of a document.",
    discussion: """
      Each glyph of a page stands once in the output, or in a layer: furniture, blank, hidden, \
      off-page, overprint. The account is printed by page and in total, tab-separated; if it does \
      not balance the status is 1.
      """)

  @Argument(help: "Documents; '-' is standard input.", completion: .file())
  var inputs: [String]

  @Option(name: [.customShort("p"), .customLong("pages")], help: "The pages.")
  var pages: String?

  @Option(name: [.customShort("j"), .customLong("jobs")], help: "Threads that read pages.")
  var jobs: Int?

  @Flag(help: "Only the totals.")
  var total = false

  @OptionGroup var recognition: RecognitionFlags
  @OptionGroup var limits: LimitFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags

  func run() throws {
    try Failure.exiting { try confinement.check() }
    var status = ExitStatus.success
    for input in inputs {
      let outcome = try Failure.exiting { try audit(input) }
      if status != .internalError, outcome != .success { status = outcome }
      if outcome == .interrupted { break }
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func audit(_ input: String) throws -> ExitStatus {
    var run = DocumentRun(input)
    run.plan = try OutputPlan(input: input, output: nil)
    run.request.audit = AuditRequest()
    run.request.audit?.total = total
    run.request.audit?.named = inputs.count > 1
    recognition.set(in: &run.settings.options)
    limits.set(in: &run.settings.options)
    run.settings.options.pages = pages
    run.settings.options.jobs = jobs
    run.settings.password = try password.read()
    guard let answer = try run.run()?.answer else { return .interrupted }
    Failure.report(answer.diagnostics, name: run.name, isQuiet: true, isVerbose: false)
    if let failure = answer.failure { throw failure }
    if let error = answer.error { Failure.say("\(input): \(error.message). \(error.advice)") }
    return ExitStatus(rawValue: answer.code) ?? .internalError
  }
}
