/// What is known of scripts by their characters.
package enum Scripts {
  /// Ideographs, kana and the signs that are printed in their squares.
  package static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    ScriptBreaks.isIdeographic(scalar.value)
  }

  /// Thai, Lao, Tibetan, Burmese, Khmer: letters whose words no blanks part.
  package static func hasNoBlanks(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1780...0x17FF, 0x19E0...0x19FF: true
    default: false
    }
  }
}
