internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoSystem

/// Reads a command's input: a file, or standard input for `-`.
enum Input {
  static func read(_ path: String) throws(ConversionError) -> [UInt8] {
    if path == "-" {
      do {
        return try StandardStreams.readAll()
      } catch {
        throw ConversionError(.unreadableInput, "standard input cannot be read: \(error.reason)")
      }
    }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw ConversionError(
        .unreadableInput, "\(path): there is no such file", advice: "Check the name and the folder."
      )
    }
    if isFolder {
      throw ConversionError(
        .unreadableInput, "\(path): this is a folder, not a document",
        advice: "Name the documents in it: recto \(path)/*.pdf -o OUT/.")
    }
    guard FileManager.default.isReadableFile(atPath: path) else {
      throw ConversionError(
        .unreadableInput, "\(path): there is no permission to read it",
        advice: "Ask its owner, or change its mode.")
    }
    do {
      return try [UInt8](Data(contentsOf: URL(filePath: path)))
    } catch {
      throw ConversionError(.unreadableInput, "\(path): it cannot be read")
    }
  }

  /// A name for messages.
  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// A password from a file: its first line.
  static func password(fromFile path: String) throws(ConversionError) -> String {
    let bytes = try read(path)
    let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self)
  }
}
