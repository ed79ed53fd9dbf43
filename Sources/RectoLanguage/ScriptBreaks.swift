/// Where text of scripts without blanks between words may be parted.
enum ScriptBreaks {
  /// How good a place is between two characters that stand side by side; `nil` if it is none.
  static func kind(
    between last: Unicode.Scalar, and next: Unicode.Scalar, before following: Unicode.Scalar?
  ) -> TextBreak.Kind? {
    let (a, b) = (last.value, next.value)
    // Below these are scripts whose words are parted by blanks.
    guard a >= 0x0E00 || b >= 0x0E00 else { return nil }
    if isJoined(next) { return nil }
    if isIdeographic(a) || isIdeographic(b) {
      if cannotBegin.contains(next) || cannotEnd.contains(last) { return nil }
      if isKatakana(a), isKatakana(b) { return nil }
      if clauseEnds.contains(last) { return .clause }
      return .word
    }
    switch b {
    // Thai and Lao: vowels that stand before the consonant they follow in speech begin a syllable.
    case 0x0E40...0x0E44:
      return (0x0E01...0x0E5B).contains(a) && !(0x0E40...0x0E44).contains(a) ? .syllable : nil
    case 0x0EC0...0x0EC4:
      return (0x0E81...0x0EDF).contains(a) && !(0x0EC0...0x0EC4).contains(a) ? .syllable : nil
    // Khmer: a consonant that is not below another.
    case 0x1780...0x17A2: return (0x1780...0x17D3).contains(a) && a != 0x17D2 ? .syllable : nil
    // Burmese: a consonant that neither ends a syllable nor stands over or below another.
    case 0x1000...0x1021, 0x103F:
      let closes = following.map { $0.value == 0x103A || $0.value == 0x1039 } ?? false
      return (0x1000...0x109F).contains(a) && a != 0x1039 && !closes ? .syllable : nil
    default: break
    }
    // Tibetan: a dot ends each syllable.
    if a == 0x0F0B || a == 0x0F0D, (0x0F40...0x0FBC).contains(b) { return .word }
    return nil
  }

  /// Whether it belongs to the character before it.
  private static func isJoined(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || scalar.properties.isGraphemeExtend
  }

  /// Ideographs, kana and the signs that are printed in their squares.
  static func isIdeographic(_ value: UInt32) -> Bool {
    switch value {
    case 0x2E80...0x303F, 0x3041...0x312F, 0x31A0...0x4DBF, 0x4E00...0xA4CF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF01...0xFF9F, 0x1B000...0x1B2FF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func isKatakana(_ value: UInt32) -> Bool {
    (0x30A1...0x30FF).contains(value) || (0x31F0...0x31FF).contains(value)
      || (0xFF66...0xFF9F).contains(value)
  }

  private static func set(_ signs: String) -> Set<Unicode.Scalar> { Set(signs.unicodeScalars) }

  /// What no line begins with (JIS X 4051), and what none ends with.
  private static let cannotBegin = set(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〗〙〞°′″℃¢％‰…‥〜～｡､･"
      + "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.;:?!)]}%")
  private static let cannotEnd = set("（〔［｛〈《「『【〖〘〝‘“([{￥＄£$#＃@＠")
  private static let clauseEnds = set("、，；：､")
}
