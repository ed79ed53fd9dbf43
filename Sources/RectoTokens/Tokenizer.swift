internal import FoundationEssentials
public import RectoDiagnostics

/// A tokenizer of a language model, as far as counting tokens goes.
public struct Tokenizer: Sendable, Equatable {
  /// What Unicode's normal forms are called.
  public enum Form: String, Sendable { case nfc, nfd, nfkc, nfkd }

  /// Tells two files apart.
  public let digest: String
  /// So many tokens are put around each text.
  package let fixed: Int
  let normalizers: [TokenizerFile.Step]
  let splitters: [TokenizerFile.Step]
  let model: Model
  /// Brings a text into a normal form.
  let form: @Sendable (String, Form) -> String

  enum Model: Sendable {
    case bytePairs(BytePairs)
    case wordPieces(WordPieces)
    case unigrams(Unigrams)
  }

  /// Reads a `tokenizer.json`. `name` is what it is called in messages.
  public init(
    json: [UInt8], name: String, digest: String,
    form: @escaping @Sendable (String, Form) -> String
  ) throws(ConversionError) {
    let file: TokenizerFile
    do {
      file = try JSONDecoder().decode(TokenizerFile.self, from: Data(json))
    } catch {
      throw Self.isNone(name, Self.fault(error))
    }
    let model = file.model
    switch model.type {
    case "BPE": self.model = .bytePairs(BytePairs(model))
    case "WordPiece", "WordLevel": self.model = .wordPieces(WordPieces(model))
    case "Unigram": self.model = .unigrams(Unigrams(model))
    default:
      throw ConversionError(
        .usage, "\(name): models of the kind '\(model.type)' are not read",
        advice: "Those that are: BPE, Unigram, WordPiece, WordLevel.")
    }
    guard !model.vocabulary.isEmpty || !model.scores.isEmpty else {
      throw Self.isNone(name, "its vocabulary is empty")
    }
    normalizers = file.normalizer?.all ?? []
    splitters = file.splitter?.all ?? []
    fixed = file.processor?.added ?? 0
    self.digest = digest
    self.form = form
    for step in normalizers where !TextNormalizer.kinds.contains(step.type) {
      throw Self.unread(name, "normalizer", step.type)
    }
    for step in splitters where !TextSplitter.kinds.contains(step.type) {
      throw Self.unread(name, "pre-tokenizer", step.type)
    }
    for step in normalizers + splitters {
      guard let pattern = step.pattern?.regex else { continue }
      guard (try? Regex(pattern)) != nil else {
        throw ConversionError(
          .usage, "\(name): the pattern of its \(step.type) cannot be read: \(pattern)",
          advice: "Leave --tokenizer out for an estimate, or count bytes with --chunk-unit bytes.")
      }
    }
  }

  public static func == (one: Tokenizer, other: Tokenizer) -> Bool { one.digest == other.digest }

  private static func unread(_ name: String, _ what: String, _ kind: String) -> ConversionError {
    ConversionError(
      .usage, "\(name): its \(what) '\(kind)' is not known here",
      advice: "Leave --tokenizer out for an estimate, or count bytes with --chunk-unit bytes.")
  }

  private static func isNone(_ name: String, _ fault: String) -> ConversionError {
    ConversionError(
      .usage, "\(name) is no tokenizer: \(fault)",
      advice: "Give the tokenizer.json of a Hugging Face model.")
  }

  private static func fault(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "'\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      context.codingPath.last.map { "'\($0.stringValue)' is of another kind" }
        ?? "it is of another kind"
    default: "it is no JSON"
    }
  }
}
