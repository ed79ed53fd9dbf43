/// Characters that fill a square each: ideographs, kana, syllables of Hangul.
enum Ideographs {
  static func contains(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x323AF: true
    default: false
    }
  }

  /// Marks that stand between them and fill a square, too: their white is their own.
  static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3001...0x3003, 0x3008...0x301F, 0xFF01...0xFF60: true
    default: false
    }
  }
}
