internal import FoundationEssentials
public import RectoDiagnostics
internal import RectoSystem

/// Where results go.
public enum OutputFile {
  /// Writes to standard output in large pieces.
  public static func toStandardOutput(_ render: ((String) throws -> Void) throws -> Void)
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

  /// Writes to standard output what is no text.
  static func toStandardOutput(_ bytes: [UInt8]) throws(ConversionError) {
    do {
      try StandardStreams.write(bytes)
    } catch {
      throw ConversionError(
        .unwritableOutput, "standard output cannot be written: \(error.reason)",
        advice: "Check the space on the disk it leads to.")
    }
  }

  /// Writes a file as a whole, so that a failure leaves what was there.
  public static func write(_ bytes: [UInt8], to path: String) throws(ConversionError) {
    do {
      try AtomicFile.write(bytes, to: path)
    } catch {
      throw ConversionError(
        .unwritableOutput, "\(path) cannot be written: \(error.reason)",
        advice: "Nothing that was there has been changed. Choose another place with -o.")
    }
  }

  /// Makes the folder that a file is to be in, and those around it.
  public static func makeFolder(of path: String) throws(ConversionError) {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
    let folder = String(path[..<slash])
    if let facts = try? FileFacts(folder), facts.kind == .folder { return }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw ConversionError(
        .unwritableOutput, "the folder \(folder) cannot be made",
        advice: "Choose another place with -o.")
    }
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
