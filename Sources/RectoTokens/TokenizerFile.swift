internal import FoundationEssentials

/// A `tokenizer.json` as the library `tokenizers` writes it, as far as counting goes.
struct TokenizerFile: Decodable {
  var model: Model
  var normalizer: Step?
  var splitter: Step?
  var processor: Processor?

  private enum CodingKeys: String, CodingKey {
    case model, normalizer
    case splitter = "pre_tokenizer"
    case processor = "post_processor"
  }

  /// A step before the model: a normalizer or a pre-tokenizer. Which members it has, its type says.
  struct Step: Decodable, Sendable {
    var type: String
    var normalizers: [Step]?
    var pretokenizers: [Step]?
    var lowercase: Bool?
    var stripAccents: Bool?
    var handleChineseChars: Bool?
    var cleanText: Bool?
    var prepend: String?
    var pattern: Pattern?
    var content: String?
    var addPrefixSpace: Bool?
    var useRegex: Bool?
    var replacement: String?
    var prependScheme: String?
    var split: Bool?
    var behavior: String?
    var invert: Bool?
    var individualDigits: Bool?
    var delimiter: String?

    private enum CodingKeys: String, CodingKey {
      case type, normalizers, pretokenizers, lowercase, prepend, pattern, content, replacement,
        split,
        behavior, invert, delimiter
      case stripAccents = "strip_accents"
      case handleChineseChars = "handle_chinese_chars"
      case cleanText = "clean_text"
      case addPrefixSpace = "add_prefix_space"
      case useRegex = "use_regex"
      case prependScheme = "prepend_scheme"
      case individualDigits = "individual_digits"
    }

    /// The steps of a sequence, one after the other.
    var all: [Step] { (normalizers ?? pretokenizers).map { $0.flatMap(\.all) } ?? [self] }
  }

  struct Pattern: Decodable, Sendable {
    var string: String?
    var regex: String?

    private enum CodingKeys: String, CodingKey {
      case string = "String"
      case regex = "Regex"
    }
  }

  struct Processor: Decodable {
    var type: String
    var single: [Piece]?
    var processors: [Processor]?

    struct Piece: Decodable {
      var special: Special?

      struct Special: Decodable { var id: String }

      private enum CodingKeys: String, CodingKey { case special = "SpecialToken" }
    }

    /// How many tokens it puts around a text.
    var added: Int {
      switch type {
      case "BertProcessing", "RobertaProcessing": 2
      case "TemplateProcessing": single?.count { $0.special != nil } ?? 0
      case "Sequence": processors?.reduce(0) { $0 + $1.added } ?? 0
      default: 0
      }
    }
  }

  struct Model: Decodable {
    var type: String
    /// Tokens by their numbers, or with their scores.
    var vocabulary: [String: Int32] = [:]
    var scores: [(token: String, score: Float)] = []
    var merges: [(String, String)] = []
    var unknown: String?
    var unknownNumber: Int?
    var prefix: String?
    var suffix: String?
    var longestWord: Int?
    var fallsBackToBytes = false
    var takesWholeWords = false

    private enum CodingKeys: String, CodingKey {
      case type, vocab, merges
      case unknown = "unk_token"
      case unknownNumber = "unk_id"
      case prefix = "continuing_subword_prefix"
      case suffix = "end_of_word_suffix"
      case longestWord = "max_input_chars_per_word"
      case byteFallback = "byte_fallback"
      case ignoreMerges = "ignore_merges"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: CodingKeys.self)
      let isBytePair = members.contains(.merges)
      let numbers = try? members.decode([String: Int32].self, forKey: .vocab)
      // Files of old have no type.
      type =
        try members.decodeIfPresent(String.self, forKey: .type)
        ?? (isBytePair ? "BPE" : numbers == nil ? "Unigram" : "WordPiece")
      if let numbers {
        vocabulary = numbers
      } else {
        scores = try members.decode([Scored].self, forKey: .vocab).map { ($0.token, $0.score) }
      }
      if isBytePair {
        merges = try members.decode([Pair].self, forKey: .merges).map { ($0.first, $0.second) }
      }
      unknown = try? members.decodeIfPresent(String.self, forKey: .unknown)
      unknownNumber = try members.decodeIfPresent(Int.self, forKey: .unknownNumber)
      prefix = try members.decodeIfPresent(String.self, forKey: .prefix)
      suffix = try members.decodeIfPresent(String.self, forKey: .suffix)
      longestWord = try members.decodeIfPresent(Int.self, forKey: .longestWord)
      fallsBackToBytes = try members.decodeIfPresent(Bool.self, forKey: .byteFallback) ?? false
      takesWholeWords = try members.decodeIfPresent(Bool.self, forKey: .ignoreMerges) ?? false
    }

    private struct Scored: Decodable {
      var token: String
      var score: Float

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        token = try values.decode(String.self)
        score = try values.decode(Float.self)
      }
    }

    /// `"a b"`, or `["a", "b"]`.
    private struct Pair: Decodable {
      var first: String
      var second: String

      init(from decoder: any Decoder) throws {
        if var values = try? decoder.unkeyedContainer() {
          first = try values.decode(String.self)
          second = try values.decode(String.self)
          return
        }
        let text = try decoder.singleValueContainer().decode(String.self)
        let scalars = text.unicodeScalars
        let space = scalars.firstIndex(of: " ") ?? scalars.endIndex
        first = String(scalars[..<space])
        second = String(scalars[space...].dropFirst())
      }
    }
  }
}
