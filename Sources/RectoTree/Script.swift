/// What writing system a scalar belongs to, as far as spacing and direction depend on it.
package enum Script {
  /// Written without spaces: ideographs, kana, their punctuation and full-width forms.
  package static func isIdeographic(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E80...0x303E, 0x3041...0x312F, 0x3190...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Strongly right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms.
  package static func isRightToLeft(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      !(0x660...0x669).contains(scalar) && !(0x6F0...0x6F9).contains(scalar)
    default: false
    }
  }

  /// Combining marks of Latin, Hebrew, Arabic and the general blocks.
  package static func isCombining(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x300...0x36F, 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x610...0x61A, 0x64B...0x65F, 0x670,
      0x6D6...0x6DC, 0x6DF...0x6E4, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F:
      true
    default: false
    }
  }
}
