/// What was found out about the text that a page brings along.
public struct TextLayer: Sendable, Equatable {
  public enum Verdict: String, Sendable, CaseIterable {
    /// It says what the page shows.
    case trusted
    /// It is invisible, over a picture, and reads like text.
    case transcript
    /// There is none, or it is not used.
    case missing
    /// What it says cannot be what the page shows.
    case doubtful
  }

  public var verdict: Verdict
  /// Why; empty for a trusted layer.
  public var reason: String

  public init(_ verdict: Verdict, reason: String = "") {
    self.verdict = verdict
    self.reason = reason
  }
}
