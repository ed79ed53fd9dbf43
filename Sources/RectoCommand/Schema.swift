internal import ArgumentParser
internal import RectoRendering
internal import RectoSystem

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Print the JSON Schema of the JSON output, of a line of JSON Lines, of chunks, or of source maps."
  )

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case document
    case pages
    case chunk
    case sourceMap = "source-map"
  }

  @Argument(
    help:
      "What is described: document (the default), pages (a line of -t jsonl), chunk or source-map.")
  var kind = Kind.document

  func run() throws {
    switch kind {
    case .document: try StandardStreams.write(DocumentSchema.json + "\n")
    case .pages: try StandardStreams.write(DocumentSchema.lines + "\n")
    case .chunk: try StandardStreams.write(ChunkSchema.json + "\n")
    case .sourceMap: try StandardStreams.write(SourceMapSchema.json + "\n")
    }
  }
}
