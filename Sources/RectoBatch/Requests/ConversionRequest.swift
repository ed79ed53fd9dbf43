internal import RectoDiagnostics

/// What a worker, and `recto serve-stdio`, is asked for: to convert a document, unless it says that
/// something else is wanted of it.
public struct ConversionRequest: Codable, Sendable, Equatable {
  /// Given back with the answer.
  public var id: RequestID?
  /// The document's file; `-` is what came on standard input. Or its bytes, in base64.
  public var path: String?
  public var bytes: String?
  /// For messages; the path if it is not given.
  public var name: String?
  /// The input's format, where the bytes do not tell.
  public var from: String?
  public var password: String?
  public var options: OptionValues?
  /// Only its tables, what the layout saw on a page, the account of its glyphs, or where something is.
  public var tables: TablesRequest?
  public var inspect: InspectRequest?
  public var audit: AuditRequest?
  public var locate: LocateRequest?
  /// Where the results go: files that are named by this path and their formats' extensions. Without
  /// it, the answer holds the results.
  public var output: String?
  /// The only result goes to exactly this file, or to standard output.
  public var outputFile: String?
  public var toStandardOutput: Bool?
  /// The source map of the only result goes to exactly this file.
  public var sourceMapFile: String?
  /// Whether the answer tells the hash of the document's bytes.
  public var hash: Bool?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case id, path, bytes, name, from, password, options, tables, inspect, audit, locate, output,
      outputFile, toStandardOutput, sourceMapFile, hash
  }

  public init(path: String? = nil, options: OptionValues? = nil) {
    self.path = path
    self.options = options
  }

  /// What the document is called in messages.
  public var title: String {
    if let name { return name }
    guard let path else { return "the document" }
    return path == "-" ? "standard input" : ShellWord.quoted(path)
  }
}

/// What a request is known by: a number or a string.
public enum RequestID: Codable, Sendable, Hashable {
  case number(Int)
  case fraction(Double)
  case text(String)

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let fraction = try? container.decode(Double.self) {
      self = .fraction(fraction)
    } else {
      self = .text(try container.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let number): try container.encode(number)
    case .fraction(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    }
  }
}
