public import RectoDiagnostics
internal import RectoSystem

/// Reads documents.
public enum InputFile {
  /// The bytes of a file, or of standard input for `-`.
  public static func read(_ path: String) throws(ConversionError) -> [UInt8] {
    if path == "-" {
      do {
        return try StandardStreams.readAll()
      } catch {
        throw ConversionError(
          .unreadableInput, "standard input cannot be read: \(error.reason)",
          advice: "Lead a document into it, or name one.")
      }
    }
    let file = try open(path)
    defer { file.close() }
    return try read(file, name: ShellWord.quoted(path))
  }

  /// Opens a document to be read.
  static func open(_ path: String) throws(ConversionError) -> Descriptor {
    let name = ShellWord.quoted(path)
    do {
      let file = try Descriptor.opening(path)
      if try FileFacts(path).kind != .folder { return file }
      file.close()
    } catch {
      throw ConversionError(
        .unreadableInput,
        error.isMissing
          ? "\(name): there is no such file"
          : error.isForbidden
            ? "\(name): there is no permission to read it" : "\(name): \(error.reason)",
        advice: error.isForbidden
          ? "Ask its owner, or change its mode." : "Check the name and the folder.")
    }
    throw ConversionError(
      .unreadableInput, "\(name): this is a folder, not a document",
      advice: "Name a folder for its results: recto \(name) -o OUT/")
  }

  /// The bytes of a document that is open.
  static func read(_ file: Descriptor, name: String) throws(ConversionError) -> [UInt8] {
    do {
      return try file.contents()
    } catch {
      throw ConversionError(
        .unreadableInput, "\(name): it cannot be read: \(error.reason)",
        advice: "Copy it to another place, or check the disk.")
    }
  }
}
