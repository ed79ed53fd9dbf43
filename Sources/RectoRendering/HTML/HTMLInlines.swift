internal import RectoTree

/// Writes styled text as HTML inlines.
struct HTMLInlines {
  let keepsEmphasis: Bool
  /// `nil`: as the characters that are printed.
  var maths: RenderingOptions.Maths? = .latex

  /// A footnote with a name to link to, where something refers to it.
  func footnote(_ text: Text) -> String {
    guard case .note(let name)? = text.spans.first?.link else {
      return "<p class=\"footnote\">\(html(text))</p>"
    }
    var plain = text
    for i in plain.spans.indices where plain.spans[i].link == .note(name) {
      plain.spans[i].link = nil
    }
    return "<p class=\"footnote\" id=\"note-\(HTMLEscaping.escape(name))\">\(html(plain))</p>"
  }

  func html(_ text: Text, dropping: Style = []) -> String {
    let pieces = StyledPiece.pieces(
      of: text, keepsStyle: keepsEmphasis, dropping: dropping, keepsFormulas: maths != nil)
    var result = ""
    var i = 0
    while i < pieces.count {
      guard let link = pieces[i].link, let target = Self.target(link) else {
        result += styled(pieces[i])
        i += 1
        continue
      }
      var label = ""
      while i < pieces.count, pieces[i].link == link {
        label += styled(pieces[i])
        i += 1
      }
      result += "<a href=\"\(HTMLEscaping.escape(target))\">\(label)</a>"
    }
    return result
  }

  private static func target(_ link: Link) -> String? {
    switch link {
    case .uri: return link.address
    case .note(let name): return "#note-\(name)"
    case .place(let page, _): return "#page-\(page + 1)"
    case .anchor(let name): return "#" + name
    case .named: return nil
    }
  }

  private func styled(_ piece: StyledPiece) -> String {
    if let formula = piece.formula {
      return maths == .latex
        ? MathMLWriter.element(formula, isDisplay: false) : HTMLEscaping.escape(formula.plain)
    }
    var body = HTMLEscaping.escape(piece.text)
    if piece.style.contains(.ruby) {
      return keepsEmphasis ? "<rt>\(body)</rt></ruby>" : "(\(body))"
    }
    if piece.style.contains(.code) { body = "<code>\(body)</code>" }
    if piece.style.contains(.superscript) { body = "<sup>\(body)</sup>" }
    if piece.style.contains(.subscript) { body = "<sub>\(body)</sub>" }
    if piece.style.contains(.underline) { body = "<u>\(body)</u>" }
    if piece.style.contains(.strikethrough) { body = "<s>\(body)</s>" }
    if piece.style.contains(.mark) { body = "<mark>\(body)</mark>" }
    if piece.style.contains(.italic) { body = "<em>\(body)</em>" }
    if piece.style.contains(.bold) { body = "<strong>\(body)</strong>" }
    if piece.style.contains(.rubyBase) { body = "<ruby>" + body }
    return body
  }
}
