internal import RectoGeometry

/// How a page was recognised.
public struct Recognition: Sendable, Equatable {
  /// Why its text layer was not enough.
  public var reason: String
  /// The languages, as Tesseract names them.
  public var languages: String
  /// The mean confidence of its words, 0 to 100, and the share of letters seen that were read.
  public var confidence: Float
  public var coverage: Float
  /// What was done.
  public var steps: [String]
  /// The share of characters in which the lines of the text layer agree with what was read in their
  /// places, where both were weighed.
  public var agreement: Float?

  public init(
    reason: String, languages: String, confidence: Float, coverage: Float, steps: [String],
    agreement: Float? = nil
  ) {
    self.reason = reason
    self.languages = languages
    self.confidence = confidence
    self.coverage = coverage
    self.steps = steps
    self.agreement = agreement
  }

  public var description: String {
    let work = steps.isEmpty ? "" : ", \(steps.joined(separator: ", "))"
    return "\(reason); \(languages), confidence \(Int(clamped: confidence)) %, coverage "
      + "\(Int(clamped: coverage * 100)) %\(work)"
  }

  /// Below these the page is flagged: of 58 pages read badly they catch 48, of 59 good ones one.
  public var isDoubtful: Bool {
    // As formats tell them, so that what is doubtful is so to their readers, too.
    (confidence * 100).rounded() < 8800 || (coverage * 100).rounded() < 50
  }
}
