/// Unicode's raised, lowered and combining characters.
enum UnicodeScripts {
  static let superscripts = pairs("0123456789+−-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
  static let subscripts = pairs(
    "0123456789+−-=()aeoxhklmnpstijruv", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢⱼᵣᵤᵥ")
  static let accents: [String: Unicode.Scalar] = [
    "\\hat": "\u{302}", "\\widehat": "\u{302}", "\\tilde": "\u{303}", "\\widetilde": "\u{303}",
    "\\vec": "\u{20D7}", "\\bar": "\u{304}", "\\overline": "\u{305}", "\\dot": "\u{307}",
    "\\ddot": "\u{308}", "\\check": "\u{30C}", "\\breve": "\u{306}", "\\acute": "\u{301}",
    "\\grave": "\u{300}", "\\mathring": "\u{30A}", "\\underline": "\u{332}",
  ]

  private static func pairs(_ plain: String, _ small: String) -> [Character: Character] {
    Dictionary(zip(plain, small), uniquingKeysWith: { first, _ in first })
  }
}
