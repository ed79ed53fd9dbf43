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
      cat x.pdf | recto -t text        standard input
      recto inbox/ -o out/ --resume    a folder, by worker processes
      recto tables x.pdf -o x.xlsx     only the tables
      recto inspect x.pdf -p 3 -o p.svg  what each stage of the layout saw
      recto audit x.pdf                the account of every glyph
      recto locate x.pdf "a quotation" where it stands, as page and box

      'recto help convert' lists the options of a conversion; 'recto help topics' tells of pages, \
      formats, exit statuses and the environment. Nothing but the document is written to standard \
      output.
      """,
    version: version,
    subcommands: [
      Convert.self, Tables.self, ServeStdio.self, Inspect.self, Audit.self, Locate.self,
      Schema.self,
      Languages.self, Doctor.self, Completions.self, Man.self,
    ],
    defaultSubcommand: Convert.self)

  static let version = Version.number

  /// Runs the command. Names of files may be any bytes.
  static func main() {
    let arguments = givenArguments
    do {
      if try showsTopic(arguments) { return }
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      let status = exitCode(for: error)
      guard !status.isSuccess, !(error is ExitCode) else { exit(withError: error) }
      exit(withError: Failure.exit(UsageMessage.error(error, in: arguments)))
    }
  }

  /// What the command was given. To the parser `--password=` is without a value; it is an empty one.
  private static var givenArguments: [String] {
    var isOver = false
    return ProcessArguments.all.flatMap { argument in
      isOver = isOver || argument == "--"
      guard !isOver, argument.hasPrefix("--"), argument.hasSuffix("="),
        argument.dropLast().dropFirst(2).allSatisfy({ $0.isLetter || $0 == "-" }), argument != "--="
      else { return [argument] }
      return [String(argument.dropLast()), ""]
    }
  }

  /// Shows what `recto help` is asked for, unless that is a command.
  private static func showsTopic(_ arguments: [String]) throws -> Bool {
    guard arguments.first == "help", arguments.count > 1, !arguments[1].hasPrefix("-") else {
      return false
    }
    let name = arguments[1]
    if let text = HelpTopics.text(of: name) {
      try StandardStreams.write(text)
      return true
    }
    let known = CommandHelp.commands + HelpTopics.names
    guard !known.contains(name) else { return false }
    let nearest = Spelling.nearest(to: name, among: known).map {
      "Did you mean 'recto help \($0)'?"
    }
    throw Failure.exit(
      ConversionError(
        .usage, "there is no help on '\(name)'",
        advice: nearest ?? "'recto help' lists the commands, 'recto help topics' the rest."))
  }
}
