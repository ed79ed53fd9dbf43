/// Characters that fill a square each: ideographs, kana, syllables of Hangul.
enum Ideographs {
  static func contains(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x323AF: true
    default: false
    }
  }
}
