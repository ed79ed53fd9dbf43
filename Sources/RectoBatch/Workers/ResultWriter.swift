internal import FoundationEssentials
internal import Recto
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoTree

/// Renders the results of a conversion, in a worker.
struct ResultWriter {
  let sink: ResultSink
  let formats: [OutputFormat]
  let options: ConversionOptions
  /// Whether each is told where its bytes come from.
  var isMapped = false
  /// Makes the renderer of a format; there is none for those that are no text.
  var renderer: (OutputFormat, Document, RenderingOptions) -> (any Renderer)? = {
    $0.renderer(for: $1, options: $2)
  }

  /// `source` is the document that was converted.
  func write(
    _ result: Converter.Result, of source: [UInt8], name: String
  ) throws(ConversionError) {
    var rendering = options.rendering
    switch options.images {
    case .embed: rendering.pictures = Self.embedded(result.pictures)
    case .files: rendering.pictures = try sent(result.pictures)
    case .none: break
    }
    rendering.pictures.merge(result.addresses) { own, _ in own }
    for format in formats {
      guard let renderer = renderer(format, result.document, rendering) else {
        let layer = SearchablePDF(result, source: source, name: name, options: options)
        try sink.deliver(try layer.written(), named: format.rawValue)
        continue
      }
      try Self.rendering(name, as: format) {
        if sink.places == .standardOutput, !isMapped {
          sink.begins()
          var output = Output { try OutputFile.toStandardOutput($0) }
          try renderer.render(to: &output)
          try output.finish()
        } else {
          var output = Output(isMapped: isMapped)
          try renderer.render(to: &output)
          try sink.deliver(output, named: format.rawValue, isJSON: format == .json)
          if isMapped {
            try sink.deliver(
              map(of: output, as: format, in: result.document), generator: rendering.generator)
          }
        }
      }
    }
  }

  private func map(
    of output: Output, as format: OutputFormat, in document: Document
  ) -> SourceMap {
    let grain: SourceMap.Grain =
      options.rendering.characters ? .character : options.rendering.words ? .word : .line
    return SourceMap(of: output, as: format.rawValue, in: document, grain: grain)
  }

  /// Writes a document piece by piece as JSON Lines. `sent` pages went to standard output before.
  func stream(
    from sent: Int, report: @escaping (WorkerMessage) -> Void,
    _ convert: (_ receive: (Document) throws -> Void) throws(ConversionError) -> Void
  ) throws(ConversionError) {
    let renderer = JSONLinesRenderer(options: options.rendering)
    let name = OutputFormat.jsonLines.rawValue
    var text = ""
    var pages = sent
    var missing: [Int] = []
    try convert { document in
      var piece = pages == 0 ? renderer.head(document) : ""
      for page in document.pages { piece += renderer.line(page, of: document) }
      missing += document.pages.filter(\.failed).map { $0.index + 1 }
      pages += document.pages.count
      if sink.places == .answer {
        text += piece
      } else {
        try sink.append(piece, named: name)
        if sink.places == .standardOutput { report(.sent(pages)) }
      }
    }
    text += renderer.foot(pages: pages, missing: missing)
    if sink.places == .answer {
      try sink.deliver(text, named: name, isJSON: false)
    } else {
      try sink.append(text, named: name)
    }
  }

  /// A renderer that fails has written half a document at best.
  private static func rendering(
    _ name: String, as format: OutputFormat, _ body: () throws -> Void
  ) throws(ConversionError) {
    do {
      try body()
    } catch {
      throw error as? ConversionError
        ?? ConversionError(
          .internalError, "\(name): it cannot be written as \(format.rawValue): \(error)",
          advice: "Please report the document.")
    }
  }

  /// Sends pictures, and says where each will be as seen from the document.
  private func sent(
    _ pictures: [(name: String, png: [UInt8])]
  ) throws(ConversionError) -> [String: String] {
    var references: [String: String] = [:]
    for picture in pictures {
      guard let part = ResultPart(.picture, picture.name),
        let reference = sink.places.reference(to: part)
      else { continue }
      try sink.send(part, picture.png)
      references[picture.name] = reference
    }
    return references
  }

  private static func embedded(_ pictures: [(name: String, png: [UInt8])]) -> [String: String] {
    Dictionary(
      pictures.map { ($0.name, "data:image/png;base64," + Data($0.png).base64EncodedString()) }
    ) { first, _ in first }
  }
}
