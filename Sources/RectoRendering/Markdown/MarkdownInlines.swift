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
  func write(_ text: Text, dropping: Style = [], to output: inout Output) {
    write(output.begin(text), of: text, dropping: dropping, to: &output)
  }

  /// Writes a slice of the text that was begun last.
  func write(_ slice: TextSlice, of text: Text, dropping: Style = [], to output: inout Output) {
    if text.spans.isEmpty, text.formulas.isEmpty, text.pictures.isEmpty {
      return MarkdownEscaping.write(slice, in: surroundings, to: &output)
    }
    let pieces = StyledPiece.pieces(
      of: slice, in: text, keepsStyle: keepsEmphasis, dropping: dropping)
    write(pieces, to: &output)
  }

  /// A footnote: `[^1]: ` and its text, without the mark that is printed there, where something refers
  /// to it.
  func footnote(_ text: Text, name: String?, to output: inout Output) {
    let slice = output.begin(text)
    var pieces = StyledPiece.pieces(of: slice, in: text, keepsStyle: keepsEmphasis)[...]
    if let name, keepsEmphasis {
      // The mark itself, as far as it is printed there.
      pieces = pieces.drop { $0.link == .note(name) }
      let mark = "[^\(MarkdownEscaping.noteName(name))]"
      output.standIn(for: 0..<(pieces.first?.text.range.lowerBound ?? slice.range.upperBound)) {
        $0.markup(mark)
      }
      output.markup(": ")
      if let text = pieces.first?.text {
        pieces[pieces.startIndex].text =
          text[from: text.bytes.startIndex + text.bytes.blanks.leading]
      }
    }
    output.line { write(Array(pieces), to: &$0) }
  }

  private func write(_ pieces: [StyledPiece], to output: inout Output) {
    let pieces = pieces.compactMap { piece in
      var piece = piece
      piece.text = piece.text.line
      return piece.text.isEmpty ? nil : piece
    }
    if pieces.count == 1, pieces[0].isPlain {
      return MarkdownEscaping.write(pieces[0].text, in: surroundings, to: &output)
    }
    let outer = output.first
    output.first = nil
    defer { output.first = outer ?? output.first }
    var i = 0
    while i < pieces.count {
      if case .note(let name)? = pieces[i].link, keepsEmphasis {
        output.whole(note: name) { output in
          output.standIn(for: pieces[i].text.range) {
            $0.markup("[^\(MarkdownEscaping.noteName(name))]")
          }
        }
        i += 1
        continue
      }
      guard let link = pieces[i].link, let target = target(link) else {
        styled(pieces, i, to: &output)
        i += 1
        continue
      }
      // Pieces of one link stand inside one pair of brackets.
      let end = pieces[i...].firstIndex { $0.link != link } ?? pieces.count
      self.link(pieces, i..<end, to: target, &output)
      i = end
    }
  }

  private func link(
    _ pieces: [StyledPiece], _ range: Range<Int>, to target: String, _ output: inout Output
  ) {
    let before = output.lastFollowed
    var inner = self
    inner.surroundings.insert(.brackets)
    guard
      let start = output.following({ output in
        for i in range { inner.styled(pieces, i, orAfter: "[", to: &output) }
      })
    else { return }
    let label = output.written(from: start)
    let lead = label.prefix { $0 == 0x20 }.count
    let trail = label.reversed().prefix { $0 == 0x20 }.count
    let bare = pieces[range].map(\.text.string).joined().trimmingSpaces()
    let next = range.upperBound < pieces.count ? pieces[range.upperBound].text.first : nil
    let isLinked = BareAddress.isLinked(
      bare, to: target, after: lead > 0 ? " " : before, before: trail > 0 ? " " : next)
    if isLinked || BareAddress.fitsBrackets(bare, to: target) {
      output.takeBack(to: start + lead)
      let address = output.following { output in
        for piece in pieces[range] { output.text(piece.text) }
      }
      if let address { output.trim(from: address) }
      if !isLinked {
        output.insert("<", at: start + lead)
        output.markup(">")
      }
      output.isInline(from: start + lead, isWhole: true)
      output.markup(String(repeating: " ", count: trail))
    } else {
      output.insert("](\(MarkdownEscaping.destination(target)))", at: output.bytes.count - trail)
      output.insert("[", at: start + lead)
      output.isInline(from: start + lead)
    }
  }

  /// Links within the document lead to the headings that stand where they lead.
  private func target(_ link: Link) -> String? {
    if case .place(let page, let top) = link {
      return keepsEmphasis ? anchors?.target(page: page, top: top) : nil
    }
    if case .anchor(let name) = link { return keepsEmphasis ? "#" + name : nil }
    return link.address
  }

  /// Writes a piece. What is followed stands before it, or else `other`.
  private func styled(
    _ pieces: [StyledPiece], _ i: Int, orAfter other: Unicode.Scalar? = nil,
    to output: inout Output
  ) {
    let piece = pieces[i]
    if let formula = piece.formula {
      return output.whole { output in
        output.standIn(for: piece.text.range) { self.formula(formula, to: &$0) }
      }
    }
    if let picture = piece.picture { return output.whole { self.picture(picture, to: &$0) } }
    if piece.style.contains(.ruby) {
      output.markup(keepsEmphasis ? "<rt>" : "(")
      MarkdownEscaping.write(piece.text, before: ">", next: "<", in: surroundings, to: &output)
      return output.markup(keepsEmphasis ? "</rt></ruby>" : ")")
    }
    let written = output.lastFollowed ?? other
    let next = i + 1 < pieces.count ? start(of: pieces[i + 1]) : nil
    if piece.style.isEmpty {
      return MarkdownEscaping.write(
        piece.text, before: written, next: next, in: surroundings, to: &output)
    }
    let blanks = piece.text.bytes.blanks
    let (start, end) = (
      piece.text.bytes.startIndex + blanks.leading, piece.text.bytes.endIndex - blanks.trailing
    )
    let core = piece.text[start..<end]
    guard let first = core.first, let last = core.last else { return output.text(piece.text) }
    let before = i > 0 ? pieces[i - 1].text.last : nil
    let after = i + 1 < pieces.count ? pieces[i + 1].text.first : nil
    let outerBefore = blanks.leading == 0 ? written : " "
    let outerAfter = blanks.trailing == 0 ? next : " "
    // Delimiters open and close only beside the right characters (GFM 6.2); else tags do.
    let wrapped = piece.style.isDisjoint(with: [
      .superscript, .subscript, .code, .underline, .mark, .insertion, .deletion,
    ])
    let opens = Self.flanks(inner: wrapped ? first : "<", outer: outerBefore)
    let closes = Self.flanks(inner: wrapped ? last : ">", outer: outerAfter)
    let touches =
      i > 0 && blanks.leading == 0
      && !pieces[i - 1].style.isDisjoint(with: [.bold, .italic, .strikethrough])
      && !MarkdownEscaping.isSpace(before)
      || i + 1 < pieces.count && blanks.trailing == 0
        && !pieces[i + 1].style.isDisjoint(with: [.bold, .italic, .strikethrough])
        && !MarkdownEscaping.isSpace(after)
    let plainMarks = opens && closes && !touches
    output.text(piece.text[piece.text.bytes.startIndex..<start])
    if piece.style.contains(.rubyBase) { output.markup("<ruby>") }
    let body = output.following { self.body(core, piece.style, to: &$0) }
    if let body {
      emphasise(piece.style, withMarks: plainMarks, from: body, &output)
      output.isInline(from: body)
    }
    output.text(piece.text[from: end])
  }

  /// Writes what stands between the marks of emphasis.
  private func body(_ core: TextSlice, _ style: Style, to output: inout Output) {
    let isTable = surroundings.contains(.table)
    let isCode =
      style.contains(.code) && !core.bytes.contains(UInt8(ascii: "`"))
      && !(isTable && core.bytes.contains(UInt8(ascii: "|")))
    let tags: [(Style, String)] = [
      (.deletion, "del"), (.insertion, "ins"), (.mark, "mark"), (.underline, "u"),
      (.subscript, "sub"), (.superscript, "sup"),
    ]
    let own = tags.filter { style.contains($0.0) }.map(\.1)
    for tag in own { output.markup("<\(tag)>") }
    if isCode {
      output.markup("`")
      output.text(core)
      output.markup("`")
    } else {
      // Marks stand on both sides.
      MarkdownEscaping.write(core, before: ">", next: "<", in: surroundings, to: &output)
    }
    for tag in own.reversed() { output.markup("</\(tag)>") }
  }

  /// Puts marks of emphasis around what was written from a place on; tags where marks would not be read.
  private func emphasise(
    _ style: Style, withMarks: Bool, from start: Int, _ output: inout Output
  ) {
    func enclose(_ mark: String, _ tag: String, hasMark: Bool) {
      output.insert(hasMark ? mark : "<\(tag)>", at: start)
      output.markup(hasMark ? mark : "</\(tag)>")
    }
    if style.contains(.strikethrough) {
      let isTag = output.bytes[start] == UInt8(ascii: "<")
      enclose("~~", "del", hasMark: withMarks && !isTag)
    }
    if style.contains(.italic) { enclose("*", "em", hasMark: withMarks) }
    if style.contains(.bold) { enclose("**", "strong", hasMark: withMarks) }
  }

  /// What is read in its place, where there is no picture.
  private func picture(_ picture: InlinePicture, to output: inout Output) {
    guard let path = pictures(picture.name, picture.picture) else {
      return output.markup(MarkdownEscaping.escape(picture.alternate ?? "", in: surroundings))
    }
    let alternate = MarkdownEscaping.escape(
      picture.alternate ?? "", in: surroundings.union(.brackets))
    output.markup("![\(alternate)](\(Address.file(path)))")
  }

  /// What a piece begins with once it is written: its own text, or a mark.
  private func start(of piece: StyledPiece) -> Unicode.Scalar? {
    guard let first = piece.text.first else { return nil }
    let isNote = if case .note? = piece.link { keepsEmphasis } else { false }
    let isLink = isNote || piece.link.flatMap(target) != nil
    let isPlain = piece.style.isEmpty && !isLink && piece.formula == nil && piece.picture == nil
    return isPlain || MarkdownEscaping.isSpace(first) ? first : "["
  }

  private func formula(_ formula: Formula, to output: inout Output) {
    guard maths == .latex else {
      return output.markup(MarkdownEscaping.escape(formula.plain, in: surroundings))
    }
    output.markup("$\(MarkdownEscaping.formula(formula.latex.string, in: surroundings))$")
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
