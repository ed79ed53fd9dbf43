internal import FoundationEssentials
internal import Recto
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem
internal import RectoTree

/// Puts the results of a conversion where its request says: files, standard output, the answer.
struct ResultWriter {
  /// Where results go.
  enum Target: Equatable {
    case answer
    case standardOutput
    /// Files named by this path and their formats' extensions.
    case files(String)
    case file(String)
  }

  let target: Target
  let formats: [OutputFormat]
  let options: ConversionOptions
  /// The document's file; no result takes its place.
  let input: String?

  /// The files that were written.
  private(set) var written: [String] = []
  /// What goes into the answer: JSON by the format's name.
  private(set) var results: [(name: String, json: String)] = []

  init(target: Target, formats: [OutputFormat], options: ConversionOptions, input: String?) {
    self.target = target
    self.formats = formats
    self.options = options
    self.input = input
  }

  /// `source` is the document that was converted.
  mutating func write(
    _ result: Converter.Result, of source: [UInt8], name: String
  ) throws(ConversionError) {
    var rendering = options.rendering
    if options.images == .embed { rendering.pictures = Self.embedded(result.pictures) }
    do throws(ConversionError) {
      if options.images == .files, let stem {
        rendering.pictures = try files(of: result.pictures, stem: stem)
      }
      for format in formats {
        guard let renderer = format.renderer(for: result.document, options: rendering) else {
          let layer = SearchablePDF(result, source: source, name: name, options: options)
          try deliver(try layer.written(), format)
          continue
        }
        if target == .standardOutput {
          try OutputFile.toStandardOutput { try renderer.render(to: $0) }
          continue
        }
        var text = ""
        try? renderer.render { text += $0 }
        try deliver([UInt8](text.utf8), format)
      }
    } catch {
      // Nothing of a failed conversion stays behind but what replaced an older file.
      for path in written { OutputFile.remove(path) }
      throw error
    }
  }

  /// Writes a document piece by piece as JSON Lines. `sent` pages went to standard output before.
  mutating func stream(
    from sent: Int, report: @escaping (WorkerMessage) -> Void,
    _ convert: (_ receive: (Document) throws -> Void) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    let renderer = JSONLinesRenderer(options: options.rendering)
    let isDirect = target == .standardOutput
    var text = ""
    var pages = sent
    var missing: [Int] = []
    try convert { document in
      var piece = pages == 0 ? renderer.head(document) : ""
      for page in document.pages { piece += renderer.line(page, of: document) }
      missing += document.pages.filter(\.failed).map { $0.index + 1 }
      pages += document.pages.count
      if isDirect {
        try OutputFile.toStandardOutput { try $0(piece) }
        report(.sent(pages))
      } else {
        text += piece
      }
    }
    let foot = renderer.foot(pages: pages, missing: missing)
    if isDirect {
      try OutputFile.toStandardOutput { try $0(foot) }
    } else {
      try deliver([UInt8]((text + foot).utf8), .jsonLines)
    }
  }

  /// The output's path without an extension.
  private var stem: String? {
    switch target {
    case .files(let stem): stem
    case .file(let path): OutputNames.withoutExtension(path)
    case .answer, .standardOutput: nil
    }
  }

  private mutating func deliver(_ bytes: [UInt8], _ format: OutputFormat) throws(ConversionError) {
    let path: String
    switch target {
    case .files(let stem): path = "\(stem).\(format.fileExtension)"
    case .file(let file): path = file
    case .standardOutput: return try OutputFile.toStandardOutput(bytes)
    case .answer:
      results.append((format.rawValue, Self.json(bytes, format)))
      return
    }
    if let input, let own = try? FileFacts(input), own.kind == .file,
      (try? FileFacts(path))?.identity == own.identity
    {
      throw ConversionError(
        .unwritableOutput, "\(path) is the document itself",
        advice: "Give another name or folder with -o.")
    }
    try OutputFile.makeFolder(of: path)
    try OutputFile.write(bytes, to: path)
    written.append(path)
  }

  /// A result as a JSON value: what is no text in base64.
  private static func json(_ bytes: [UInt8], _ format: OutputFormat) -> String {
    switch format {
    case .json: oneLine(String(decoding: bytes, as: UTF8.self))
    case .pdf: quoted(Data(bytes).base64EncodedString())
    default: quoted(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Writes pictures beside the output and says where each is, as seen from there.
  private mutating func files(
    of pictures: [(name: String, png: [UInt8])], stem: String
  ) throws(ConversionError) -> [String: String] {
    let folder = stem.split(separator: "/").last.map(String.init) ?? stem
    var places: [String: String] = [:]
    for picture in pictures {
      let path = "\(stem)_files/\(picture.name).png"
      try OutputFile.makeFolder(of: path)
      try OutputFile.write(picture.png, to: path)
      written.append(path)
      places[picture.name] = "\(folder)_files/\(picture.name).png"
    }
    return places
  }

  private static func embedded(_ pictures: [(name: String, png: [UInt8])]) -> [String: String] {
    Dictionary(
      pictures.map { ($0.name, "data:image/png;base64," + Data($0.png).base64EncodedString()) }
    ) { first, _ in first }
  }

  /// JSON without line ends, which stand between its values only.
  private static func oneLine(_ json: String) -> String { json.filter { $0 != "\n" } }

  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    guard let data = try? encoder.encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}

extension ResultWriter.Target {
  /// Where a request's results go. Throws if that is not below the folder that it may write to.
  init(of request: ConversionRequest, _ settings: WorkerSettings) throws(ConversionError) {
    if request.outputFile != nil || request.toStandardOutput == true {
      guard settings.isDirect else {
        throw ConversionError(
          .usage, "a request may not name a file of its own",
          advice: "Give \"output\", a path below the output folder.")
      }
      self = request.outputFile.map { .file($0) } ?? .standardOutput
      return
    }
    guard let output = request.output else {
      self = .answer
      return
    }
    guard let folder = settings.folder else {
      throw ConversionError(
        .usage, "there is no folder for the output '\(output)'",
        advice: "Start with -o FOLDER, or leave \"output\" out to have the results in the answer.")
    }
    let parts = output.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw ConversionError(
        .usage, "the output '\(output)' is not a path below the output folder",
        advice: "Give it without '..' and without a slash at its start.")
    }
    self = .files("\(folder)/\(output)")
  }
}
