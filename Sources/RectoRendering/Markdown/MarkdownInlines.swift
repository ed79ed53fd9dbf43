internal import RectoTree

/// Writes styled text as Markdown inlines.
struct MarkdownInlines {
  let keepsEmphasis: Bool
  var maths = RenderingOptions.Maths.latex
  var surroundings: MarkdownEscaping.Surroundings = []
  var anchors: HeadingAnchors?
  /// Where a picture is, by its name and its bytes.
  var pictures: (String, PictureFile?) -> String? = { _, _ in nil }

  /// `dropping` are styles that the surroundings imply: bold in a heading that is all bold.
  func markdown(_ text: Text, dropping: Style = []) -> String {
    let pieces = StyledPiece.pieces(of: text, keepsStyle: keepsEmphasis, dropping: dropping)
    return markdown(pieces)
  }

  /// A footnote: `[^1]: ` and its text, without the mark that is printed there, where something refers
  /// to it.
  func footnote(_ text: Text, name: String?) -> String {
    var pieces = StyledPiece.pieces(of: text, keepsStyle: keepsEmphasis)
    guard let name, keepsEmphasis else {
      return MarkdownEscaping.escapeStart(markdown(pieces))
    }
    // The mark itself, as far as it is printed there.
    pieces = Array(pieces.drop { $0.link == .note(name) })
    if let rest = pieces.first { pieces[0].text = rest.text.drop(while: \.isWhitespace) }
    let body = MarkdownEscaping.escapeStart(markdown(pieces))
    return "[^\(MarkdownEscaping.noteName(name))]: " + body
  }

  private func markdown(_ pieces: [StyledPiece]) -> String {
    let pieces = pieces.compactMap { piece in
      guard !ControlCharacters.isLine(piece.text) else { return piece }
      var line = piece
      line.text = ControlCharacters.line(piece.text)[...]
      return line.text.isEmpty ? nil : line
    }
    if pieces.count == 1, pieces[0].style.isEmpty, pieces[0].link == nil, pieces[0].formula == nil,
      pieces[0].picture == nil
    {
      return MarkdownEscaping.escape(pieces[0].text, in: surroundings)
    }
    var result = ""
    var i = 0
    while i < pieces.count {
      if case .note(let name)? = pieces[i].link, keepsEmphasis {
        result += "[^\(MarkdownEscaping.noteName(name))]"
        i += 1
        continue
      }
      guard let link = pieces[i].link, let target = target(link) else {
        result += styled(pieces, i, after: result.unicodeScalars.last)
        i += 1
        continue
      }
      // Pieces of one link stand inside one pair of brackets.
      var inner = self
      inner.surroundings.insert(.brackets)
      var label = ""
      var raw = ""
      while i < pieces.count, pieces[i].link == link {
        label += inner.styled(pieces, i, after: label.unicodeScalars.last ?? "[")
        raw += pieces[i].text
        i += 1
      }
      let lead = label.prefix { $0 == " " }
      let trail = label.reversed().prefix { $0 == " " }.count
      let core = label.dropFirst(lead.count).dropLast(trail)
      let bare = raw.trimmingSpaces()
      let before = lead.isEmpty ? result.last : " "
      let next = trail > 0 ? " " : i < pieces.count ? pieces[i].text.first : nil
      let written =
        if BareAddress.isLinked(bare, to: target, after: before, before: next) {
          bare
        } else if BareAddress.fitsBrackets(bare, to: target) {
          "<\(bare)>"
        } else { "[\(core)](\(MarkdownEscaping.destination(target)))" }
      result += lead + written + String(repeating: " ", count: trail)
    }
    return result
  }

  /// Links within the document lead to the headings that stand where they lead.
  private func target(_ link: Link) -> String? {
    if case .place(let page, let top) = link {
      return keepsEmphasis ? anchors?.target(page: page, top: top) : nil
    }
    if case .anchor(let name) = link { return keepsEmphasis ? "#" + name : nil }
    return link.address
  }

  /// What is written for a piece; `written` stands before it.
  private func styled(
    _ pieces: [StyledPiece], _ i: Int, after written: Unicode.Scalar?
  ) -> String {
    let piece = pieces[i]
    if let formula = piece.formula { return self.formula(formula) }
    if let picture = piece.picture { return self.picture(picture) }
    if piece.style.contains(.ruby) {
      let body = MarkdownEscaping.escape(piece.text, before: ">", after: "<", in: surroundings)
      return keepsEmphasis ? "<rt>\(body)</rt></ruby>" : "(\(body))"
    }
    let next = i + 1 < pieces.count ? start(of: pieces[i + 1]) : nil
    if piece.style.isEmpty {
      return MarkdownEscaping.escape(piece.text, before: written, after: next, in: surroundings)
    }
    let lead = piece.text.prefix { $0.isWhitespace }
    let trail = piece.text.reversed().prefix { $0.isWhitespace }.count
    let core = piece.text.dropFirst(lead.count).dropLast(trail)
    guard let first = core.unicodeScalars.first, let last = core.unicodeScalars.last else {
      return String(piece.text)
    }
    let tail = String(piece.text.suffix(trail))
    var body: String
    let isTable = surroundings.contains(.table)
    if piece.style.contains(.code), !core.utf8.contains(UInt8(ascii: "`")),
      !(isTable && core.utf8.contains(UInt8(ascii: "|")))
    {
      body = "`\(core)`"
    } else {
      // Marks stand on both sides.
      body = MarkdownEscaping.escape(core, before: ">", after: "<", in: surroundings)
    }
    if piece.style.contains(.superscript) { body = "<sup>\(body)</sup>" }
    if piece.style.contains(.subscript) { body = "<sub>\(body)</sub>" }
    let before = i > 0 ? pieces[i - 1].text.unicodeScalars.last : nil
    let after = i + 1 < pieces.count ? pieces[i + 1].text.unicodeScalars.first : nil
    let outerBefore = lead.isEmpty ? written : " "
    let outerAfter = trail == 0 ? next : " "
    // Delimiters open and close only beside the right characters (GFM 6.2); else tags do.
    let wrapped = piece.style.isDisjoint(with: [
      .superscript, .subscript, .code, .underline, .mark, .insertion, .deletion,
    ])
    let opens = Self.flanks(inner: wrapped ? first : "<", outer: outerBefore)
    let closes = Self.flanks(inner: wrapped ? last : ">", outer: outerAfter)
    let touches =
      i > 0 && lead.isEmpty
      && !pieces[i - 1].style.isDisjoint(with: [.bold, .italic, .strikethrough])
      && !MarkdownEscaping.isSpace(before)
      || i + 1 < pieces.count && trail == 0
        && !pieces[i + 1].style.isDisjoint(with: [.bold, .italic, .strikethrough])
        && !MarkdownEscaping.isSpace(after)
    let plainMarks = opens && closes && !touches
    if piece.style.contains(.underline) { body = "<u>\(body)</u>" }
    if piece.style.contains(.mark) { body = "<mark>\(body)</mark>" }
    if piece.style.contains(.insertion) { body = "<ins>\(body)</ins>" }
    if piece.style.contains(.deletion) { body = "<del>\(body)</del>" }
    if piece.style.contains(.strikethrough) {
      body = plainMarks && !body.hasPrefix("<") ? "~~\(body)~~" : "<del>\(body)</del>"
    }
    if piece.style.contains(.italic) { body = plainMarks ? "*\(body)*" : "<em>\(body)</em>" }
    if piece.style.contains(.bold) {
      body = plainMarks ? "**\(body)**" : "<strong>\(body)</strong>"
    }
    if piece.style.contains(.rubyBase) { body = "<ruby>" + body }
    return lead + body + tail
  }

  /// What is read in its place, where there is no picture.
  private func picture(_ picture: InlinePicture) -> String {
    guard let path = pictures(picture.name, picture.picture) else {
      return MarkdownEscaping.escape(picture.alternate ?? "", in: surroundings)
    }
    let alternate = MarkdownEscaping.escape(
      picture.alternate ?? "", in: surroundings.union(.brackets))
    return "![\(alternate)](\(Address.file(path)))"
  }

  /// What a piece begins with once it is written: its own text, or a mark.
  private func start(of piece: StyledPiece) -> Unicode.Scalar? {
    guard let first = piece.text.unicodeScalars.first else { return nil }
    let isNote = if case .note? = piece.link { keepsEmphasis } else { false }
    let isLink = isNote || piece.link.flatMap(target) != nil
    let isPlain = piece.style.isEmpty && !isLink && piece.formula == nil && piece.picture == nil
    return isPlain || MarkdownEscaping.isSpace(first) ? first : "["
  }

  private func formula(_ formula: Formula) -> String {
    guard maths == .latex else {
      return MarkdownEscaping.escape(formula.plain, in: surroundings)
    }
    return "$\(MarkdownEscaping.formula(formula.latex.string, in: surroundings))$"
  }

  private static func flanks(inner: Unicode.Scalar, outer: Unicode.Scalar?) -> Bool {
    guard MarkdownEscaping.isPunctuation(inner) || MarkdownEscaping.isSymbol(inner) else {
      return true
    }
    return MarkdownEscaping.isSpace(outer) || outer.map(MarkdownEscaping.isPunctuation) ?? true
  }
}

extension StringProtocol {
  func trimmingSpaces() -> String {
    var slice = self[...]
    while slice.first?.isWhitespace ?? false { slice = slice.dropFirst() }
    while slice.last?.isWhitespace ?? false { slice = slice.dropLast() }
    return String(slice)
  }
}
