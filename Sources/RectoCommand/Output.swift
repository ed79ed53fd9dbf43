internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoSystem

/// Where rendered text goes.
enum Output {
  /// Writes to standard output in large pieces.
  static func toStandardOutput(_ render: ((String) throws -> Void) throws -> Void)
    throws(ConversionError)
  {
    var buffer = ""
    func flush() throws {
      try StandardStreams.write(buffer)
      buffer = ""
    }
    do {
      try render { piece in
        buffer += piece
        if buffer.utf8.count > 1 << 16 { try flush() }
      }
      try flush()
    } catch {
      let reason = (error as? SystemError)?.reason ?? "\(error)"
      throw ConversionError(
        .unwritableOutput, "standard output cannot be written: \(reason)",
        advice: "Check the space on the disk it leads to.")
    }
  }

  /// Writes a file as a whole: beside its place first, then renamed, so that a failure leaves
  /// what was there.
  static func write(_ data: Data, to path: String) throws(ConversionError) {
    do {
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw unwritable(path, error)
    }
  }

  static func makeFolder(_ path: String) throws(ConversionError) {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw unwritable(path, error)
    }
  }

  private static func unwritable(_ path: String, _ error: any Error) -> ConversionError {
    let reason: String
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission: reason = "there is no permission"
    case .fileWriteOutOfSpace: reason = "the disk is full"
    case .fileNoSuchFile: reason = "its folder does not exist"
    case .fileWriteVolumeReadOnly: reason = "the volume is read-only"
    default: reason = "the system refuses it"
    }
    return ConversionError(
      .unwritableOutput, "\(path) cannot be written: \(reason)",
      advice: "Nothing that was there has been changed. Choose another place with -o.")
  }
}
