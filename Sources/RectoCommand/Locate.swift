internal import ArgumentParser
internal import FoundationEssentials
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoRendering
internal import RectoSystem

struct Locate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell where on which page something stands.",
    discussion: """
      recto locate out.md.map 1200-1260        bytes of an output, by its source map: from the first to \
      before the last, counted from 0
      recto locate report.pdf "a quotation"    words, wherever they stand in a document; only letters \
      and figures count
      recto locate … -o place.png              a picture of the page with the place marked

      A line for each printed line: page, box (left, top, right, bottom in points from the page's top \
      left), block, and where the text is from. Status \(ExitStatus.nothingConverted.rawValue) if it \
      is not there.
      """)

  @Argument(help: "A source map, or a document; '-' is standard input.", completion: .file())
  var input: String

  @Argument(help: "Bytes, as 1200-1260, of a source map; words of a document.")
  var place: String

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help: "A .png file for the picture of the page; '-' is standard output.", completion: .file())
  var output: String?

  @Option(
    help: ArgumentHelp("The document of a source map, for its picture.", valueName: "file"),
    completion: .file())
  var document: String?

  @Flag(help: "Write JSON.")
  var json = false

  @Option(name: .customLong("image-resolution"), help: "The resolution of the picture in dpi.")
  var resolution = 100.0

  @OptionGroup var recognition: RecognitionFlags
  @OptionGroup var limits: LimitFlags
  @OptionGroup var password: PasswordFlags
  @OptionGroup var confinement: ConfinementFlags

  func run() throws {
    let status = try Failure.exiting(locate)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  private func locate() throws -> ExitStatus {
    try checkOptions()
    // Standard input is a document; a map is a file.
    let bytes = input == "-" ? [] : try InputFile.read(input)
    let isMap = SourceMap.isMap(bytes) || input.hasSuffix(".map")
    guard isMap else {
      guard place.contains(where: { !$0.isWhitespace }) else {
        throw ConversionError(
          .usage, "no words are given to look for",
          advice: "recto locate report.pdf \"a quotation\"")
      }
      var request = LocateRequest()
      request.quotation = place
      return try ask(request, of: input)
    }
    let map = try SourceMap(json: bytes, name: input)
    let range = try self.range(in: map)
    let found = Locations([Array(map.ranges(in: range))])
    guard !found.matches[0].isEmpty else {
      throw ConversionError(
        .nothingConverted, "bytes \(place) of the output are markup, which is printed nowhere",
        advice: "Give a longer range.")
    }
    guard output != nil else { return try tell(found) }
    guard let document else {
      throw ConversionError(
        .usage, "a source map does not hold the document that a picture is made of",
        advice: "Name it with --document FILE.")
    }
    var request = LocateRequest()
    request.marks = found.matches[0].compactMap(LocateRequest.Mark.init)
    return try ask(request, of: document, known: found)
  }

  private func checkOptions() throws(ConversionError) {
    guard (10...1200).contains(resolution) else {
      throw ConversionError(
        .usage, "an image resolution of \(resolution) is out of range",
        advice: "Give 10 to 1200 dots per inch.")
    }
    if let output, output != "-", !output.lowercased().hasSuffix(".png") {
      throw ConversionError(
        .usage, "\(output): a picture of a place is a .png", advice: "Name it with -o PLACE.png.")
    }
    if json, output == "-" {
      throw ConversionError(
        .usage, "JSON and a picture do not fit one output", advice: "Name a file with -o PLACE.png."
      )
    }
  }

  /// The bytes that are asked for.
  private func range(in map: SourceMap) throws(ConversionError) -> Range<Int> {
    let parts = place.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let start = parts[0], let end = parts[1], start < end else {
      throw ConversionError(
        .usage, "'\(place)' is no range of bytes",
        advice: "Give the first byte and the one behind the last, as 1200-1260.")
    }
    guard end <= map.bytes else {
      throw ConversionError(
        .damagedInput, "\(input): bytes \(place) lie outside the output, which has \(map.bytes)",
        advice: "Give a range within 0-\(map.bytes), or the map of the output that you have.")
    }
    return start..<end
  }

  /// Has a worker look into the document.
  private func ask(
    _ asked: LocateRequest, of document: String, known: Locations? = nil
  ) throws -> ExitStatus {
    try confinement.check()
    var request = asked
    request.picture = output != nil
    request.imageResolution = resolution
    var run = try DocumentRun(document, each: "recto locate")
    run.request.locate = request
    run.reads = [password.passwordFile].compactMap(\.self)
    recognition.set(in: &run.settings.options)
    limits.set(in: &run.settings.options)
    run.settings.password = try password.read()
    guard let outcome = try run.run() else { return .interrupted }
    Failure.report(outcome.answer.diagnostics, name: run.name, isQuiet: true, isVerbose: false)
    if let failure = outcome.answer.failure { throw failure }
    let found = known ?? Locations(json: Array((outcome.results["matches"] ?? "[]").utf8))
    guard let found, !found.matches.isEmpty else {
      throw ConversionError(
        .nothingConverted, "\(run.name): '\(place)' is not in its text",
        advice: "Give fewer words, or, if it is a picture, --ocr always.")
    }
    if let output, let encoded = outcome.results["png"],
      let png = Data(base64Encoded: String(encoded.dropFirst().dropLast()))
    {
      if output == "-" {
        try StandardStreams.write([UInt8](png))
        return .success
      }
      try OutputFile.write([UInt8](png), to: output, besides: run.reads + [input, document])
    }
    _ = try tell(found)
    return ExitStatus(rawValue: outcome.answer.code) ?? .internalError
  }

  private func tell(_ found: Locations) throws -> ExitStatus {
    let lines = found.matches.map { $0.map { Self.line($0) + "\n" }.joined() }
    try StandardStreams.write(json ? found.json : lines.joined(separator: "\n"))
    return .success
  }

  private static func line(_ place: SourceMap.Range) -> String {
    let box = place.sides.joined(separator: " ")
    let source = place.certainty.map { "recognised with \($0) %" } ?? "text layer"
    return
      "page \(place.page + 1), box \(box.isEmpty ? "unknown" : box), block \(place.block), \(source)"
  }
}
