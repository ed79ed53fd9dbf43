internal import ArgumentParser
internal import RectoDiagnostics

/// What is wrong with arguments, as all other messages are: the fact, then what to do.
enum UsageMessage {
  /// `arguments` are those that could not be understood.
  static func error(_ error: any Error, in arguments: [String]) -> ConversionError {
    // The parser's own words: a line with the fact, then how the command is used.
    let lines = RectoCommand.message(for: error).split(separator: "\n")
    let fact = lines.first.map(String.init) ?? "the arguments are not understood"
    let command = arguments.first.flatMap { CommandHelp.commands.contains($0) ? $0 : nil }
    let help = "'recto help \(command ?? "convert")' lists the options."
    if fact.hasPrefix("Unknown option '"), let option = quoted(fact) {
      return unknown(option, of: command ?? "convert", help: help)
    }
    if fact.hasPrefix("Missing value for '"), let option = quoted(fact) {
      let name = option.split(separator: " ").first.map(String.init) ?? option
      let meaning = CommandHelp.help(of: name, in: command ?? "convert")
      return ConversionError(.usage, "\(name) needs a value", advice: meaning ?? help)
    }
    if fact.hasPrefix("Missing expected argument '<place>'") {
      return ConversionError(
        .usage, "it is not said what is to be located",
        advice: "recto locate report.pdf \"a quotation\", or recto locate out.md.map 1200-1260")
    }
    if fact.hasPrefix("Missing expected argument '") {
      return ConversionError(
        .usage, "there is no input", advice: "Name a document, or '-' for standard input.")
    }
    return ConversionError(
      .usage, fact.prefix(1).lowercased() + fact.dropFirst().trimmingFullStop, advice: help)
  }

  private static func unknown(
    _ option: String, of command: String, help: String
  ) -> ConversionError {
    let fact = "'\(option)' is not an option of 'recto \(command)'"
    if let advice = ForeignOptions.advice(for: option) {
      return ConversionError(.usage, fact, advice: advice)
    }
    let known = CommandHelp.options(of: command)
    guard option.hasPrefix("--"), let other = Spelling.nearest(to: option, among: known) else {
      return ConversionError(.usage, fact, advice: help)
    }
    return ConversionError(.usage, fact, advice: "Did you mean \(other)?")
  }

  /// What stands between the first two quotes.
  private static func quoted(_ text: String) -> String? {
    let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }
}

extension Substring {
  fileprivate var trimmingFullStop: Substring { last == "." ? dropLast() : self }
}
