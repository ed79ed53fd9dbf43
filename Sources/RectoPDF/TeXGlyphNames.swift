internal import RectoGeometry

/// Unicode values of glyph names that TeX's fonts use and the Adobe Glyph List lacks.
///
/// Poppler falls back to the character code for such names, so that a summation sign arrives as
/// `X` and a large parenthesis as U+0000.
enum TeXGlyphNames {
  /// The scalar of a glyph name, or `nil` if it is not one of TeX's own.
  static func scalar(of name: String) -> UInt32? {
    if let exact = exact[name] { return exact }
    // Most names are plain letters' and have none of these endings.
    let bytes = name.utf8
    guard bytes.count > 3, let last = bytes.last else { return nil }
    switch last {
    case UInt8(ascii: "g"), UInt8(ascii: "y"), UInt8(ascii: "t"), UInt8(ascii: "r"),
      UInt8(ascii: "e"):
      for suffix in sizes where name.hasSuffix(suffix) {
        if let base = bases[String(name.dropLast(suffix.count))] { return base }
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A"):
      // Variants of a sign: `parenlefttpA`, `hat4`.
      let base = String(name.dropLast())
      if let found = exact[base] ?? bases[base] { return found }
    default: break
    }
    // `summationdisplay.1`, `uni222B.dsp`.
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot != bytes.startIndex else {
      return nil
    }
    let base = String(name[..<dot])
    return scalar(of: base) ?? unicode(base)
  }

  /// The scalar of `uni222B` and `u1D465`.
  private static func unicode(_ name: String) -> UInt32? {
    let digits = name.hasPrefix("uni") ? name.dropFirst(3) : name.dropFirst()
    guard name.hasPrefix("u"), (4...6).contains(digits.count) else { return nil }
    return UInt32(digits, radix: 16)
  }

  private static let sizes = [
    "Bigg", "bigg", "Big", "big", "display", "text", "wider", "widest", "wide",
  ]

  private static let bases: [String: UInt32] = [
    "parenleft": 0x28, "parenright": 0x29, "bracketleft": 0x5B, "bracketright": 0x5D,
    "braceleft": 0x7B, "braceright": 0x7D, "angbracketleft": 0x27E8, "angbracketright": 0x27E9,
    "floorleft": 0x230A, "floorright": 0x230B, "ceilingleft": 0x2308, "ceilingright": 0x2309,
    "slash": 0x2F, "backslash": 0x5C, "vextend": 0x7C, "radical": 0x221A,
    "summation": 0x2211, "product": 0x220F, "coproduct": 0x2210, "integral": 0x222B,
    "contintegral": 0x222E, "union": 0x22C3, "intersection": 0x22C2, "unionmulti": 0x2A04,
    "unionsq": 0x2A06, "logicaland": 0x22C0, "logicalor": 0x22C1, "circledot": 0x2A00,
    "circleplus": 0x2A01, "circlemultiply": 0x2A02, "hat": 0x302, "tilde": 0x303,
    "radicalvert": 0x221A, "vec": 0x20D7,
  ]

  private static let exact: [String: UInt32] = [
    "barex": 0x7C, "bardblex": 0x2016, "vec": 0x20D7, "lvec": 0x20D6, "nexists": 0x2204,
    "dotacc": 0x307, "ddotacc": 0x308, "dddotacc": 0x20DB,
    "parenlefttp": 0x239B, "parenleftex": 0x239C, "parenleftbt": 0x239D,
    "parenrighttp": 0x239E, "parenrightex": 0x239F, "parenrightbt": 0x23A0,
    "bracketlefttp": 0x23A1, "bracketleftex": 0x23A2, "bracketleftbt": 0x23A3,
    "bracketrighttp": 0x23A4, "bracketrightex": 0x23A5, "bracketrightbt": 0x23A6,
    "bracelefttp": 0x23A7, "braceleftmid": 0x23A8, "braceleftbt": 0x23A9,
    "bracerighttp": 0x23AB, "bracerightmid": 0x23AC, "bracerightbt": 0x23AD,
    "braceex": 0x23AA, "arrowvertex": 0x23D0, "arrowvertexdbl": 0x2016,
    "bracehtipdownleft": 0x23DE, "bracehtipdownright": 0x23DE,
    "bracehtipupleft": 0x23DF, "bracehtipupright": 0x23DF,
    "radicalbt": 0x23B7, "radicalvertex": 0x2502, "radicaltp": 0x250C,
    "arrowtp": 0x2191, "arrowbt": 0x2193, "arrowdbltp": 0x21D1, "arrowdblbt": 0x21D3,
    "vextendsingle": 0x7C, "vextenddouble": 0x2016,
    "arrownortheast": 0x2197, "arrowsoutheast": 0x2198, "arrownorthwest": 0x2196,
    "arrowsouthwest": 0x2199, "arrowdblright": 0x21D2, "arrowdblleft": 0x21D0,
    "arrowdblboth": 0x21D4, "arrowboth": 0x2194, "mapsto": 0x21A6, "arrowhookleft": 0x21AA,
    "arrowhookright": 0x21A9, "harpoonleftup": 0x21BC, "harpoonleftdown": 0x21BD,
    "harpoonrightup": 0x21C0, "harpoonrightdown": 0x21C1, "triangleright": 0x25B7,
    "triangleleft": 0x25C1, "star": 0x22C6, "openbullet": 0x2218, "diamondmath": 0x22C4,
    "asteriskmath": 0x2217, "periodcentered": 0xB7, "lessmuch": 0x226A, "greatermuch": 0x226B,
    "precedes": 0x227A, "follows": 0x227B, "precedesequal": 0x2AAF, "followsequal": 0x2AB0,
    "similarequal": 0x2243, "approxequal": 0x2248, "equivasymptotic": 0x224D, "prime": 0x2032,
    "negationslash": 0x338, "universal": 0x2200, "existential": 0x2203, "logicalnot": 0xAC,
    "emptyset": 0x2205, "Rfractur": 0x211C, "Ifractur": 0x2111, "latticetop": 0x22A4,
    "perpendicular": 0x22A5, "aleph": 0x2135, "turnstileleft": 0x22A2, "turnstileright": 0x22A3,
    "floorleft": 0x230A, "floorright": 0x230B, "ceilingleft": 0x2308, "ceilingright": 0x2309,
    "angbracketleft": 0x27E8, "angbracketright": 0x27E9, "bar": 0x7C, "bardbl": 0x2016,
    "arrowbothv": 0x2195, "arrowdblbothv": 0x21D5,
    "wreathproduct": 0x2240, "nabla": 0x2207, "unionmulti": 0x228E, "intersectionsq": 0x2293,
    "unionsq": 0x2294, "subsetsqequal": 0x2291, "supersetsqequal": 0x2292, "club": 0x2663,
    "diamond": 0x2662, "heart": 0x2661, "spade": 0x2660, "section": 0xA7, "dagger": 0x2020,
    "daggerdbl": 0x2021, "paragraph": 0xB6, "weierstrass": 0x2118, "flat": 0x266D,
    "natural": 0x266E, "sharp": 0x266F, "slurbelow": 0x2323, "slurabove": 0x2322, "lscript": 0x2113,
    "dotlessi": 0x131, "dotlessj": 0x237, "vector": 0x20D7, "tie": 0x361, "epsilon1": 0x3F5,
    "epsilon": 0x3B5, "theta1": 0x3D1, "pi1": 0x3D6, "rho1": 0x3F1, "sigma1": 0x3C2, "phi1": 0x3C6,
    "phi": 0x3D5, "amalg": 0x2A3F, "coproduct1": 0x2A3F,
    "square": 0x25A1, "squaresolid": 0x25A0, "blacksquare": 0x25A0, "visiblespace": 0x2423,
    "ff": 0xFB00, "ffi": 0xFB03, "ffl": 0xFB04, "suppress": 0x338, "arrowvert": 0x7C,
    "squiggleleftright": 0x21AD, "equalorsimilar": 0x2242,
  ]
}
