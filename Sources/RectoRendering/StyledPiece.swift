internal import RectoTree

/// A stretch of text of one style and link, a formula, or a picture.
struct StyledPiece: Equatable {
  var text: Substring
  var style: Style
  var link: Link?
  /// What it is written as where formulas are.
  var formula: Formula?
  var picture: InlinePicture?

  /// A text cut where its style or link changes; plain if `keepsStyle` is off.
  static func pieces(
    of text: Text, keepsStyle: Bool, dropping: Style = [], keepsFormulas: Bool = true
  ) -> [StyledPiece] {
    var pieces: [StyledPiece] = []
    func add(_ slice: Substring, _ style: Style, _ link: Link?) {
      guard !slice.isEmpty else { return }
      if let last = pieces.last, last.style == style, last.link == link, last.formula == nil,
        last.picture == nil
      {
        let joined = last.text.startIndex..<slice.endIndex
        pieces[pieces.count - 1].text = text.string[joined]
      } else {
        pieces.append(StyledPiece(text: slice, style: style, link: link))
      }
    }
    func addSpans(_ start: Int32, _ end: Int32) {
      var place = start
      for span in text.spans where span.end > place && span.start < end {
        if span.start > place { add(text.slice(place, span.start), [], nil) }
        // Ruby is told from the text however plain that is.
        let style =
          keepsStyle ? span.style.subtracting(dropping) : span.style.intersection(.ruby)
        let stop = min(span.end, end)
        add(text.slice(max(place, span.start), stop), style, span.link)
        place = stop
      }
      add(text.slice(place, end), [], nil)
    }
    // What stands in the text and is more than its characters.
    var insets = text.pictures.map {
      StyledPiece(text: text.slice($0.start, $0.end), style: [], picture: $0)
    }
    var ranges = text.pictures.map { ($0.start, $0.end) }
    if keepsStyle, keepsFormulas {
      insets += text.formulas.map {
        StyledPiece(text: text.slice($0.start, $0.end), style: [], formula: $0.formula)
      }
      ranges += text.formulas.map { ($0.start, $0.end) }
    }
    guard !insets.isEmpty else {
      addSpans(0, .max)
      return withoutStyledSigns(pieces, of: text)
    }
    var place: Int32 = 0
    for ((start, end), inset) in zip(ranges, insets).sorted(by: { $0.0.0 < $1.0.0 })
    where start >= place {
      if start > place { addSpans(place, start) }
      pieces.append(inset)
      place = end
    }
    addSpans(place, .max)
    return withoutStyledSigns(pieces, of: text)
  }

  /// Pieces that are nothing but quotation marks, brackets and the like are as bold and slanted as what
  /// stands on both sides of them: alone they set nothing off.
  private static func withoutStyledSigns(
    _ pieces: [StyledPiece], of text: Text
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
      if let last = result.last, last.style == piece.style, last.link == piece.link,
        last.formula == nil, piece.formula == nil, last.text.endIndex == piece.text.startIndex
      {
        result[result.count - 1].text = text.string[last.text.startIndex..<piece.text.endIndex]
      } else {
        result.append(piece)
      }
    }
    return result
  }

  private static let emphasis: Style = [.bold, .italic]

  /// Nothing but quotation marks, brackets and what ends sentences stands in it.
  private var isOfSigns: Bool {
    formula == nil
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .openPunctuation, .closePunctuation, .initialPunctuation, .finalPunctuation,
          .spaceSeparator:
          true
        default: "\"',.:;!?…".unicodeScalars.contains(scalar)
        }
      }
  }
}

extension Text {
  /// The styles that say no more of a heading than that it is one: what is set so as a whole.
  var stylesOfHeading: Style {
    share(of: .italic) > 0.7 ? [.bold, .italic, .underline] : [.bold, .underline]
  }
}
