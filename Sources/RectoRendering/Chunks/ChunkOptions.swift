public import RectoTokens

/// How a document is cut into chunks.
public struct ChunkOptions: Sendable, Equatable {
  /// What a budget counts.
  public enum Unit: String, Sendable, CaseIterable {
    /// Of a tokenizer, or estimated.
    case tokens
    /// Of Unicode: what Python's `len` counts.
    case characters
    /// What blanks part; in scripts without blanks each ideograph, and each four letters begun.
    case words
    /// In UTF-8.
    case bytes
  }

  /// What a chunk says of its place in the document.
  public enum Context: String, Sendable, CaseIterable { case headings, none }

  /// The smallest budget: no character has more, with what a tokenizer puts around a text. In Unicode's
  /// compatible form one has 18 letters.
  public static let leastSize = 32

  /// No chunk has more, with all that is repeated in it.
  public var size = 512
  public var unit = Unit.tokens
  /// So much of what stands before a chunk is repeated in it at most.
  public var overlap = 0
  public var context = Context.headings
  /// Counts tokens; without one they are estimated.
  public var tokenizer: Tokenizer?

  public init() {}
}
