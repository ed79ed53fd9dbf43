internal import FoundationEssentials
internal import Recto
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem
internal import RectoTree

/// Converts one input after the other and keeps count of how it went.
struct ConversionJob {
  let options: ConversionOptions
  let from: InputFormat?
  let formats: [OutputFormat]
  let keepsExisting: Bool
  let isQuiet: Bool
  let isVerbose: Bool
  let meter: ProgressMeter.Mode

  private var failed = 0
  private var partial = 0

  init(
    options: ConversionOptions, from: InputFormat?, formats: [OutputFormat], keepsExisting: Bool,
    isQuiet: Bool, isVerbose: Bool, meter: ProgressMeter.Mode
  ) {
    self.options = options
    self.from = from
    self.formats = formats
    self.keepsExisting = keepsExisting
    self.isQuiet = isQuiet
    self.isVerbose = isVerbose
    self.meter = meter
  }

  /// Converts an input; a failure is reported and counted, and others go on.
  mutating func attempt(_ input: String, target: OutputPlan.Target) {
    do {
      try run(input, target: target)
    } catch {
      Failure.report(error)
      failed += 1
    }
  }

  mutating func run(_ input: String, target: OutputPlan.Target) throws(ConversionError) {
    let paths = Self.paths(of: target, formats: formats)
    if keepsExisting, !paths.isEmpty,
      paths.allSatisfy({ FileManager.default.fileExists(atPath: $0) })
    {
      if isVerbose { StandardStreams.report("recto: \(paths[0]): exists, left as it is\n") }
      return
    }
    let name = Input.name(input)
    let progress = ProgressMeter(mode: isQuiet ? .none : meter, name: name)
    let converter = Converter(options) { done, total in progress.update(done, of: total) }
    let result: Converter.Result
    do {
      result = try converter.convert(try Input.read(input), name: name, as: from)
      progress.finish()
    } catch {
      progress.finish()
      throw error
    }
    report(result.document, name: name)
    try write(result, target: target, paths: paths)
    if result.document.pages.contains(where: \.failed) { partial += 1 }
  }

  /// How the whole ended, after `count` inputs.
  func status(of count: Int) -> ExitStatus {
    if failed == count && count > 1 { return .nothingConverted }
    return failed > 0 || partial > 0 ? .partial : .success
  }

  private static func paths(of target: OutputPlan.Target, formats: [OutputFormat]) -> [String] {
    switch target {
    case .standardOutput: []
    case .file(let stem, let exact):
      exact.map { [$0] } ?? formats.map { "\(stem).\($0.fileExtension)" }
    }
  }

  private func report(_ document: Document, name: String) {
    for diagnostic in document.diagnostics {
      if isQuiet && diagnostic.severity != .error { continue }
      if diagnostic.severity == .note && !isVerbose { continue }
      StandardStreams.report("recto: \(name): \(diagnostic.summary)\n")
    }
  }

  private func write(
    _ result: Converter.Result, target: OutputPlan.Target, paths: [String]
  ) throws(ConversionError) {
    var rendering = options.rendering
    switch target {
    case .standardOutput:
      if options.images == .embed { rendering.pictures = Self.embedded(result.pictures) }
      let renderer = formats[0].renderer(for: result.document, options: rendering)
      try Output.toStandardOutput { try renderer.render(to: $0) }
    case .file(let stem, _):
      if let slash = stem.lastIndex(of: "/") { try Output.makeFolder(String(stem[..<slash]) + "/") }
      var written: [String] = []
      do {
        if options.images == .embed {
          rendering.pictures = Self.embedded(result.pictures)
        } else if !result.pictures.isEmpty {
          try Output.makeFolder("\(stem)_files")
          let folder = stem.split(separator: "/").last.map(String.init) ?? stem
          for picture in result.pictures {
            let path = "\(stem)_files/\(picture.name).png"
            if !FileManager.default.fileExists(atPath: path) { written.append(path) }
            try Output.write(Data(picture.png), to: path)
            rendering.pictures[picture.name] = "\(folder)_files/\(picture.name).png"
          }
        }
        for (format, path) in zip(formats, paths) {
          var text = ""
          let renderer = format.renderer(for: result.document, options: rendering)
          try? renderer.render { text += $0 }
          if !FileManager.default.fileExists(atPath: path) { written.append(path) }
          try Output.write(Data(text.utf8), to: path)
        }
      } catch {
        // Nothing of a failed conversion stays behind; what was there before was not touched.
        for path in written { try? FileManager.default.removeItem(atPath: path) }
        throw error
      }
    }
  }

  private static func embedded(_ pictures: [(name: String, png: [UInt8])]) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: pictures.map {
        ($0.name, "data:image/png;base64," + Data($0.png).base64EncodedString())
      })
  }
}
