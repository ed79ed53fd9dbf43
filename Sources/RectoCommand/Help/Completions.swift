internal import ArgumentParser
internal import RectoDiagnostics
internal import RectoSystem

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a completion script for bash, zsh or fish.",
    discussion: """
      bash: recto completions bash > ~/.local/share/bash-completion/completions/recto. zsh: the same into \
      a file _recto in a folder of $fpath. fish: into ~/.config/fish/completions/recto.fish.
      """)

  @Argument(
    help: "bash, zsh or fish.", completion: .list(CompletionScript.Shell.allCases.map(\.rawValue)))
  var shell: String

  func run() throws {
    guard let known = CompletionScript.Shell(rawValue: shell) else {
      throw Failure.exit(
        ConversionError(
          .usage, "'\(shell)' is not a shell that completions are made for",
          advice: "The shells are bash, zsh and fish."))
    }
    try StandardStreams.write(CompletionScript(CommandHelp.subcommands).text(for: known))
  }
}
