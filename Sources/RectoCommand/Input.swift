internal import RectoBatch
internal import RectoDiagnostics

/// What commands read besides documents.
enum Input {
  /// A name for messages.
  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// A password from a file: its first line.
  static func password(fromFile path: String) throws(ConversionError) -> String {
    let line = try InputFile.read(path).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self)
  }
}
