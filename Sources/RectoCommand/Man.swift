internal import ArgumentParser
internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoSystem

struct Man: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the manual page (recto man > recto.1).")

  func run() throws {
    let data = Data(RectoCommand._dumpHelp().utf8)
    guard let help = try? JSONDecoder().decode(CommandHelp.self, from: data) else {
      throw Failure.exit(ConversionError(.internalError, "the manual page cannot be made"))
    }
    try StandardStreams.write(ManualPage.troff(help.command))
  }
}

/// What the argument parser knows of the commands.
struct CommandHelp: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?
  }

  struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?
  }

  struct Name: Decodable {
    var kind: String
    var name: String
  }
}

/// The commands as a troff manual page.
enum ManualPage {
  static func troff(_ root: CommandHelp.Command) -> String {
    var lines = [
      ".TH RECTO 1 \"\" \"recto \(RectoCommand.version)\" \"User Commands\"", ".SH NAME",
      "recto \\- \(escape(root.abstract ?? ""))", ".SH SYNOPSIS",
      ".B recto", "[\\fIoptions\\fR] \\fIfile\\fR ...", ".br", ".B recto",
      "\\fIsubcommand\\fR [\\fIoptions\\fR]", ".SH DESCRIPTION",
      "Documents (PDF files and images) are converted to Markdown, HTML, JSON or text.",
      "Nothing but the document is written to standard output.", ".SH COMMANDS",
    ]
    for command in root.subcommands ?? [] where command.commandName != "help" {
      lines += [".SS recto \(command.commandName)", escape(command.abstract ?? "")]
      if let discussion = command.discussion { lines += [".PP", escape(discussion)] }
      for argument in command.arguments ?? [] where argument.shouldDisplay {
        lines += [".TP", label(argument), escape(argument.abstract ?? "")]
      }
    }
    lines.append(".SH EXIT STATUS")
    for status in ExitStatus.allCases {
      lines += [".TP", "\\fB\(status.rawValue)\\fR", escape(status.meaning)]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func label(_ argument: CommandHelp.Argument) -> String {
    let value = "\\fI\(escape(argument.valueName ?? "value"))\\fR"
    let names = (argument.names ?? []).map { name in
      "\\fB" + escape((name.kind == "short" ? "-" : "--") + name.name) + "\\fR"
    }
    switch argument.kind {
    case "positional": return value
    case "flag": return names.joined(separator: ", ")
    default: return names.joined(separator: ", ") + " " + value
    }
  }

  /// Backslashes, hyphens and leading dots mean something to troff.
  private static func escape(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let safe = line.split(separator: "\\", omittingEmptySubsequences: false)
        .joined(separator: "\\e").split(separator: "-", omittingEmptySubsequences: false)
        .joined(separator: "\\-")
      return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
    }
    return lines.joined(separator: "\n")
  }
}
