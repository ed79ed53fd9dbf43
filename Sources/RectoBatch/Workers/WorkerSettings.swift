internal import Poppler
internal import RectoDiagnostics
internal import RectoOCR
internal import RectoRendering
public import RectoSystem
internal import RectoTokens

/// What all documents of some workers have in common.
public struct WorkerSettings: Sendable {
  /// Options where a request says nothing.
  public var options = OptionValues()
  /// That the options name, once it is read.
  private(set) var tokenizer: Tokenizer?
  public var from: String?
  public var password: String?
  /// What standard input held, for the path `-`.
  public var standardInput: [UInt8] = []
  /// The folder that results go below; without it no request may name an output.
  public var folder: String?
  /// Whether a request may name any file, or standard output, for its result.
  public var isDirect = false
  /// Whether what libraries print on standard error is let through.
  public var isVerbose = false

  /// What is read: no result takes its place, by whatever path, link, or name in other capitals.
  private(set) var inputs: Set<FileFacts.Identity> = []

  public init() {}

  /// Models put a token before a text and one behind it, some two.
  private static let mostAround = 4

  /// Reads what all documents need besides themselves. Workers can no longer do so.
  mutating func prepare() throws(ConversionError) {
    guard tokenizer == nil, let path = options.tokenizer else { return }
    let bytes = try InputFile.read(path)
    let made = try Tokenizer(
      json: bytes, name: ShellWord.quoted(path), digest: Digest.sha256(bytes)
    ) { text, form in
      switch form {
      case .nfc: text.normalized(.canonicalComposed)
      case .nfd: text.normalized(.canonicalDecomposed)
      case .nfkc: text.normalized(.compatibleComposed)
      case .nfkd: text.normalized(.compatibleDecomposed)
      }
    }
    let size = options.chunkSize ?? ChunkOptions().size
    guard made.fixed <= Self.mostAround || size - made.fixed >= ChunkOptions.leastSize else {
      throw ConversionError(
        .usage,
        "\(ShellWord.quoted(path)) puts \(made.fixed) tokens around each text, and chunks have \(size)",
        advice: "Give --chunk-size \(made.fixed + ChunkOptions.leastSize) or more.")
    }
    tokenizer = made
  }

  /// Adds to what no result may replace.
  public mutating func protect(_ paths: [String]) {
    for path in paths {
      if let facts = try? FileFacts(path), facts.kind == .file { inputs.insert(facts.identity) }
    }
  }

  /// Whether a path leads to what no result may replace.
  func protects(_ path: String) -> Bool {
    (try? FileFacts(path)).map { inputs.contains($0.identity) } ?? false
  }

  /// What a worker can read besides the document.
  func readable(tessdata: String?) -> [String] {
    guard let given = tessdata ?? options.tessdata ?? LanguageCatalogue.named else {
      return ReadablePlaces.all
    }
    return ReadablePlaces.all + LanguageCatalogue(folder: given).files
  }

  /// Whether that is what is open.
  public func protects(_ descriptor: Descriptor) -> Bool {
    (try? FileFacts(of: descriptor)).map { inputs.contains($0.identity) } ?? false
  }
}
