internal import ArgumentParser
internal import Recto
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem
internal import RectoTree

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
  var jobs = 1

  @Flag(help: "Only the totals.")
  var total = false

  @OptionGroup var password: PasswordFlags

  func run() throws {
    var balances = true
    for input in inputs {
      do {
        try ProtectedRun.run(input) { try audit(input) }
      } catch let status as ExitCode where status.rawValue == ExitStatus.internalError.rawValue {
        balances = false
      }
    }
    if !balances { throw ExitCode(ExitStatus.internalError.rawValue) }
  }

  private func audit(_ input: String) throws {
    var options = ConversionOptions()
    if let pages { options.pages = try PageSelection(pages) }
    options.password = try password.read()
    options.images = .none
    options.jobs = max(1, jobs)
    let result = try Converter(options).convert(
      try InputFile.read(input), name: Input.name(input))
    let audit = CoverageAudit(result.document)
    try StandardStreams.write(table(audit, name: inputs.count > 1 ? input : nil))
    guard !audit.balances else { return }
    Failure.say("\(input): the account does not balance. Please report the document.")
    throw ExitCode(ExitStatus.internalError.rawValue)
  }

  private func table(_ audit: CoverageAudit, name: String?) -> String {
    var rows: [String] = []
    if let name { rows.append("# \(name)") }
    let layers = GlyphLayer.allCases
    rows.append(
      (["page", "glyphs", "body", "furniture"] + layers.map(\.rawValue) + ["lost", "doubled"])
        .joined(separator: "\t"))
    func row(_ label: String, _ page: CoverageAudit.Page) -> String {
      let numbers =
        [page.glyphs, page.body, page.furniture] + layers.map { page.layers[$0] ?? 0 }
        + [page.lost.count, page.doubled.count]
      return label + "\t" + numbers.map(String.init).joined(separator: "\t")
    }
    if !total {
      rows += audit.pages.map { row($0.failed ? "\($0.index + 1)!" : "\($0.index + 1)", $0) }
    }
    rows.append(row("total", audit.total))
    return rows.joined(separator: "\n") + "\n"
  }
}
