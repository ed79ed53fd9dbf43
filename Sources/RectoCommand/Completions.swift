internal import ArgumentParser
internal import RectoDiagnostics
internal import RectoSystem

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a completion script for bash, zsh or fish.")

  @Argument(help: "bash, zsh or fish.")
  var shell: String

  func run() throws {
    guard let known = CompletionShell(rawValue: shell) else {
      throw Failure.exit(
        ConversionError(
          .usage, "'\(shell)' is not a shell that completions are made for",
          advice: "The shells are bash, zsh and fish."))
    }
    try StandardStreams.write(RectoCommand.completionScript(for: known) + "\n")
  }
}
