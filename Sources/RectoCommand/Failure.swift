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

  /// What was noticed of a document: errors always, warnings unless it is to be quiet.
  static func report(
    _ remarks: [ConversionAnswer.Remark], name: String, isQuiet: Bool, isVerbose: Bool
  ) {
    for remark in remarks {
      if isQuiet && remark.severity != .error { continue }
      if remark.severity == .note && !isVerbose { continue }
      say("\(name): \(remark.summary)")
    }
  }
}
