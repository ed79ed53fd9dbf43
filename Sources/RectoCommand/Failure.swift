internal import ArgumentParser
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

/// How a command tells what went wrong: one line on standard error, and the exit status.
enum Failure {
  static func report(_ error: ConversionError) { say("\(error)") }

  static func exit(_ error: ConversionError) -> ExitCode {
    report(error)
    return ExitCode(error.status.rawValue)
  }

  /// What `body` gives back; what it throws is told, and ends the command.
  static func exiting<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ConversionError {
      throw exit(error)
    } catch let error as SystemError {
      throw exit(
        ConversionError(.unwritableOutput, "standard output cannot be written: \(error.reason)"))
    }
  }

  /// One line.
  static func say(_ text: String) {
    StandardStreams.report("recto: \(StandardStreams.printable(text))\n")
  }

  /// So many remarks on a document are told before the others are only counted: a scan of a thousand
  /// pages may have one for each.
  private static let mostRemarks = 20

  /// What was noticed of a document: errors always and first, warnings unless it is to be quiet.
  static func report(
    _ remarks: [ConversionAnswer.Remark], name: String, isQuiet: Bool, isVerbose: Bool
  ) {
    let errors = remarks.filter { $0.severity == .error }
    let others = remarks.filter { $0.severity == .warning || $0.severity == .note && isVerbose }
    let told = errors + (isQuiet ? [] : others)
    let most = isVerbose ? told.count : Self.mostRemarks
    for remark in told.prefix(most) { say("\(name): \(remark.summary)") }
    if told.count > most {
      let more = counted(told.count - most, "more remark")
      say("\(name): \(more); -v tells all, -t json and --report hold them.")
    }
  }
}
