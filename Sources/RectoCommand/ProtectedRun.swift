internal import ArgumentParser
internal import RectoDiagnostics
internal import RectoSystem

/// Runs a command that reads a document in a process of its own, so that a crash in a library ends
/// in a message.
enum ProtectedRun {
  static func run(_ name: String, _ body: () throws -> Void) throws {
    let child: ChildProcess
    do {
      child = try ChildProcess.run {
        do {
          try body()
          return 0
        } catch let error as ConversionError {
          return Failure.exit(error).rawValue
        } catch let error as ExitCode {
          return error.rawValue
        } catch let error as SystemError {
          Failure.say("standard output cannot be written: \(error.reason).")
          return ExitStatus.unwritableOutput.rawValue
        } catch {
          return ExitStatus.internalError.rawValue
        }
      }
    } catch {
      return try body()
    }
    switch child.wait().end {
    case .exit(0): return
    case .exit(let status): throw ExitCode(status)
    case .signal(13): Interrupts.endByBrokenPipe()
    case .signal(let number):
      throw Failure.exit(
        ConversionError(
          .damagedInput, "\(name): it stopped the reader (signal \(number))",
          advice: "Try to repair it with 'qpdf IN OUT' or 'mutool clean IN OUT'."))
    }
  }
}
