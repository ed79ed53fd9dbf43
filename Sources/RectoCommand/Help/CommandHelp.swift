internal import ArgumentParser
internal import FoundationEssentials

/// What the argument parser knows of the commands, from which manual pages and completions are made.
struct CommandHelp: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var arguments: [Argument]?
    var subcommands: [Command]?

    /// Its options and operands as they are shown.
    var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
  }

  struct Argument: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }

    var kind: Kind
    var shouldDisplay: Bool
    var sectionTitle: String?
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var abstract: String?
    var completionKind: Completion?

    /// `-o`, `--output`.
    var spellings: [String] { (names ?? []).map(\.spelling) }
  }

  struct Name: Decodable {
    var kind: String
    var name: String

    var spelling: String { (kind == "long" ? "--" : "-") + name }
  }

  /// What completes a value.
  struct Completion: Decodable {
    var list: Values?
    var file: Extensions?
    var directory: Nothing?

    struct Values: Decodable { var values: [String] }
    struct Extensions: Decodable { var extensions: [String] }
    struct Nothing: Decodable {}
  }

  /// All commands.
  static let all: Command? = {
    let data = Data(RectoCommand._dumpHelp().utf8)
    return (try? JSONDecoder().decode(Self.self, from: data))?.command
  }()

  /// Those that a user calls.
  static var subcommands: [Command] {
    (all?.subcommands ?? []).filter { $0.commandName != "help" }
  }

  static var commands: [String] { subcommands.map(\.commandName) }

  /// The options of a command, as they are spelt.
  static func options(of command: String) -> [String] {
    subcommands.filter { $0.commandName == command }.flatMap { $0.shown.flatMap(\.spellings) }
  }

  /// What an option is for.
  static func help(of option: String, in command: String) -> String? {
    subcommands.first { $0.commandName == command }?.shown
      .first { $0.spellings.contains(option) }?.abstract
  }
}
