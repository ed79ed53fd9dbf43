public import RectoDiagnostics
internal import RectoRendering
internal import RectoTree

/// A format that documents are written in.
public enum OutputFormat: String, Sendable, CaseIterable {
  case markdown = "md"
  case html
  case json
  case text
  case jsonLines = "jsonl"
  case hocr
  case alto
  /// Parts that keep to a budget, as JSON Lines and as Markdown.
  case chunks
  case chunksMarkdown = "chunks-md"
  /// The original with its recognised words as invisible text over them.
  case pdf

  /// What tables alone are written in, by 'recto tables', that documents are not.
  public static let ofTables: Set<String> = ["csv", "tsv", "xlsx"]

  public var fileExtension: String {
    switch self {
    case .text: "txt"
    case .alto: "alto.xml"
    case .chunks: "chunks.jsonl"
    case .chunksMarkdown: "chunks.md"
    default: rawValue
    }
  }

  /// Whether words and their boxes are needed.
  var needsGlyphs: Bool { self == .hocr || self == .alto || self == .pdf }

  /// Whether it can be told of each byte where it comes from.
  public var hasSourceMap: Bool { self == .markdown || self == .html || self == .text }

  /// Whether it is cut to a budget.
  public var hasChunks: Bool { self == .chunks || self == .chunksMarkdown }

  /// The format that the end of a file's name tells by more than one extension: `x.chunks.jsonl`.
  public init?(ofFile name: String) {
    let format = Self.allCases.first { format in
      format.fileExtension.contains(".") && name.lowercased().hasSuffix("." + format.fileExtension)
    }
    guard let format else { return nil }
    self = format
  }

  public init(named name: String) throws(ConversionError) {
    switch name.lowercased() {
    case "md", "markdown", "gfm": self = .markdown
    case "html", "htm": self = .html
    case "json": self = .json
    case "text", "txt", "plain": self = .text
    case "jsonl", "ndjson": self = .jsonLines
    case "hocr": self = .hocr
    case "alto", "xml": self = .alto
    case "chunks": self = .chunks
    case "chunks-md": self = .chunksMarkdown
    case "pdf": self = .pdf
    default:
      let isOfTables = Self.ofTables.contains(name.lowercased())
      throw ConversionError(
        .usage, "'\(name)' is not an output format\(isOfTables ? " of documents" : "")",
        advice: isOfTables
          ? "Tables alone are written by 'recto tables'; -t json has all of them in one file."
          : "The formats are \(Self.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
  }

  /// `nil` for formats that are no text.
  func renderer(for document: Document, options: RenderingOptions) -> (any Renderer)? {
    switch self {
    case .markdown: MarkdownRenderer(document, options: options)
    case .html: HTMLRenderer(document, options: options)
    case .json, .jsonLines: JSONRenderer(document, options: options)
    case .text: PlainTextRenderer(document, options: options)
    case .hocr: HOCRRenderer(document, options: options)
    case .alto: ALTORenderer(document, options: options)
    case .chunks: ChunksRenderer(document, options: options)
    case .chunksMarkdown: ChunksRenderer(document, options: options, as: .markdown)
    case .pdf: nil
    }
  }
}
