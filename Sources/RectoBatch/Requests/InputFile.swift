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
        throw ConversionError(.unreadableInput, "standard input cannot be read: \(error.reason)")
      }
    }
    if (try? FileFacts(path))?.kind == .folder {
      throw ConversionError(
        .unreadableInput, "\(path): this is a folder, not a document",
        advice: "Name a folder for its results: recto \(path) -o OUT/.")
    }
    do {
      return try FileBytes.read(path)
    } catch {
      throw error.isForbidden
        ? ConversionError(
          .unreadableInput, "\(path): there is no permission to read it",
          advice: "Ask its owner, or change its mode.")
        : ConversionError(
          .unreadableInput,
          error.isMissing ? "\(path): there is no such file" : "\(path): \(error.reason)",
          advice: "Check the name and the folder.")
    }
  }
}
