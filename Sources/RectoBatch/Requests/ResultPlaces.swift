internal import RectoDiagnostics
internal import RectoSystem

/// Where the source maps of a document go.
enum MapPlaces: Equatable, Sendable {
  /// None is wanted.
  case none
  /// Each beside the result that it is of, named after it: `x.md.map`.
  case beside
  /// The only one, to exactly this file.
  case file(String)

  /// Where a request's maps go. Throws if there is nothing for them to be beside, or if it may not name
  /// a file of its own.
  init(of request: ConversionRequest, _ settings: WorkerSettings) throws(ConversionError) {
    if let file = request.sourceMapFile {
      guard settings.isDirect else {
        throw ConversionError(
          .usage, "a request may not name a file of its own for its source map",
          advice: "Give the option \"source-map\", and it is beside the output.")
      }
      self = .file(file)
      return
    }
    let values = (request.options ?? OptionValues()).over(settings.options)
    self = values.sourceMap == true ? .beside : .none
    if self == .beside, request.toStandardOutput == true {
      throw ConversionError(
        .usage, "no file is beside standard output for the source map to be named after",
        advice: "Name one with --source-map FILE, or an output with -o.")
    }
  }
}

/// Where the results of a document go.
enum ResultPlaces: Equatable, Sendable {
  /// Into the answer, as JSON.
  case answer
  /// The worker writes them to standard output itself.
  case standardOutput
  /// Files named by this path and their formats' extensions.
  case files(String)
  case file(String)

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
    let parts = output.utf8.split(separator: 0x2F, omittingEmptySubsequences: false).map(
      String.init)
    guard !parts.contains(where: { ["", ".", ".."].contains($0) }) else {
      throw ConversionError(
        .usage, "the output '\(output)' is not a path below the output folder",
        advice: "Give it without '..' and without a slash at its start.")
    }
    self = .files("\(folder)/\(output)")
  }

  /// The path of a result; `nil` for one that is not written to a file here.
  func path(of part: ResultPart) -> String? {
    guard let stem else { return nil }
    switch (part.kind, self) {
    case (.whole, .file(let path)): return path
    case (.whole, _):
      let format = OutputFormat(rawValue: part.name)
      return "\(stem).\(format?.fileExtension ?? part.name)"
    case (.piece, .file): return nil
    case (.piece, _): return "\(stem)-\(part.name)"
    case (.map, _): return ResultPart(.whole, part.name).flatMap(path).map { $0 + ".map" }
    case (.picture, _): return "\(stem)_files/\(part.name).png"
    }
  }

  /// The path of a picture as seen from the document's file.
  func reference(to part: ResultPart) -> String? {
    guard let stem, part.kind == .picture else { return nil }
    return "\(SystemPath.name(of: stem))_files/\(part.name).png"
  }

  /// The path of all results without an extension.
  private var stem: String? {
    switch self {
    case .files(let stem): stem
    case .file(let path): OutputNames.withoutExtension(path)
    case .answer, .standardOutput: nil
    }
  }
}
