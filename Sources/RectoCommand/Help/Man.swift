internal import ArgumentParser
internal import RectoDiagnostics
internal import RectoSystem

struct Man: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a manual page: recto man > recto.1.",
    discussion: "Without a command the page of recto itself, which names those of the commands.")

  @Argument(
    help: "The command whose page it is: tables.",
    completion: .list(["convert", "tables", "serve-stdio", "inspect", "audit"]))
  var command: String?

  func run() throws {
    guard let all = CommandHelp.all else {
      throw Failure.exit(ConversionError(.internalError, "the manual page cannot be made"))
    }
    guard let command else { return try StandardStreams.write(ManualPage.troff(all)) }
    guard let known = CommandHelp.subcommands.first(where: { $0.commandName == command }) else {
      throw Failure.exit(
        ConversionError(
          .usage, "'\(command)' is not a command of recto",
          advice: "The commands are \(CommandHelp.commands.joined(separator: ", "))."))
    }
    try StandardStreams.write(ManualPage.troff(known))
  }
}
