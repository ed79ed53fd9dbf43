public import RectoTree

/// A document as chunks: JSON Lines, one a chunk, or Markdown to be read.
public struct ChunksRenderer: Renderer {
  public enum Form: Sendable { case jsonLines, markdown }

  private let document: Document
  private let options: RenderingOptions
  private let form: Form

  public init(
    _ document: Document, options: RenderingOptions = RenderingOptions(), as form: Form = .jsonLines
  ) {
    (self.document, self.options, self.form) = (document, options, form)
  }

  public func render(to output: inout Output) throws {
    var chunker = try Chunker(document, options: options)
    try chunker.forEach { chunk in
      switch form {
      case .jsonLines:
        output.markup(chunk.json(unit: options.chunks.unit))
      case .markdown:
        if chunk.index > 0 { output.markup("\n") }
        output.markup(Self.remark(chunk, unit: options.chunks.unit) + "\n\n" + chunk.text + "\n")
      }
      try output.passOn()
    }
  }

  /// What is known of a chunk, as a comment.
  private static func remark(_ chunk: Chunk, unit: ChunkOptions.Unit) -> String {
    let pages = chunk.pages.map { "\($0.index + 1)" }
    let place =
      pages.isEmpty
      ? "" : ", page\(pages.count == 1 ? "" : "s") \(pages.joined(separator: ", "))"
    return "<!-- chunk \(chunk.index + 1)\(place), \(chunk.count) \(unit.rawValue), begins with "
      + "\(chunk.begins.rawValue), \(chunk.id) -->"
  }
}

extension Chunk {
  /// As a line of JSON.
  func json(unit: ChunkOptions.Unit) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.string("schema", Self.schema)
      writer.string("id", id)
      writer.int("index", index)
      writer.string("text", text)
      writer.int("count", count)
      writer.string("unit", unit.rawValue)
      writer.string("begins", begins.rawValue)
      writer.array("headings") { writer in for heading in headings { writer.string(nil, heading) } }
      writer.array("kinds") { writer in for kind in kinds { writer.string(nil, kind) } }
      writer.array("pages") { writer in
        for page in pages {
          writer.object { writer in
            writer.int("page", page.index + 1)
            writer.string("label", page.label ?? "")
            writer.array("boxes") { writer in for box in page.boxes { writer.box(nil, box) } }
          }
        }
      }
      writer.array("blocks") { writer in for block in blocks { writer.string(nil, block) } }
      writer.array("ranges") { writer in
        for range in ranges {
          writer.object { writer in
            writer.int("at", range.place)
            writer.int("start", range.bytes.lowerBound)
            writer.int("end", range.bytes.upperBound)
            writer.bool("repeated", range.isRepeated)
          }
        }
      }
      writer.int("carried_rows", carriedRows)
    }
    return writer.take() + "\n"
  }
}
