/// How tokenizers split a text into words that they take by themselves.
struct TextSplitter {
  /// Those that are known.
  static let kinds: Set<String> = [
    "ByteLevel", "BertPreTokenizer", "Whitespace", "WhitespaceSplit", "Metaspace", "Punctuation",
    "Digits", "Split", "CharDelimiterSplit", "Sequence",
  ]

  /// What GPT-2 takes for words, and all that leave it to their ByteLevel.
  private static let words =
    #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

  private let steps: [TokenizerFile.Step]
  private let patterns: [Regex<AnyRegexOutput>?]

  init(_ tokenizer: Tokenizer) {
    steps = tokenizer.splitters
    patterns = steps.map { step in
      let pattern: String? =
        switch step.type {
        case "ByteLevel": step.useRegex ?? true ? Self.words : nil
        case "Whitespace": #"\w+|[^\w\s]+"#
        default: step.pattern?.regex
        }
      return pattern.flatMap { try? Regex($0).matchingSemantics(.unicodeScalar) }
    }
  }

  /// `isFirst`: nothing stands before it.
  func words(of text: String, isFirst: Bool) -> [String] {
    var words = [text]
    for (step, pattern) in zip(steps, patterns) {
      words = words.enumerated().flatMap { i, word in
        split(word, step, pattern, isFirst: isFirst && i == 0)
      }
    }
    return words
  }

  private func split(
    _ text: String, _ step: TokenizerFile.Step, _ pattern: Regex<AnyRegexOutput>?, isFirst: Bool
  ) -> [String] {
    switch step.type {
    case "ByteLevel":
      let spaced =
        step.addPrefixSpace ?? true && isFirst && !text.hasPrefix(" ") ? " " + text : text
      let words = pattern.map { Self.parts(of: spaced, by: $0).map(\.text) } ?? [spaced[...]]
      return words.map { ByteLetters.text(of: $0) }
    case "Metaspace":
      let mark = step.replacement ?? "▁"
      let scheme = step.prependScheme ?? (step.addPrefixSpace ?? true ? "always" : "never")
      var marked = text.split(separator: " ", omittingEmptySubsequences: false).joined(
        separator: mark)
      if scheme == "always" || scheme == "first" && isFirst, !marked.hasPrefix(mark) {
        marked = mark + marked
      }
      return step.split ?? true ? Self.split(marked, before: mark) : [marked]
    case "WhitespaceSplit":
      return Self.runs(of: text) { $0.properties.isWhitespace ? .removed : .joined }
    case "Whitespace":
      return pattern.map { Self.parts(of: text, by: $0).filter(\.isMatch).map { String($0.text) } }
        ?? [text]
    case "BertPreTokenizer":
      return Self.runs(of: text) {
        $0.properties.isWhitespace ? .removed : Self.isPunctuation($0) ? .isolated : .joined
      }
    case "Punctuation":
      return Self.arranged(
        Self.runs(of: text) { Self.isPunctuation($0) ? .isolated : .joined }.map {
          Part(text: $0[...], isMatch: $0.unicodeScalars.first.map(Self.isPunctuation) ?? false)
        }, step.behavior ?? "Isolated")
    case "Digits":
      let isSingle = step.individualDigits ?? false
      return Self.runs(of: text) {
        $0.properties.numericType == nil ? .joined : isSingle ? .isolated : .other
      }
    case "CharDelimiterSplit":
      return text.split { String($0) == step.delimiter }.map(String.init)
    case "Split":
      var parts: [Part]
      if let pattern {
        parts = Self.parts(of: text, by: pattern)
      } else if let string = step.pattern?.string, !string.isEmpty {
        parts = Self.parts(of: text, by: string)
      } else {
        return [text]
      }
      if step.invert ?? false {
        for i in parts.indices { parts[i].isMatch.toggle() }
      }
      return Self.arranged(parts, step.behavior ?? "Isolated")
    default: return [text]
    }
  }

  private struct Part {
    var text: Substring
    var isMatch: Bool
  }

  /// What matches, and what stands between.
  private static func parts(of text: String, by pattern: Regex<AnyRegexOutput>) -> [Part] {
    var parts: [Part] = []
    var place = text.startIndex
    for match in text.matches(of: pattern) where !match.range.isEmpty {
      if place < match.range.lowerBound {
        parts.append(Part(text: text[place..<match.range.lowerBound], isMatch: false))
      }
      parts.append(Part(text: text[match.range], isMatch: true))
      place = match.range.upperBound
    }
    if place < text.endIndex { parts.append(Part(text: text[place...], isMatch: false)) }
    return parts
  }

  private static func parts(of text: String, by string: String) -> [Part] {
    var parts: [Part] = []
    let scalars = text.unicodeScalars
    let sought = Array(string.unicodeScalars)
    var (place, start) = (scalars.startIndex, scalars.startIndex)
    while place < scalars.endIndex {
      guard scalars[place...].starts(with: sought) else {
        place = scalars.index(after: place)
        continue
      }
      let end = scalars.index(place, offsetBy: sought.count)
      if start < place { parts.append(Part(text: text[start..<place], isMatch: false)) }
      parts.append(Part(text: text[place..<end], isMatch: true))
      (place, start) = (end, end)
    }
    if start < place { parts.append(Part(text: text[start...], isMatch: false)) }
    return parts
  }

  private static func arranged(_ parts: [Part], _ behaviour: String) -> [String] {
    var words: [String] = []
    var joins = false
    var wasMatch = false
    for part in parts {
      switch behaviour {
      case "Removed": if !part.isMatch { words.append(String(part.text)) }
      case "MergedWithPrevious":
        if part.isMatch, !words.isEmpty, !wasMatch {
          words[words.count - 1] += part.text
        } else {
          words.append(String(part.text))
        }
      case "MergedWithNext":
        if joins { words[words.count - 1] += part.text } else { words.append(String(part.text)) }
        joins = part.isMatch
      case "Contiguous":
        if !words.isEmpty, wasMatch == part.isMatch {
          words[words.count - 1] += part.text
        } else {
          words.append(String(part.text))
        }
      default: words.append(String(part.text))
      }
      wasMatch = part.isMatch
    }
    return words
  }

  private static func split(_ text: String, before mark: String) -> [String] {
    var words: [String] = []
    for character in text.unicodeScalars {
      if words.isEmpty || String(character) == mark { words.append("") }
      words[words.count - 1].unicodeScalars.append(character)
    }
    return words
  }

  /// What becomes of a character: left out, a word by itself, or of a word with those beside it.
  private enum Fate { case removed, isolated, joined, other }

  private static func runs(of text: String, _ fate: (Unicode.Scalar) -> Fate) -> [String] {
    var words: [String] = []
    var last = Fate.removed
    for scalar in text.unicodeScalars {
      let fate = fate(scalar)
      if fate != .removed {
        if fate != last || fate == .isolated { words.append("") }
        words[words.count - 1].unicodeScalars.append(scalar)
      }
      last = fate
    }
    return words
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
    default: break
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }
}
