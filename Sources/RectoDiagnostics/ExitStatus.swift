/// How `recto` ends. The values are part of the command's interface; the man page lists them.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  case success = 0
  case internalError = 1
  case unreadableInput = 2
  case damagedInput = 3
  case unsupportedFormat = 4
  case encrypted = 5
  case missingLanguage = 6
  case unwritableOutput = 7
  case partial = 8
  case nothingConverted = 9
  case overBudget = 10
  case unconfined = 11
  case usage = 64
  case interrupted = 130

  /// The meaning, as the man page and `recto help` print it.
  public var meaning: String {
    switch self {
    case .success: "all well"
    case .internalError: "internal error"
    case .unreadableInput: "the input cannot be read"
    case .damagedInput: "the input is damaged beyond reading"
    case .unsupportedFormat: "the input's format is not read"
    case .encrypted: "the input is encrypted and the password is missing or wrong"
    case .missingLanguage: "language data for recognition is missing"
    case .unwritableOutput: "the output cannot be written"
    case .partial: "some pages or files failed, the rest is there"
    case .nothingConverted: "nothing could be converted"
    case .overBudget: "out of its time or memory budget"
    case .unconfined: "the system cannot confine the reading, and it was required"
    case .usage: "wrong usage"
    case .interrupted: "interrupted"
    }
  }
}
