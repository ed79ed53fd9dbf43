internal import RectoDiagnostics

/// The commands as troff manual pages: one for recto, in which the options of `convert` are, and one for
/// each other command.
enum ManualPage {
  static func troff(_ command: CommandHelp.Command) -> String {
    let isRoot = command.commandName == "recto"
    let title = isRoot ? "recto" : "recto-\(command.commandName)"
    var lines = [
      ".TH \(title.uppercased()) 1 \"\" \"recto \(RectoCommand.version)\" \"User Commands\"",
      ".SH NAME", "\(escape(title)) \\- \(escape(command.abstract ?? ""))", ".SH SYNOPSIS",
    ]
    if isRoot {
      lines += [
        ".B recto", "[\\fIoptions\\fR] [\\fIfile\\fR ...]", ".br", ".B recto",
        "\\fIcommand\\fR [\\fIoptions\\fR]",
      ]
      lines += description([
        "Documents, which are PDF files and pictures of pages, are turned into Markdown, HTML, JSON "
          + "or text. Nothing but the document is written to standard output."
      ])
      lines += list(of: CommandHelp.subcommands, title: "COMMANDS")
      if let convert = CommandHelp.subcommands.first(where: { $0.commandName == "convert" }) {
        lines += options(of: convert)
      }
      for name in ["pages", "environment", "examples"] {
        lines += topic(name)
      }
    } else {
      let operands = command.shown.filter { $0.kind == .positional }.map {
        "[\\fI\(escape($0.valueName ?? "file"))\\fR]"
      }
      lines += [".B recto \(escape(command.commandName))", "[\\fIoptions\\fR]"] + operands
      if let discussion = command.discussion {
        lines += description(discussion.split(separator: "\n\n").map(String.init))
      }
      lines += options(of: command)
    }
    lines.append(".SH EXIT STATUS")
    for status in ExitStatus.allCases {
      lines += [".TP 5", "\\fB\(status.rawValue)\\fR", escape(status.meaning)]
    }
    let others =
      (isRoot ? [] : ["recto"])
      + CommandHelp.commands.filter {
        $0 != command.commandName && $0 != "convert"
      }.map { "recto-\($0)" }
    lines += [".SH SEE ALSO", others.map { "\\fB\(escape($0))\\fR(1)" }.joined(separator: ",\n")]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func description(_ paragraphs: [String]) -> [String] {
    [".SH DESCRIPTION"] + paragraphs.flatMap { [".PP", escape($0)] }
  }

  private static func list(of commands: [CommandHelp.Command], title: String) -> [String] {
    [".SH \(title)"]
      + commands.flatMap {
        [".TP", "\\fB\(escape($0.commandName))\\fR", escape($0.abstract ?? "")]
      }
  }

  /// The options in their groups, those without one first.
  private static func options(of command: CommandHelp.Command) -> [String] {
    var lines = [".SH OPTIONS"]
    var titles: [String?] = [nil]
    for argument in command.shown where !titles.contains(argument.sectionTitle) {
      titles.append(argument.sectionTitle)
    }
    for title in titles {
      let arguments = command.shown.filter { $0.sectionTitle == title }
      guard !arguments.isEmpty else { continue }
      if let title { lines.append(".SS \(escape(title))") }
      for argument in arguments {
        let standard = argument.defaultValue.map { " Default: \($0)." } ?? ""
        lines += [".TP", label(argument), escape((argument.abstract ?? "") + standard)]
      }
    }
    return lines
  }

  /// A text of the help, its columns as they are.
  private static func topic(_ name: String) -> [String] {
    guard let text = HelpTopics.text(of: name) else { return [] }
    return [".SH \(name.uppercased())", ".nf", escape(text), ".fi"]
  }

  private static func label(_ argument: CommandHelp.Argument) -> String {
    let value = "\\fI\(escape(argument.valueName ?? "value"))\\fR"
    let names = argument.spellings.map { "\\fB" + escape($0) + "\\fR" }.joined(separator: ", ")
    switch argument.kind {
    case .positional: return value
    case .flag: return names
    case .option: return names + " " + value
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
