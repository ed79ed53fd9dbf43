internal import RectoPages

/// What the name of a font tells of the letters of a formula that it sets.
struct MathFont {
  /// The alphabet of its Latin letters, as a LaTeX command: `\mathcal`, `\mathbb`, `\mathsf`.
  let alphabet: String?
  /// Its upright letters are words and names of functions, not symbols.
  let isText: Bool
  /// Its signs are bold.
  let isBold: Bool
  /// Its large signs hang from their origins: no baseline and no size.
  let isExtension: Bool
  /// Greek capitals lean as Latin letters do.
  let isSlanted: Bool

  /// A program for texts has set it: its spaces are not TeX's, its delimiters are as high as what
  /// they hold.
  let isLoose: Bool

  init(_ font: Font) {
    let name = font.name.lowercased()
    isLoose = font.traits.contains(.variables) || name == "opensymbol"
    func begins(_ prefixes: [String]) -> Bool { prefixes.contains(where: name.hasPrefix) }
    isExtension = begins([
      "cmex", "txex", "pxex", "lmmathext", "mtex", "fmex", "ntxex", "newtxex", "eufx", "esint",
      "katex_size", "mathjax_size",
    ])
    let isMaths = font.traits.contains(.mathematical)
    isBold = font.traits.contains(.bold) || begins(["cmmib", "cmbsy", "lmmathitalic-bold"])
    isSlanted =
      isMaths
      && (begins([
        "cmmi", "lmmathitalic", "ntxmi", "newtxmi", "newpxmi",
      ]))
    let isItalic = font.traits.contains(.italic)
    // Fonts of one design for all of mathematics keep letters of names apart by Unicode.
    isText = !isItalic && (!isMaths || font.traits.contains(.composite))
    alphabet =
      if begins([
        "msbm", "bbold", "dsrom", "katex_ams", "mathjax_ams", "txsyb", "ntxsyb", "newtxsyb",
      ]) {
        "\\mathbb"
      } else if begins([
        "cmsy", "cmbsy", "lmmathsymbols", "katex_cal", "mathjax_cal", "txsy", "pxsy", "ntxsy",
        "newtxsy",
      ]) {
        "\\mathcal"
      } else if begins(["rsfs", "eusm", "eusb", "katex_script", "mathjax_script"]) {
        "\\mathscr"
      } else if begins(["euf", "katex_frak", "mathjax_frak"]) {
        "\\mathfrak"
      } else if begins(["cmss", "lmsans", "sfss", "katex_sans", "mathjax_sans"]) {
        "\\mathsf"
      } else if begins(["cmtt", "lmmono", "sftt", "katex_type", "mathjax_type"]) {
        "\\mathtt"
      } else if begins(["cmmib", "lmmathitalic-bold"]) || name.contains("mathitalic") && isBold {
        "\\boldsymbol"
      } else {
        nil
      }
  }
}
