/// What a symbol is to its neighbours, as TeX has it: it decides the space between them.
enum MathClass {
  case ordinary, large, binary, relation, open, close, punctuation, inner

  init(of scalar: UInt32) {
    self =
      if Self.larges.contains(scalar) || Self.integrals.contains(scalar) {
        .large
      } else if Self.isRelation(scalar) {
        .relation
      } else if Self.isBinary(scalar) {
        .binary
      } else if Self.opening.contains(scalar) {
        .open
      } else if Self.closing.contains(scalar) {
        .close
      } else if scalar == 0x2C || scalar == 0x3B {
        .punctuation
      } else if scalar == 0x2026 || scalar == 0x22EF || scalar == 0x22F1 {
        .inner
      } else {
        .ordinary
      }
  }

  private static let larges: Set<UInt32> = [
    0x220F, 0x2210, 0x2211, 0x22C0, 0x22C1, 0x22C2, 0x22C3, 0x2A00, 0x2A01, 0x2A02, 0x2A04, 0x2A06,
  ]
  static let opening: Set<UInt32> = [0x28, 0x5B, 0x7B, 0x2308, 0x230A, 0x27E8, 0x2329, 0x27E6]
  static let closing: Set<UInt32> = [0x29, 0x5D, 0x7D, 0x2309, 0x230B, 0x27E9, 0x232A, 0x27E7]

  static func isDelimiter(_ scalar: UInt32) -> Bool {
    opening.contains(scalar) || closing.contains(scalar)
  }

  /// Whether a sign is a bar that opens as well as closes.
  static func isUpright(_ scalar: UInt32) -> Bool {
    scalar == 0x7C || scalar == 0x2016 || scalar == 0x2223 || scalar == 0x2225
  }

  static let integrals: ClosedRange<UInt32> = 0x222B...0x2233

  private static func isBinary(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2A, 0x2B, 0x2D, 0xB1, 0xB7, 0xD7, 0xF7, 0x2020, 0x2021, 0x2022, 0x2212...0x2219, 0x2227,
      0x2228, 0x2229, 0x222A, 0x2240, 0x228C...0x228E, 0x2293...0x22A1, 0x22BA...0x22BC,
      0x22C4...0x22C6, 0x22C9...0x22CC, 0x22CE, 0x22CF, 0x22D2, 0x22D3, 0x25B3, 0x25B7, 0x25BD,
      0x25C1, 0x25CB, 0x29F5, 0x2A3F:
      scalar != 0x2215
    default: false
    }
  }

  private static func isRelation(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3A, 0x3C...0x3E, 0x2190...0x21FF, 0x2208...0x220D, 0x221D, 0x2223...0x2226,
      0x2234...0x223F,
      0x2241...0x228B, 0x228F...0x2292, 0x22A2...0x22B8, 0x22C8, 0x22CD, 0x22D0, 0x22D1,
      0x22D4...0x22ED, 0x2322, 0x2323, 0x27C2, 0x27F0...0x27FF, 0x2900...0x297F, 0x2A6F...0x2ABA:
      scalar != 0x22A4 && scalar != 0x22A5 && scalar != 0x2191 && scalar != 0x2193
    default: false
    }
  }

  /// The space that TeX sets between two classes, in ems; none but thin spaces beside operators in
  /// scripts (The TeXbook, chapter 18).
  static func space(_ left: MathClass, _ right: MathClass, inScript: Bool) -> Float {
    let thin: Float = 1 / 6
    let medium: Float = inScript ? 0 : 2 / 9
    let thick: Float = inScript ? 0 : 5 / 18
    let light: Float = inScript ? 0 : thin
    switch (left, right) {
    case (.punctuation, _): return light
    case (.open, _), (_, .close), (.relation, .relation): return 0
    case (.inner, .punctuation): return light
    case (_, .punctuation): return 0
    case (.relation, _), (_, .relation): return thick
    case (.binary, _), (_, .binary): return medium
    case (.large, .open): return 0
    case (.large, _), (_, .large): return thin
    case (.inner, _), (_, .inner): return light
    default: return 0
    }
  }
}
