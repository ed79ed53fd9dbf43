internal import RectoTree

/// A stretch of text of one style and link, a formula, or a picture.
struct StyledPiece {
  var text: TextSlice
  var style: Style
  var link: Link?
  /// What it is written as where formulas are.
  var formula: Formula?
  var picture: InlinePicture?

  /// Whether nothing but its characters stands in it.
  var isPlain: Bool { style.isEmpty && link == nil && isText }

  private var isText: Bool { formula == nil && picture == nil }

  /// A slice of a text cut where its style or link changes; plain if `keepsStyle` is off.
  static func pieces(
    of slice: TextSlice, in text: Text, keepsStyle: Bool, dropping: Style = [],
    keepsFormulas: Bool = true
  ) -> [StyledPiece] {
    var pieces: [StyledPiece] = []
    func add(_ start: Int32, _ end: Int32, _ style: Style, _ link: Link?) {
      guard start < end else { return }
      let part = slice.offsets(start, end)
      if let last = pieces.last, last.style == style, last.link == link, last.isText {
        pieces[pieces.count - 1].text = slice.offsets(last.text.range.lowerBound, end)
      } else {
        pieces.append(StyledPiece(text: part, style: style, link: link))
      }
    }
    func addSpans(_ start: Int32, _ end: Int32) {
      var place = start
      for span in text.spans where span.end > place && span.start < end {
        add(place, span.start, [], nil)
        // Ruby is told from the text however plain that is.
        let style =
          keepsStyle ? span.style.subtracting(dropping) : span.style.intersection(.ruby)
        let stop = min(span.end, end)
        add(max(place, span.start), stop, style, span.link)
        place = stop
      }
      add(place, end, [], nil)
    }
    var place = slice.range.lowerBound
    let end = slice.range.upperBound
    for inset in insets(of: slice, in: text, withFormulas: keepsStyle && keepsFormulas)
    where inset.text.range.lowerBound >= place {
      addSpans(place, inset.text.range.lowerBound)
      pieces.append(inset)
      place = inset.text.range.upperBound
    }
    addSpans(place, end)
    return withoutStyledSigns(pieces, of: slice)
  }

  /// What stands in the text and is more than its characters.
  private static func insets(
    of slice: TextSlice, in text: Text, withFormulas: Bool
  ) -> [StyledPiece] {
    var insets = text.pictures.map {
      StyledPiece(text: slice.offsets($0.start, $0.end), style: [], picture: $0)
    }
    if withFormulas {
      insets += text.formulas.lazy
        .filter { $0.start >= slice.range.lowerBound && $0.end <= slice.range.upperBound }
        .map {
          StyledPiece(text: slice.offsets($0.start, $0.end), style: [], formula: $0.formula)
        }
    }
    return insets.sorted { $0.text.range.lowerBound < $1.text.range.lowerBound }
  }

  /// Pieces that are nothing but quotation marks, brackets and the like are as bold and slanted as what
  /// stands on both sides of them: alone they set nothing off.
  private static func withoutStyledSigns(
    _ pieces: [StyledPiece], of slice: TextSlice
  ) -> [StyledPiece] {
    guard pieces.contains(where: { !$0.style.isDisjoint(with: emphasis) && $0.isOfSigns }) else {
      return pieces
    }
    var result: [StyledPiece] = []
    for (i, piece) in pieces.enumerated() {
      var piece = piece
      if piece.isOfSigns {
        let before = i > 0 ? pieces[i - 1].style : []
        let after = i + 1 < pieces.count ? pieces[i + 1].style : []
        piece.style.subtract(emphasis.subtracting(before.intersection(after)))
      }
      if let last = result.last, last.style == piece.style, last.link == piece.link, last.isText,
        piece.isText, last.text.range.upperBound == piece.text.range.lowerBound
      {
        result[result.count - 1].text = slice.offsets(
          last.text.range.lowerBound, piece.text.range.upperBound)
      } else {
        result.append(piece)
      }
    }
    return result
  }

  private static let emphasis: Style = [.bold, .italic]

  /// Nothing but quotation marks, brackets and what ends sentences stands in it.
  private var isOfSigns: Bool {
    formula == nil && text.scalars.allSatisfy(Self.isSign)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
      .spaceSeparator:
      true
    default: "\"',.:;!?…".unicodeScalars.contains(scalar)
    }
  }
}

extension Text {
  /// The styles that say no more of a heading than that it is one: what is set so as a whole.
  var stylesOfHeading: Style {
    share(of: .italic) > 0.7 ? [.bold, .italic, .underline] : [.bold, .underline]
  }
}
