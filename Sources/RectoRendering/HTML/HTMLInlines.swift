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

  func html(_ text: Text, dropping: Style = []) -> String {
    let pieces = StyledPiece.pieces(
      of: text, keepsStyle: keepsEmphasis, dropping: dropping, keepsFormulas: maths != nil)
    var result = ""
    var i = 0
    while i < pieces.count {
      guard let link = pieces[i].link, let target = target(link) else {
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

  private func styled(_ piece: StyledPiece) -> String {
    if let formula = piece.formula {
      return maths == .latex
        ? MathMLWriter.element(formula, isDisplay: false) : HTMLEscaping.escape(formula.plain)
    }
    if let picture = piece.picture {
      let alternate = HTMLEscaping.escape(picture.alternate ?? "")
      return pictures(picture.name, picture.picture).map {
        "<img src=\"\(HTMLEscaping.escape($0))\" alt=\"\(alternate)\">"
      } ?? alternate
    }
    var body = HTMLEscaping.escape(piece.text)
    if piece.style.contains(.ruby) {
      return keepsEmphasis ? "<rt>\(body)</rt></ruby>" : "(\(body))"
    }
    if piece.style.contains(.code) { body = "<code>\(body)</code>" }
    if piece.style.contains(.superscript) { body = "<sup>\(body)</sup>" }
    if piece.style.contains(.subscript) { body = "<sub>\(body)</sub>" }
    if piece.style.contains(.underline) { body = "<u>\(body)</u>" }
    if piece.style.contains(.insertion) { body = "<ins>\(body)</ins>" }
    if piece.style.contains(.deletion) { body = "<del>\(body)</del>" }
    if piece.style.contains(.strikethrough) { body = "<s>\(body)</s>" }
    if piece.style.contains(.mark) { body = "<mark>\(body)</mark>" }
    if piece.style.contains(.italic) { body = "<em>\(body)</em>" }
    if piece.style.contains(.bold) { body = "<strong>\(body)</strong>" }
    if piece.style.contains(.rubyBase) { body = "<ruby>" + body }
    return body
  }
}
