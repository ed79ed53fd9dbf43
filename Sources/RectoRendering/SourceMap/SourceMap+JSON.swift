internal import FoundationEssentials
public import RectoDiagnostics
internal import RectoGeometry

extension SourceMap {
  /// JSON with a line for each range.
  public func json(generator: String) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.string("schema", Self.schema)
      writer.string("generator", generator)
      writer.string("format", format)
      writer.int("bytes", bytes)
      writer.array("pages") { writer in
        for page in pages {
          writer.object { writer in
            writer.int("page", page.index + 1)
            writer.number("width", page.width)
            writer.number("height", page.height)
          }
        }
      }
      writer.lines("ranges", ranges) { range, writer in self.range(range, &writer) }
    }
    return writer.take() + "\n"
  }

  private func range(_ range: Range, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.int("start", range.bytes.lowerBound)
      writer.int("end", range.bytes.upperBound)
      writer.string("block", range.block)
      writer.int("page", range.page + 1)
      writer.box("box", range.box)
      if let corners = range.corners {
        writer.array("quad") { writer in
          for corner in corners {
            writer.number(nil, corner.x)
            writer.number(nil, corner.y)
          }
        }
      }
      writer.array("glyphs") { writer in
        for glyphs in range.glyphs {
          writer.array { writer in
            writer.int(nil, Int(glyphs.lowerBound))
            writer.int(nil, Int(glyphs.upperBound))
          }
        }
      }
      if let confidence = range.confidence { writer.number("confidence", confidence) }
      if range.isStandIn { writer.bool("standIn", true) }
    }
  }

  /// Reads a map that `name` is the file of. Says what is wrong with it, and where.
  public init(json: [UInt8], name: String) throws(ConversionError) {
    let file: File
    do {
      let head = try JSONDecoder().decode(Head.self, from: Data(json))
      guard head.schema == Self.schema else { throw Self.unread(name, head.schema) }
      file = try JSONDecoder().decode(File.self, from: Data(json))
    } catch let error as ConversionError {
      throw error
    } catch {
      throw Self.damaged(name, Self.fault(error))
    }
    if let fault = file.fault { throw Self.damaged(name, fault) }
    self.init(
      format: file.format, bytes: file.bytes,
      pages: file.pages.map { Page(index: $0.page - 1, width: $0.width, height: $0.height) },
      ranges: file.ranges.map(\.range))
  }

  /// Whether a file's bytes begin as a map does, whole or not.
  public static func isMap(_ json: [UInt8]) -> Bool {
    json.starts(with: "{\"schema\":\"recto-source-map/".utf8)
  }

  private static func damaged(_ name: String, _ fault: String) -> ConversionError {
    ConversionError(
      .damagedInput, "\(name) is no whole source map: \(fault)",
      advice: "Write it anew: convert the document with --source-map.")
  }

  private static func unread(_ name: String, _ schema: String) -> ConversionError {
    ConversionError(
      .damagedInput, "\(name) has the schema '\(schema)', and '\(Self.schema)' is what is read",
      advice: "Write it anew with this version of Recto, or use the version that wrote it.")
  }

  /// What a decoder found wrong, and where.
  private static func fault(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "it is no JSON" }
    func place(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + [key].compactMap(\.self)).reduce("") { path, key in
        key.intValue.map { "\(path)[\($0)]" }
          ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
      }
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(place(context, key)) is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "\(place(context)) is of another kind"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "\(place(context)) cannot be read"
    default: return "it is cut off or no JSON"
    }
  }

  private struct Head: Decodable { var schema: String }

  /// A map as it is in its file.
  private struct File: Decodable {
    var format: String
    var bytes: Int
    var pages: [Page]
    var ranges: [Row]

    struct Page: Decodable {
      var page: Int
      var width: Float
      var height: Float
    }

    struct Row: Decodable {
      var start: Int
      var end: Int
      var block: String
      var page: Int
      var box: [Float]?
      var quad: [Float]?
      var glyphs: [[Int32]]
      var confidence: Float?
      var standIn: Bool?

      /// A row whose numbers have been looked at.
      var range: Range {
        let box = box ?? []
        let quad = quad ?? []
        return Range(
          bytes: start..<end, block: block, page: page - 1,
          box: box.isEmpty ? .empty : Box(x0: box[0], y0: box[1], x1: box[2], y1: box[3]),
          corners: quad.isEmpty
            ? nil : stride(from: 0, to: 8, by: 2).map { Point(quad[$0], quad[$0 + 1]) },
          glyphs: glyphs.map { $0[0]...$0[1] }, confidence: confidence,
          isStandIn: standIn ?? false)
      }
    }

    /// What is wrong with its numbers.
    var fault: String? {
      let known = Set(pages.map(\.page))
      var end = 0
      var last = 0..<0
      for (i, row) in ranges.enumerated() {
        let place = "ranges[\(i)]"
        guard row.start < row.end, row.end <= bytes else {
          return "\(place) has bytes \(row.start) to \(row.end) of \(bytes)"
        }
        guard row.start >= end || row.start..<row.end == last else {
          return "\(place) begins at \(row.start), before \(end), where the one before it ends"
        }
        (end, last) = (row.end, row.start..<row.end)
        guard known.contains(row.page) else {
          return "\(place) is on page \(row.page), which is not among pages"
        }
        guard row.box.map({ $0.count == 4 }) ?? true, row.quad.map({ $0.count == 8 }) ?? true,
          row.glyphs.allSatisfy({ $0.count == 2 && $0[0] <= $0[1] })
        else { return "\(place) has a box, a quad or glyphs of a wrong length" }
      }
      return nil
    }
  }
}
