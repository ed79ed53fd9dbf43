internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

@main
struct RectoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recto",
    abstract: "Turns documents into Markdown, JSON, HTML and text.",
    discussion: """
      recto report.pdf                 Markdown to standard output
      recto report.pdf -o report.md    to a file, its figures beside it in report_files/
      recto report.pdf -t json | jq .  the document tree with boxes
      cat x.pdf | recto - -t text      standard input
      recto inbox/ -o out/ --resume    a folder, by worker processes
      recto tables x.pdf -o x.xlsx     only the tables
      recto inspect x.pdf -p 3 -o p.svg  what each stage of the layout saw
      recto audit x.pdf                the account of every glyph

      Nothing but the document is written to standard output. Exit statuses: \
      \(ExitStatus.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; ")).
      """,
    version: version,
    subcommands: [
      Convert.self, Tables.self, ServeStdio.self, Inspect.self, Audit.self, Schema.self,
      Languages.self,
      Doctor.self,
      Completions.self, Man.self,
    ],
    defaultSubcommand: Convert.self)

  static let version = Version.number

  /// Runs the command. Names of files may be any bytes. What is said of wrong arguments repeats them,
  /// which a terminal must not obey.
  static func main() {
    do {
      var command = try parseAsRoot(ProcessArguments.all)
      try command.run()
    } catch {
      let status = exitCode(for: error)
      guard !status.isSuccess, !(error is ExitCode) else { exit(withError: error) }
      let text = fullMessage(for: error)
      if !text.isEmpty {
        StandardStreams.report(StandardStreams.printable(text, keepsLines: true) + "\n")
      }
      exit(withError: status)
    }
  }
}
