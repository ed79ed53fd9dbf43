internal import RectoTree

/// Writes styled text as HTML inlines.
struct HTMLInlines {
  let keepsEmphasis: Bool
  /// `nil`: as the characters that are printed.
  var maths: RenderingOptions.Maths? = .latex
  /// Whether comments stand in the page, so that links lead to them.
  var showsComments = false
  /// Where a picture is, by its name and its bytes.
  var pictures: (String, PictureFile?) -> String? = { _, _ in nil }

  /// `lineFeed` stands for the ends of lines, if they are to be seen.
  func write(
    _ text: Text, dropping: Style = [], lineFeed: String? = nil, to output: inout Output
  ) {
    let slice = output.begin(text)
    if text.spans.isEmpty, text.formulas.isEmpty, text.pictures.isEmpty {
      return HTMLEscaping.write(slice, lineFeed: lineFeed, to: &output)
    }
    let pieces = StyledPiece.pieces(
      of: slice, in: text, keepsStyle: keepsEmphasis, dropping: dropping,
      keepsFormulas: maths != nil)
    var i = 0
    while i < pieces.count {
      let link = pieces[i].link
      let end = pieces[i...].firstIndex { $0.link != link } ?? pieces.count
      let target = link.flatMap(target)
      if let target { output.markup("<a href=\"\(HTMLEscaping.escape(target))\">") }
      for piece in pieces[i..<end] { styled(piece, lineFeed: lineFeed, to: &output) }
      if target != nil { output.markup("</a>") }
      i = end
    }
  }

  private func target(_ link: Link) -> String? {
    switch link {
    case .uri: return link.address
    case .note(let name): return "#note-\(name)"
    case .place(let page, _): return "#page-\(page + 1)"
    case .anchor(let name): return "#" + name
    case .comment(let name): return showsComments ? "#" + name : nil
    case .named: return nil
    }
  }

  private func styled(_ piece: StyledPiece, lineFeed: String?, to output: inout Output) {
    if let formula = piece.formula {
      return output.standIn(for: piece.text.range) { output in
        output.markup(
          maths == .latex
            ? MathMLWriter.element(formula, isDisplay: false) : HTMLEscaping.escape(formula.plain))
      }
    }
    if let picture = piece.picture {
      let alternate = HTMLEscaping.escape(picture.alternate ?? "")
      return output.markup(
        pictures(picture.name, picture.picture).map {
          "<img src=\"\(HTMLEscaping.escape($0))\" alt=\"\(alternate)\">"
        } ?? alternate)
    }
    if piece.style.contains(.ruby) {
      output.markup(keepsEmphasis ? "<rt>" : "(")
      HTMLEscaping.write(piece.text, lineFeed: lineFeed, to: &output)
      return output.markup(keepsEmphasis ? "</rt></ruby>" : ")")
    }
    if piece.style.contains(.rubyBase) { output.markup("<ruby>") }
    let tags = piece.style.isEmpty ? [] : Self.tags.filter { piece.style.contains($0.0) }
    for (_, tag) in tags { output.markup("<\(tag)>") }
    HTMLEscaping.write(piece.text, lineFeed: lineFeed, to: &output)
    for (_, tag) in tags.reversed() { output.markup("</\(tag)>") }
  }

  /// The tags of styles, the outer before the inner ones.
  private static let tags: [(Style, String)] = [
    (.bold, "strong"), (.italic, "em"), (.mark, "mark"), (.strikethrough, "s"),
    (.deletion, "del"), (.insertion, "ins"), (.underline, "u"), (.subscript, "sub"),
    (.superscript, "sup"), (.code, "code"),
  ]
}
