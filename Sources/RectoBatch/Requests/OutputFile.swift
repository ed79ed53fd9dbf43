public import RectoDiagnostics
internal import RectoSystem

/// Where results go.
public enum OutputFile {
  /// Writes bytes to standard output.
  static func toStandardOutput(_ bytes: [UInt8]) throws(ConversionError) {
    do {
      try StandardStreams.write(bytes)
    } catch {
      throw ConversionError(
        .unwritableOutput, "the output cannot be written: \(error.reason)",
        advice: "Check the space on the disk it leads to.")
    }
  }

  /// Makes the folder that a file is to be in, and those around it. Gives back those it made.
  @discardableResult
  public static func makeFolder(of path: String) throws(ConversionError) -> [String] {
    let folder = SystemPath.folder(of: path)
    do {
      return try Folder.make(folder)
    } catch {
      throw ConversionError(
        .unwritableOutput, "the folder \(folder) cannot be made: \(error.reason)",
        advice: "Choose another place with -o.")
    }
  }

  /// Writes a file as a whole, so that a failure leaves what was there, and not if it is one of those
  /// that are read.
  public static func write(
    _ bytes: [UInt8], to path: String, besides inputs: [String]
  ) throws(ConversionError) {
    var settings = WorkerSettings()
    settings.protect(inputs)
    var delivery = Delivery(to: .file(path), besides: settings.inputs, mostBytes: .max)
    if let part = ResultPart(.whole, "file") { _ = delivery.take(bytes[...], of: part) }
    _ = try delivery.commit()
  }
}
