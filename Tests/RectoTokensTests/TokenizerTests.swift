import Foundation
import Poppler
import RectoDiagnostics
import RectoTesting
import Testing

@testable import RectoTokens

/// Tokens are counted as the library counts them that writes `tokenizer.json`.
@Suite struct TokenizerTests {
  private static func tokenizer(_ json: [UInt8]) throws -> Tokenizer {
    try Tokenizer(json: json, name: "t.json", digest: "") { text, form in
      switch form {
      case .nfc: text.normalized(.canonicalComposed)
      case .nfd: text.normalized(.canonicalDecomposed)
      case .nfkc: text.normalized(.compatibleComposed)
      case .nfkd: text.normalized(.compatibleDecomposed)
      }
    }
  }

  private struct Counts: Decodable {
    var texts: [String]
    var counts: [String: [Int]]
  }

  @Test(arguments: [
    "byte-pairs", "byte-pairs-by-pattern", "character-pairs", "word-pieces", "unigrams",
  ])
  func countsAsTheLibraryDoes(name: String) throws {
    let counts = try JSONDecoder().decode(
      Counts.self, from: Data(Fixtures.bytes("Tokenizers/counts.json")))
    var counter = TokenCounter(
      try Self.tokenizer(Fixtures.bytes("Tokenizers/\(name).json")))
    let expected = try #require(counts.counts[name])
    for (text, count) in zip(counts.texts, expected) {
      #expect(
        counter.count(Array(text.utf8)[...]) + counter.fixed == count, "\(text.prefix(60))")
    }
  }

  @Test(arguments: [
    ("[", "it is no JSON"), ("{}", "'model' is missing"),
    (#"{"model": {"type": "BPE", "merges": []}}"#, "'vocab' is missing"),
    (#"{"model": {"type": "BPE", "vocab": {}, "merges": []}}"#, "its vocabulary is empty"),
    (
      #"{"model": {"type": "Bytes", "vocab": {"a": 1}}}"#, "models of the kind 'Bytes' are not read"
    ),
    (
      #"{"normalizer": {"type": "Rot13"}, "model": {"type": "WordPiece", "vocab": {"a": 1}}}"#,
      "its normalizer 'Rot13' is not known here"
    ),
    (
      #"{"pre_tokenizer": {"type": "Split", "pattern": {"Regex": "("}, "behavior": "Isolated"}, "#
        + #""model": {"type": "WordPiece", "vocab": {"a": 1}}}"#,
      "the pattern of its Split cannot be read: ("
    ),
  ])
  func saysWhyAFileIsNone(json: String, reason: String) {
    #expect {
      try Self.tokenizer(Array(json.utf8))
    } throws: { error in
      (error as? ConversionError)?.message.hasSuffix(reason) ?? false
    }
  }
}
