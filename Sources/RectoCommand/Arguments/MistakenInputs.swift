internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

/// Words that stand where documents do and are none: a command that is misspelt, an output without `-o`.
enum MistakenInputs {
  static func check(_ inputs: [String], output: String?) throws(ConversionError) {
    guard let first = inputs.first else { return }
    if let address = inputs.first(where: { $0.hasPrefix("http://") || $0.hasPrefix("https://") }),
      isMissing(address)
    {
      throw ConversionError(
        .usage, "\(ShellWord.quoted(address)) is an address, and the network is not used",
        advice: "To fetch it first: curl -sSL \(ShellWord.quoted(address)) | recto")
    }
    if isMissing(first), !first.contains("."), !first.contains("/"),
      let command = Spelling.nearest(to: first, among: CommandHelp.commands)
    {
      throw ConversionError(
        .usage, "'\(first)' is neither a document nor a command",
        advice: "Did you mean 'recto \(command)'?")
    }
    if let last = inputs.last, inputs.count > 1, output == nil, isMissing(last),
      OutputPlan.isNameOfFile(last)
    {
      let others = inputs.dropLast().map(ShellWord.quoted).joined(separator: " ")
      throw ConversionError(
        .usage, "\(ShellWord.quoted(last)): there is no such file",
        advice: inputs.count == 2
          ? "To write there: recto \(others) -o \(ShellWord.quoted(last))"
          : "To write somewhere name it with -o.")
    }
  }

  private static func isMissing(_ path: String) -> Bool {
    path != "-" && (try? FileFacts(path)) == nil
  }
}
