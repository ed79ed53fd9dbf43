internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics

/// How an encrypted document is opened.
struct PasswordFlags: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "The user or owner password of an encrypted document.")
  var password: String?

  @Option(
    help: ArgumentHelp("A file whose first line is the password.", valueName: "file"),
    completion: .file())
  var passwordFile: String?

  func read() throws -> String? {
    guard let passwordFile else { return password }
    guard password == nil else {
      throw ConversionError(
        .usage, "--password and --password-file are both given", advice: "Give one of them.")
    }
    return try Input.password(fromFile: passwordFile)
  }
}
