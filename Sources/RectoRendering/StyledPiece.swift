internal import RectoTree

/// A stretch of text of one style and link.
struct StyledPiece: Equatable {
  var text: Substring
  var style: Style
  var link: Link?

  /// A text cut where its style or link changes; plain if `keepsStyle` is off.
  static func pieces(of text: Text, keepsStyle: Bool, dropping: Style = []) -> [StyledPiece] {
    var pieces: [StyledPiece] = []
    func add(_ slice: Substring, _ style: Style, _ link: Link?) {
      guard !slice.isEmpty else { return }
      if let last = pieces.last, last.style == style, last.link == link {
        let joined = last.text.startIndex..<slice.endIndex
        pieces[pieces.count - 1].text = text.string[joined]
      } else {
        pieces.append(StyledPiece(text: slice, style: style, link: link))
      }
    }
    var place: Int32 = 0
    for span in text.spans where span.end > place {
      if span.start > place { add(text.slice(place, span.start), [], nil) }
      let style = keepsStyle ? span.style.subtracting(dropping) : []
      add(text.slice(max(place, span.start), span.end), style, span.link)
      place = span.end
    }
    add(text.slice(place, .max), [], nil)
    return pieces
  }
}
