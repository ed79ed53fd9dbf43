internal import RectoGeometry

/// LaTeX for the Unicode characters of mathematics.
enum LatexSymbols {
  /// The command or character for a scalar; `nil` for one that mathematics does not use.
  static func latex(for scalar: UInt32) -> String? {
    switch scalar {
    case 0x21, 0x27...0x5A, 0x5B, 0x5D, 0x61...0x7A, 0x7C: return character(scalar)
    case 0x23, 0x24, 0x25, 0x26, 0x5F, 0x7B, 0x7D: return "\\" + character(scalar)
    default: break
    }
    if let command = commands[scalar] { return command }
    return alphanumeric(scalar)
  }

  /// The LaTeX of a scalar as a font of a formula sets it; `nil` for one that mathematics does not
  /// use.
  static func latex(for scalar: UInt32, font: MathFont) -> String? {
    guard let latex = latex(for: scalar) else { return nil }
    let isLetter = (0x41...0x5A).contains(scalar & ~0x20)
    if isLetter, let alphabet = font.alphabet {
      // The calligraphic alphabets have capitals only; the small letters' places hold signs.
      return "\(alphabet){\(latex)}"
    }
    if font.isSlanted, (0x391...0x3A9).contains(scalar), latex.hasPrefix("\\") {
      return "\\var" + latex.dropFirst()
    }
    let isDigit = (0x30...0x39).contains(scalar)
    guard font.isBold, !font.isText || isLetter || isDigit else { return latex }
    if latex.count == 1, isLetter || isDigit { return "\\mathbf{\(latex)}" }
    return latex.hasPrefix("\\") && !latex.contains("{") ? "\\boldsymbol{\(latex)}" : latex
  }

  /// What stands for a sign that mathematics has no command for: nothing for pieces of signs and
  /// marks, text for letters.
  static func fallback(for text: String) -> String {
    guard let scalar = text.unicodeScalars.first else { return "" }
    if let accent = accents[scalar.value] { return accent + "{}" }
    let isPiece =
      (0x239B...0x23B1).contains(scalar.value) || (0x2500...0x257F).contains(scalar.value)
    return isPiece || scalar.value < 0xA0 ? "" : "\\text{\(text)}"
  }

  private static func character(_ scalar: UInt32) -> String {
    Unicode.Scalar(scalar).map { String(Character($0)) } ?? ""
  }

  /// Letters of the block of mathematical alphanumeric symbols: plain italics, or in an alphabet.
  private static func alphanumeric(_ scalar: UInt32) -> String? {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if (0x1D400..<0x1D6A4).contains(scalar) {
      let (alphabet, letter) = (Int(scalar - 0x1D400) / 52, Int(scalar - 0x1D400) % 52)
      let name = String(letters[letter])
      let wrappers = [
        "\\mathbf", "", "\\boldsymbol", "\\mathcal", "\\mathcal", "\\mathfrak", "\\mathbb",
        "\\mathfrak", "\\mathsf", "\\mathsf", "\\mathsf", "\\mathsf", "\\mathtt",
      ]
      return wrappers[alphabet].isEmpty ? name : "\(wrappers[alphabet]){\(name)}"
    }
    if (0x1D6A8..<0x1D7CA).contains(scalar) {
      let letter = Int(scalar - 0x1D6A8) % 58
      return letter < 25
        ? greek(UInt32(0x391 + letter)) : letter == 25 ? "\\nabla" : greekSmall(letter - 26)
    }
    if (0x1D7CE...0x1D7FF).contains(scalar) {
      let digit = (scalar - 0x1D7CE) % 10
      return scalar < 0x1D7D8 ? "\\mathbf{\(digit)}" : "\(digit)"
    }
    return greek(scalar)
  }

  private static func greekSmall(_ place: Int) -> String? {
    if place < 25 { return greek(UInt32(0x3B1 + place)) }
    let rest = [
      "\\partial", "\\epsilon", "\\vartheta", "\\varkappa", "\\phi", "\\varrho", "\\varpi",
    ]
    return place - 25 < rest.count ? rest[place - 25] : nil
  }

  private static func greek(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0x391: "A"
    case 0x392: "B"
    case 0x395: "E"
    case 0x396: "Z"
    case 0x397: "H"
    case 0x399: "I"
    case 0x39A: "K"
    case 0x39C: "M"
    case 0x39D: "N"
    case 0x39F: "O"
    case 0x3A1: "P"
    case 0x3A4: "T"
    case 0x3A7: "X"
    case 0x3BF: "o"
    default: letters[scalar]
    }
  }

  private static let letters: [UInt32: String] = [
    0x393: "\\Gamma", 0x394: "\\Delta", 0x398: "\\Theta", 0x39B: "\\Lambda", 0x39E: "\\Xi",
    0x3A0: "\\Pi", 0x3A3: "\\Sigma", 0x3A5: "\\Upsilon", 0x3A6: "\\Phi", 0x3A8: "\\Psi",
    0x3A9: "\\Omega", 0x3B1: "\\alpha", 0x3B2: "\\beta", 0x3B3: "\\gamma", 0x3B4: "\\delta",
    0x3B5: "\\varepsilon", 0x3B6: "\\zeta", 0x3B7: "\\eta", 0x3B8: "\\theta", 0x3B9: "\\iota",
    0x3BA: "\\kappa", 0x3BB: "\\lambda", 0x3BC: "\\mu", 0x3BD: "\\nu", 0x3BE: "\\xi",
    0x3C0: "\\pi", 0x3C1: "\\rho", 0x3C2: "\\varsigma", 0x3C3: "\\sigma", 0x3C4: "\\tau",
    0x3C5: "\\upsilon", 0x3C6: "\\varphi", 0x3C7: "\\chi", 0x3C8: "\\psi", 0x3C9: "\\omega",
    0x3D1: "\\vartheta", 0x3D5: "\\phi", 0x3D6: "\\varpi", 0x3F0: "\\varkappa",
    0x3F1: "\\varrho", 0x3F5: "\\epsilon",
  ]

  private static let commands: [UInt32: String] = [
    0xA5: "\\yen", 0x2132: "\\Finv", 0x2137: "\\gimel", 0x2138: "\\daleth", 0x2141: "\\Game",
    0x219A: "\\nleftarrow", 0x219B: "\\nrightarrow", 0x219E: "\\twoheadleftarrow",
    0x21A0: "\\twoheadrightarrow", 0x21A2: "\\leftarrowtail", 0x21A3: "\\rightarrowtail",
    0x21AD: "\\leftrightsquigarrow", 0x21AE: "\\nleftrightarrow", 0x21BA: "\\circlearrowleft",
    0x21BB: "\\circlearrowright", 0x21BE: "\\upharpoonright", 0x21BF: "\\upharpoonleft",
    0x21C2: "\\downharpoonright", 0x21C3: "\\downharpoonleft", 0x21C4: "\\rightleftarrows",
    0x21C6: "\\leftrightarrows", 0x21C7: "\\leftleftarrows", 0x21C8: "\\upuparrows",
    0x21C9: "\\rightrightarrows", 0x21CA: "\\downdownarrows", 0x21CB: "\\leftrightharpoons",
    0x21CD: "\\nLeftarrow", 0x21CE: "\\nLeftrightarrow", 0x21CF: "\\nRightarrow",
    0x21D5: "\\Updownarrow", 0x21DD: "\\rightsquigarrow", 0x2201: "\\complement",
    0x220C: "\\not\\ni", 0x2214: "\\dotplus", 0x2221: "\\measuredangle", 0x2222: "\\sphericalangle",
    0x2224: "\\nmid", 0x2226: "\\nparallel", 0x2235: "\\because", 0x2241: "\\nsim",
    0x2242: "\\eqsim", 0x2244: "\\not\\simeq", 0x2247: "\\ncong", 0x2249: "\\not\\approx",
    0x224A: "\\approxeq", 0x224E: "\\Bumpeq", 0x224F: "\\bumpeq", 0x2251: "\\doteqdot",
    0x2252: "\\fallingdotseq", 0x2253: "\\risingdotseq", 0x2256: "\\eqcirc", 0x2257: "\\circeq",
    0x225C: "\\triangleq", 0x2262: "\\not\\equiv", 0x2268: "\\lneqq", 0x2269: "\\gneqq",
    0x2270: "\\nleq", 0x2271: "\\ngeq", 0x2276: "\\lessgtr", 0x2277: "\\gtrless",
    0x227E: "\\precsim", 0x227F: "\\succsim", 0x2280: "\\nprec", 0x2281: "\\nsucc",
    0x2285: "\\not\\supset", 0x2288: "\\nsubseteq", 0x2289: "\\nsupseteq", 0x228B: "\\supsetneq",
    0x228F: "\\sqsubset", 0x2290: "\\sqsupset", 0x229A: "\\circledcirc", 0x229B: "\\circledast",
    0x229D: "\\circleddash", 0x229E: "\\boxplus", 0x229F: "\\boxminus", 0x22A0: "\\boxtimes",
    0x22A1: "\\boxdot", 0x22A7: "\\models", 0x22A9: "\\Vdash", 0x22AA: "\\Vvdash",
    0x22AC: "\\nvdash", 0x22AD: "\\nvDash", 0x22B2: "\\vartriangleleft",
    0x22B3: "\\vartriangleright", 0x22B4: "\\trianglelefteq", 0x22B5: "\\trianglerighteq",
    0x22B8: "\\multimap", 0x22BB: "\\veebar", 0x22BC: "\\barwedge", 0x22C9: "\\ltimes",
    0x22CA: "\\rtimes", 0x22CB: "\\leftthreetimes", 0x22CC: "\\rightthreetimes",
    0x22CE: "\\curlyvee", 0x22CF: "\\curlywedge", 0x22D0: "\\Subset", 0x22D1: "\\Supset",
    0x22D2: "\\Cap", 0x22D3: "\\Cup", 0x22D4: "\\pitchfork", 0x22D6: "\\lessdot",
    0x22D7: "\\gtrdot", 0x22D8: "\\lll", 0x22D9: "\\ggg", 0x22DA: "\\lesseqgtr",
    0x22DB: "\\gtreqless", 0x22DE: "\\curlyeqprec", 0x22DF: "\\curlyeqsucc",
    0x25AA: "\\blacksquare", 0x25B2: "\\blacktriangle", 0x25B6: "\\blacktriangleright",
    0x25BC: "\\blacktriangledown", 0x25BD: "\\triangledown", 0x25C0: "\\blacktriangleleft",
    0x25EF: "\\bigcirc", 0x2605: "\\bigstar", 0x27C2: "\\perp", 0x27F8: "\\Longleftarrow",
    0x29EB: "\\blacklozenge", 0x2A0C: "\\iiiint", 0x2A85: "\\lessapprox", 0x2A86: "\\gtrapprox",
    0x2AB7: "\\precapprox", 0x2AB8: "\\succapprox", 0x2AC5: "\\subseteqq", 0x2AC6: "\\supseteqq",
    0x2ACB: "\\subsetneqq", 0x2ACC: "\\supsetneqq", 0x1D6A4: "\\imath", 0x1D6A5: "\\jmath",
    0x5C: "\\backslash",
    0xA7: "\\S", 0xAC: "\\neg", 0xB0: "^{\\circ}", 0xB1: "\\pm", 0xB5: "\\mu", 0xB6: "\\P",
    0xB7: "\\cdot",
    0xD7: "\\times", 0xF7: "\\div", 0x131: "\\imath", 0x237: "\\jmath", 0x2010: "-",
    0x2013: "-", 0x2014: "-", 0x2016: "\\|", 0x2018: "`", 0x2019: "'", 0x2020: "\\dagger",
    0x2021: "\\ddagger", 0x2022: "\\bullet", 0x2026: "\\ldots", 0x2032: "'", 0x2033: "''",
    0x2034: "'''", 0x2044: "/", 0x2061: "", 0x2062: "", 0x2102: "\\mathbb{C}",
    0x210B: "\\mathcal{H}", 0x210E: "h", 0x210F: "\\hbar", 0x2110: "\\mathcal{I}",
    0x2111: "\\Im", 0x2112: "\\mathcal{L}", 0x2113: "\\ell", 0x2115: "\\mathbb{N}",
    0x2118: "\\wp", 0x2119: "\\mathbb{P}", 0x211A: "\\mathbb{Q}", 0x211B: "\\mathcal{R}",
    0x211C: "\\Re", 0x211D: "\\mathbb{R}", 0x2124: "\\mathbb{Z}", 0x2126: "\\Omega",
    0x2127: "\\mho",
    0x212C: "\\mathcal{B}", 0x2130: "\\mathcal{E}", 0x2131: "\\mathcal{F}",
    0x2133: "\\mathcal{M}", 0x2134: "o", 0x2135: "\\aleph", 0x2136: "\\beth", 0x2190: "\\leftarrow",
    0x2191: "\\uparrow", 0x2192: "\\rightarrow", 0x2193: "\\downarrow", 0x2194: "\\leftrightarrow",
    0x2195: "\\updownarrow", 0x2196: "\\nwarrow", 0x2197: "\\nearrow", 0x2198: "\\searrow",
    0x2199: "\\swarrow", 0x21A6: "\\mapsto", 0x21A9: "\\hookleftarrow", 0x21AA: "\\hookrightarrow",
    0x21BC: "\\leftharpoonup", 0x21BD: "\\leftharpoondown", 0x21C0: "\\rightharpoonup",
    0x21C1: "\\rightharpoondown", 0x21CC: "\\rightleftharpoons", 0x21D0: "\\Leftarrow",
    0x21D1: "\\Uparrow", 0x21D2: "\\Rightarrow", 0x21D3: "\\Downarrow", 0x21D4: "\\Leftrightarrow",
    0x27F5: "\\longleftarrow", 0x27F6: "\\longrightarrow", 0x27F7: "\\longleftrightarrow",
    0x27F9: "\\Longrightarrow", 0x27FA: "\\Longleftrightarrow", 0x27FC: "\\longmapsto",
    0x2200: "\\forall", 0x2202: "\\partial", 0x2203: "\\exists", 0x2204: "\\nexists",
    0x2205: "\\emptyset", 0x2206: "\\Delta", 0x2207: "\\nabla", 0x2208: "\\in", 0x2209: "\\notin",
    0x220B: "\\ni", 0x220F: "\\prod", 0x2210: "\\coprod", 0x2211: "\\sum", 0x2212: "-",
    0x2213: "\\mp", 0x2215: "/", 0x2216: "\\setminus", 0x2217: "*", 0x2218: "\\circ",
    0x2219: "\\bullet", 0x221A: "\\surd", 0x221D: "\\propto", 0x221E: "\\infty", 0x2220: "\\angle",
    0x2223: "\\mid",
    0x2225: "\\parallel", 0x2227: "\\wedge", 0x2228: "\\vee", 0x2229: "\\cap", 0x222A: "\\cup",
    0x222B: "\\int", 0x222C: "\\iint", 0x222D: "\\iiint", 0x222E: "\\oint", 0x2234: "\\therefore",
    0x2236: ":", 0x29F5: "\\setminus", 0x223C: "\\sim", 0x2240: "\\wr", 0x2243: "\\simeq",
    0x2245: "\\cong",
    0x2248: "\\approx", 0x224D: "\\asymp", 0x2250: "\\doteq", 0x2254: ":=", 0x2260: "\\neq",
    0x2261: "\\equiv", 0x2264: "\\leq", 0x2265: "\\geq", 0x2266: "\\leqq", 0x2267: "\\geqq",
    0x226A: "\\ll", 0x226B: "\\gg", 0x226E: "\\nless", 0x226F: "\\ngtr", 0x2272: "\\lesssim",
    0x2273: "\\gtrsim", 0x227A: "\\prec", 0x227B: "\\succ", 0x2282: "\\subset", 0x2283: "\\supset",
    0x2284: "\\not\\subset", 0x2286: "\\subseteq", 0x2287: "\\supseteq", 0x228A: "\\subsetneq",
    0x228E: "\\uplus", 0x2291: "\\sqsubseteq", 0x2292: "\\sqsupseteq", 0x2293: "\\sqcap",
    0x2294: "\\sqcup", 0x2295: "\\oplus", 0x2296: "\\ominus", 0x2297: "\\otimes",
    0x2298: "\\oslash", 0x2299: "\\odot", 0x22A2: "\\vdash", 0x22A3: "\\dashv", 0x22A4: "\\top",
    0x22A5: "\\bot", 0x22A8: "\\models", 0x22C0: "\\bigwedge", 0x22C1: "\\bigvee",
    0x22C2: "\\bigcap", 0x22C3: "\\bigcup", 0x22C4: "\\diamond", 0x22C5: "\\cdot",
    0x22C6: "\\star", 0x22C8: "\\bowtie", 0x22EE: "\\vdots", 0x22EF: "\\cdots", 0x22F1: "\\ddots",
    0x2308: "\\lceil", 0x2309: "\\rceil", 0x230A: "\\lfloor", 0x230B: "\\rfloor",
    0x2322: "\\frown", 0x2323: "\\smile", 0x2329: "\\langle", 0x232A: "\\rangle",
    0x25A0: "\\blacksquare", 0x25A1: "\\square", 0x25B3: "\\triangle", 0x25B7: "\\triangleright",
    0x25C1: "\\triangleleft", 0x25CB: "\\bigcirc", 0x25CA: "\\lozenge", 0x2660: "\\spadesuit",
    0x2661: "\\heartsuit", 0x2662: "\\diamondsuit", 0x2663: "\\clubsuit", 0x2A3F: "\\amalg",
    0x266D: "\\flat",
    0x266E: "\\natural", 0x266F: "\\sharp", 0x27E8: "\\langle", 0x27E9: "\\rangle",
    0x2A00: "\\bigodot", 0x2A01: "\\bigoplus", 0x2A02: "\\bigotimes", 0x2A04: "\\biguplus",
    0x2A06: "\\bigsqcup", 0x2A7D: "\\leqslant", 0x2A7E: "\\geqslant", 0x2AAF: "\\preceq",
    0x2AB0: "\\succeq", 0x2713: "\\checkmark", 0x20: "", 0xA0: "",
  ]

  /// Marks over a letter.
  static let accents: [UInt32: String] = [
    0x302: "\\hat", 0x5E: "\\hat", 0x2C6: "\\hat", 0x303: "\\tilde", 0x7E: "\\tilde",
    0x2DC: "\\tilde", 0x20D7: "\\vec", 0x20D6: "\\overleftarrow", 0xAF: "\\bar", 0x304: "\\bar",
    0x2C9: "\\bar",
    0x2D9: "\\dot", 0x307: "\\dot", 0xA8: "\\ddot", 0x308: "\\ddot", 0x2C7: "\\check",
    0x30C: "\\check", 0x2D8: "\\breve", 0x306: "\\breve", 0xB4: "\\acute", 0x60: "\\grave",
    0x2DA: "\\mathring", 0x301: "\\acute", 0x300: "\\grave", 0x30A: "\\mathring",
  ]

  /// Their forms over several letters.
  static let wideAccents: [String: String] = [
    "\\hat": "\\widehat", "\\tilde": "\\widetilde", "\\bar": "\\overline",
    "\\vec": "\\overrightarrow",
  ]

  /// Names of functions that LaTeX knows.
  static let functions: Set<String> = [
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min",
    "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
  ]

  /// How many of some letters are the name of a function; names of two letters must be all of them.
  static func functionLength(atStartOf letters: [String]) -> Int {
    let lengths = stride(from: min(letters.count, 6), to: 1, by: -1)
    return lengths.first { length in
      (length > 2 || letters.count == 2)
        && functions.contains(letters.prefix(length).joined())
    } ?? 0
  }

  /// Names that have something below them.
  static let limits: Set<String> = [
    "argmax", "argmin", "det", "gcd", "inf", "lim", "liminf", "limsup", "max", "min", "Pr", "sup",
  ]
}
