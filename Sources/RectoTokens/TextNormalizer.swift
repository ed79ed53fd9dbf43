internal import RectoGeometry

/// What tokenizers do to a text before they split it.
struct TextNormalizer {
  /// Those that are known.
  static let kinds: Set<String> = [
    "BertNormalizer", "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Strip", "Nmt",
    "Replace", "Prepend", "Precompiled", "ByteLevel", "Sequence",
  ]

  private let steps: [TokenizerFile.Step]
  private let patterns: [Regex<AnyRegexOutput>?]
  private let form: @Sendable (String, Tokenizer.Form) -> String

  init(_ tokenizer: Tokenizer) {
    steps = tokenizer.normalizers
    patterns = steps.map { step in
      step.pattern?.regex.flatMap { try? Regex($0).matchingSemantics(.unicodeScalar) }
    }
    form = tokenizer.form
  }

  /// `isFirst`: nothing stands before it.
  func normalized(_ text: String, isFirst: Bool) -> String {
    var text = text
    for (step, pattern) in zip(steps, patterns) {
      switch step.type {
      case "NFC": text = form(text, .nfc)
      case "NFD": text = form(text, .nfd)
      case "NFKC": text = form(text, .nfkc)
      case "NFKD": text = form(text, .nfkd)
      // Most are the same as this.
      case "Precompiled": text = withoutControls(form(text, .nfkc))
      case "Nmt": text = withoutControls(text)
      case "Lowercase": text = text.lowercased()
      case "StripAccents": text = withoutAccents(text)
      case "BertNormalizer": text = bert(step, text)
      case "Prepend": if isFirst { text = (step.prepend ?? "") + text }
      case "Replace":
        let content = step.content ?? ""
        if let pattern {
          text.replace(pattern) { _ in content }
        } else if let string = step.pattern?.string, !string.isEmpty {
          text = Self.replaced(string, by: content, in: text)
        }
      case "ByteLevel": text = ByteLetters.text(of: text)
      default: break
      }
    }
    return text
  }

  private func bert(_ step: TokenizerFile.Step, _ text: String) -> String {
    var text = text
    if step.cleanText ?? true { text = withoutControls(text) }
    if step.handleChineseChars ?? true {
      var spaced = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        if Self.isIdeograph(scalar) {
          spaced.append(contentsOf: [" ", scalar, " "])
        } else {
          spaced.append(scalar)
        }
      }
      text = String(spaced)
    }
    let lowers = step.lowercase ?? true
    if step.stripAccents ?? lowers { text = withoutAccents(form(text, .nfd)) }
    return lowers ? text.lowercased() : text
  }

  private func withoutAccents(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }))
  }

  private func withoutControls(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.compactMap { scalar in
          if scalar.properties.isWhitespace { return " " }
          if scalar.value == 0xFFFD { return nil }
          switch scalar.properties.generalCategory {
          case .control, .format, .privateUse, .unassigned: return nil
          default: return scalar
          }
        }))
  }

  private static func replaced(_ part: String, by other: String, in text: String) -> String {
    let (old, new, bytes) = (Array(part.utf8), Array(other.utf8), Array(text.utf8))
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place...].starts(with: old) {
        result += new
        place += old.count
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2CEAF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}

/// The letters that stand for bytes in vocabularies of bytes.
enum ByteLetters {
  private static let letters: [Unicode.Scalar] = {
    var next: UInt32 = 0x100
    return (0...255).map { (byte: UInt32) in
      switch byte {
      case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: return Unicode.Scalar(byte) ?? " "
      default:
        defer { next += 1 }
        return Unicode.Scalar(next) ?? " "
      }
    }
  }()

  static func text(of text: some StringProtocol) -> String {
    String(String.UnicodeScalarView(text.utf8.map { letters[Int($0)] }))
  }
}
