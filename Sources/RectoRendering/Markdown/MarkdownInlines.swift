internal import RectoTree

/// Writes styled text as Markdown inlines.
struct MarkdownInlines {
  let keepsEmphasis: Bool
  var maths = RenderingOptions.Maths.latex
  var inTable = false
  var anchors: HeadingAnchors?

  /// `dropping` are styles that the surroundings imply: bold in a heading that is all bold.
  func markdown(_ text: Text, dropping: Style = []) -> String {
    let pieces = StyledPiece.pieces(of: text, keepsStyle: keepsEmphasis, dropping: dropping)
    return markdown(pieces)
  }

  /// A footnote: `[^1]: ` and its text where something refers to it.
  func footnote(_ text: Text) -> String {
    var pieces = StyledPiece.pieces(of: text, keepsStyle: keepsEmphasis)
    guard case .note(let name)? = pieces.first?.link, keepsEmphasis else {
      return MarkdownEscaping.escapeStart(markdown(pieces))
    }
    pieces.removeFirst()
    if let rest = pieces.first { pieces[0].text = rest.text.drop(while: \.isWhitespace) }
    return "[^\(name)]: " + markdown(pieces)
  }

  private func markdown(_ pieces: [StyledPiece]) -> String {
    if pieces.count == 1, pieces[0].style.isEmpty, pieces[0].link == nil, pieces[0].formula == nil {
      return MarkdownEscaping.escape(pieces[0].text, inTable: inTable)
    }
    var result = ""
    var i = 0
    while i < pieces.count {
      if case .note(let name)? = pieces[i].link, keepsEmphasis {
        result += "[^\(name)]"
        i += 1
        continue
      }
      guard let link = pieces[i].link, let target = target(link) else {
        result += styled(pieces, i)
        i += 1
        continue
      }
      // Pieces of one link stand inside one pair of brackets.
      var label = ""
      var raw = ""
      while i < pieces.count, pieces[i].link == link {
        label += styled(pieces, i)
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
        } else if bare == target || "mailto:" + bare == target {
          "<\(bare)>"
        } else { "[\(core)](\(Self.destination(target)))" }
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

  private static func destination(_ uri: String) -> String {
    if uri.contains(where: { $0 == " " || $0 == "(" || $0 == ")" || $0 == "<" || $0 == ">" }) {
      let encoded = uri.map { character in
        switch character {
        case " ": "%20"
        case "<": "%3C"
        case ">": "%3E"
        case "(": "%28"
        case ")": "%29"
        default: String(character)
        }
      }
      return encoded.joined()
    }
    return uri
  }

  private func styled(_ pieces: [StyledPiece], _ i: Int) -> String {
    let piece = pieces[i]
    if let formula = piece.formula { return self.formula(formula) }
    let before = i > 0 ? pieces[i - 1].text.last : nil
    let after = i + 1 < pieces.count ? pieces[i + 1].text.first : nil
    if piece.style.contains(.ruby) {
      let body = MarkdownEscaping.escape(piece.text, inTable: inTable)
      return keepsEmphasis ? "<rt>\(body)</rt></ruby>" : "(\(body))"
    }
    if piece.style.isEmpty {
      return MarkdownEscaping.escape(piece.text, before: before, after: after, inTable: inTable)
    }
    let lead = piece.text.prefix { $0.isWhitespace }
    let trail = piece.text.reversed().prefix { $0.isWhitespace }.count
    let core = piece.text.dropFirst(lead.count).dropLast(trail)
    guard let first = core.first, let last = core.last else { return String(piece.text) }
    let tail = String(piece.text.suffix(trail))
    var body: String
    if piece.style.contains(.code) && !core.contains("`") && !(inTable && core.contains("|")) {
      body = "`\(core)`"
    } else {
      body = MarkdownEscaping.escape(core, inTable: inTable)
    }
    if piece.style.contains(.superscript) { body = "<sup>\(body)</sup>" }
    if piece.style.contains(.subscript) { body = "<sub>\(body)</sub>" }
    let outerBefore = lead.isEmpty ? before : " "
    let outerAfter = trail == 0 ? after : " "
    // Delimiters open and close only beside the right characters (GFM 6.2); else tags do.
    let wrapped = piece.style.isDisjoint(with: [.superscript, .subscript, .code, .underline, .mark])
    let opens = Self.flanks(inner: wrapped ? first : "<", outer: outerBefore)
    let closes = Self.flanks(inner: wrapped ? last : ">", outer: outerAfter)
    let touches =
      i > 0 && lead.isEmpty
      && !pieces[i - 1].style.isDisjoint(with: [.bold, .italic, .strikethrough])
      && !(before?.isWhitespace ?? true)
      || i + 1 < pieces.count && trail == 0
        && !pieces[i + 1].style.isDisjoint(with: [.bold, .italic, .strikethrough])
        && !(after?.isWhitespace ?? true)
    let plainMarks = opens && closes && !touches
    if piece.style.contains(.underline) { body = "<u>\(body)</u>" }
    if piece.style.contains(.mark) { body = "<mark>\(body)</mark>" }
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

  private func formula(_ formula: Formula) -> String {
    guard maths == .latex else {
      return MarkdownEscaping.escape(formula.plain, inTable: inTable)
    }
    var latex = formula.latex.string
    if inTable {
      // A bar would end the cell.
      latex = latex.replacing("\\|", with: "\\Vert ").replacing("|", with: "\\vert ")
    }
    return "$\(latex)$"
  }

  private static func flanks(inner: Character, outer: Character?) -> Bool {
    guard inner.isPunctuation || inner.isSymbol else { return true }
    guard let outer else { return true }
    return outer.isWhitespace || outer.isPunctuation || outer.isSymbol
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
