internal import ArgumentParser
internal import RectoDiagnostics
internal import RectoSystem

/// How a command tells what went wrong: one line on standard error, and the exit status.
enum Failure {
  static func report(_ error: ConversionError) { StandardStreams.report("recto: \(error)\n") }

  static func exit(_ error: ConversionError) -> ExitCode {
    report(error)
    return ExitCode(error.status.rawValue)
  }
}
