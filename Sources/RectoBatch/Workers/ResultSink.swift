internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoRendering

/// Where a worker puts results: standard output, or its supervisor, which takes them where they belong.
/// A worker writes no file.
struct ResultSink {
  let places: ResultPlaces
  /// Hands bytes of a result to the supervisor.
  let send: (ResultPart, [UInt8]) throws(ConversionError) -> Void

  /// Told before the first byte of a whole result goes to standard output.
  var begins: () -> Void = {}

  /// A result that is text, or JSON in several lines.
  func deliver(_ text: String, named name: String, isJSON: Bool) throws(ConversionError) {
    guard places == .answer else { return try put(Array(text.utf8), name) }
    try put(Array((isJSON ? Self.oneLine(text) : JSONLine.text(text)).utf8), name)
  }

  /// A result that a renderer wrote.
  func deliver(_ output: Output, named name: String, isJSON: Bool) throws(ConversionError) {
    guard places == .answer else { return try put(output.bytes, name) }
    try deliver(output.string, named: name, isJSON: isJSON)
  }

  /// Where a result comes from that was delivered before.
  func deliver(_ map: SourceMap, generator: String) throws(ConversionError) {
    let json = map.json(generator: generator)
    if places == .answer { return try deliver(json, named: map.format + ".map", isJSON: true) }
    guard let part = ResultPart(.map, map.format) else { return }
    try send(part, Array(json.utf8))
  }

  /// A result that is no text; in an answer it is base64.
  func deliver(_ bytes: [UInt8], named name: String) throws(ConversionError) {
    guard places == .answer else { return try put(bytes, name) }
    try put(Array(JSONLine.text(Data(bytes).base64EncodedString()).utf8), name)
  }

  /// Part of a text, of which another attempt sends the rest.
  func append(_ text: String, named name: String) throws(ConversionError) {
    if places == .standardOutput { return try OutputFile.toStandardOutput(Array(text.utf8)) }
    try put(Array(text.utf8), name)
  }

  private func put(_ bytes: [UInt8], _ name: String) throws(ConversionError) {
    if places == .standardOutput {
      begins()
      return try OutputFile.toStandardOutput(bytes)
    }
    guard let part = ResultPart(.whole, name) else {
      throw ConversionError(.internalError, "'\(name)' cannot be the name of a result")
    }
    try send(part, bytes)
  }

  /// JSON without line ends, which stand between its values only.
  private static func oneLine(_ json: String) -> String {
    String(decoding: json.utf8.filter { $0 != 0x0A }, as: UTF8.self)
  }
}
