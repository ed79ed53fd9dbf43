internal import RectoGeometry
internal import RectoTree

/// A text, whose fields are those of what it is the text of.
enum DescribedText {
  static func describe<F: Form>(_ text: inout Text, _ form: inout F) {
    form.part("text") { form in
      var (string, spans) = (text.string, text.spans)
      var (formulas, pictures) = (text.formulas, text.pictures)
      form.field("text", &string, .string)
      var lines = F.reads ? [] : text.lines.indices.map { DescribedLine($0, of: text) }
      form.within(string) { form in
        form.unusual("spans", &spans, .list(.object(Text.Span.self)), [])
        form.unusual("formulas", &formulas, .list(.object(InlineFormula.self)), [])
        form.unusual("pictures", &pictures, .list(.object(InlinePicture.self)), [])
        form.field("lines", &lines, .list(.object(DescribedLine.self)), nil, orElse: [])
      }
      guard F.reads else { return }
      text = Text(
        string, spans: spans, lines: lines.map(\.line),
        runs: DescribedLine.runs(of: lines, length: Int32(clamping: string.utf8.count)),
        formulas: formulas, pictures: pictures)
      if let fault = text.faults.first { form.fail("its \(fault)") }
    }
  }
}

/// A place in the text that is gone over: in JSON offsets count scalars of Unicode.
struct OffsetShape: Shape {
  func write(_ value: Int32, _ key: String?, _ form: inout WritingForm) {
    form.writer.int(key, form.context.offsets[value])
  }

  func read(_ form: inout ReadingForm) -> Int32? {
    guard let number = form.integer() else { return nil }
    guard let offset = form.context.offsets.offset(ofScalar: number) else {
      form.fail("\(number) is no place in a text of \(form.context.offsets.count) characters")
      return nil
    }
    return offset
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    .object([("type", .string("integer")), ("minimum", .number(0))])
  }
}

extension Shape where Self == OffsetShape {
  static var offset: OffsetShape { OffsetShape() }
}

extension Text.Span: Described {
  static var blank: Text.Span { Text.Span(start: 0, end: 0, style: []) }

  mutating func describe(_ form: inout some Form) {
    form.field("start", &start, .offset)
    form.field("end", &end, .offset)
    var styles = Style.names.map(\.0).filter(style.contains)
    form.field("styles", &styles, .list(NamedShape(names: Style.names.map { ($0.0, $0.1) })))
    style = Style(styles)
    var target = DescribedTarget(link)
    form.optional("uri", &target.uri, .string)
    form.optional("target", &target.place, .object(DescribedTarget.Place.self))
    form.optional("note", &target.note, .string, "The name of the footnote that is called.")
    form.optional(
      "anchor", &target.anchor, .string, "The anchor of the block that the link leads to.")
    form.optional("comment", &target.comment, .string, "The anchor of the comment on these words.")
    link = target.link ?? (form.isReading ? nil : link)
  }
}

/// Where a link leads, one of these.
private struct DescribedTarget {
  var uri: String?
  var place: Place?
  var note: String?
  var anchor: String?
  var comment: String?

  struct Place: Described {
    var page: Int
    var top: Float?

    static var blank: Place { Place(page: 0) }

    mutating func describe(_ form: inout some Form) {
      form.field("page", &page, .page)
      form.optional("top", &top, .number)
    }
  }

  init(_ link: Link?) {
    switch link {
    case .uri(let address): uri = address
    case .place(let page, let top): place = Place(page: page, top: top)
    case .note(let name): note = name
    case .anchor(let name): anchor = name
    case .comment(let name): comment = name
    case .named, nil: break
    }
  }

  var link: Link? {
    if let uri { return .uri(uri) }
    if let place { return .place(page: place.page, top: place.top) }
    if let note { return .note(note) }
    if let anchor { return .anchor(anchor) }
    return comment.map { .comment($0) }
  }
}

extension InlinePicture: Described {
  static var blank: InlinePicture { InlinePicture(start: 0, end: 0) }

  mutating func describe(_ form: inout some Form) {
    form.field("start", &start, .offset)
    form.field("end", &end, .offset)
    form.field("name", &name, .string)
    form.optional("alternate", &alternate, .string)
    DescribedPicture.describe(&picture, name: name, &form)
  }
}

/// Where a picture is: its file, or its bytes in the address.
enum DescribedPicture {
  static func describe<F: Form>(_ picture: inout PictureFile?, name: String, _ form: inout F) {
    var address = F.reads ? nil : form.context.options.address(ofPicture: name, picture)
    form.optional(
      "image", &address, .string, "Where the picture is; data: if it is in the address itself.")
    guard F.reads, let address else { return }
    picture = PictureFile(address: address)
    if picture == nil { form.context.pictures[name] = address }
  }
}

/// One printed line of a text, with its glyphs.
struct DescribedLine: Described {
  var line: TextLine
  var runs: [SourceRun] = []
  /// Whose line it is, for its words; `nil` when it is read.
  private var text: Text?

  static var blank: DescribedLine {
    DescribedLine(line: TextLine(page: 0, box: .empty, start: 0, end: 0, size: 0))
  }

  private init(line: TextLine) { self.line = line }

  init(_ index: Int, of text: Text) {
    line = text.lines[index]
    runs = text.runs(ofLine: index)
    self.text = text
  }

  mutating func describe(_ form: inout some Form) {
    form.field("page", &line.page, .page32)
    form.field("box", &line.box, .box)
    form.field("start", &line.start, .offset)
    form.field("end", &line.end, .offset)
    form.field("size", &line.size, .number, "Of most of its letters, in points.", orElse: 0)
    form.derived("source", .choice(Source.self)) {
      line.confidence == nil ? .textLayer : .recognition
    }
    form.optional("confidence", &line.confidence, .number)
    form.unusual(
      "droppedHyphen", &line.droppedHyphen, .bool, false,
      "A hyphen at its end was dropped when the word was joined.")
    form.field("glyphs", &runs, RunsShape(), nil, orElse: [])
    let context = form.context
    form.derived(
      "words", .list(.object(WordFinder.Word.self)), "With --words and --chars.", isOptional: true
    ) {
      guard context.options.words || context.options.characters, let text else { return nil }
      return WordFinder.words(
        in: text, runs: runs, glyphs: context.pages[Int(line.page)]?.glyphs ?? [])
    }
    let count = context.pages[Int(line.page)]?.glyphCount
    if let count, runs.contains(where: { Int($0.glyphs.upperBound) >= count }) {
      form.fail("it has glyphs that its page does not have, of which there are \(count)")
    }
  }

  private enum Source: String, CaseIterable {
    case textLayer = "text-layer"
    case recognition = "ocr"
  }

  /// The runs of all lines. Which glyph of a line became which of its characters is not told: the first
  /// run has them all, the others none.
  static func runs(of lines: [DescribedLine], length: Int32) -> [SourceRun] {
    var all: [SourceRun] = []
    for (i, item) in lines.enumerated() {
      let line = item.line
      // A line that holds nothing has what stands before the next.
      let isEmpty = line.end <= line.start
      let next = i + 1 < lines.count ? lines[i + 1].line.start : length
      let end = isEmpty ? max(line.start, next) : line.end
      for (number, run) in item.runs.enumerated() {
        let start = number == 0 || isEmpty ? line.start : end
        all.append(run.onPage(line.page, start: start, end: end))
      }
    }
    return all
  }
}

extension WordFinder.Word: Described {
  static var blank: Self { Self(text: "", start: 0, box: .empty, characters: []) }

  mutating func describe(_ form: inout some Form) {
    form.field("text", &text, .string)
    form.field("start", &start, .offset)
    form.field("box", &box, .box)
    let isWanted = form.context.options.characters
    form.derived(
      "chars", .list(.object(WordFinder.Character.self)), "With --chars.", isOptional: true
    ) {
      isWanted ? characters : nil
    }
  }
}

extension WordFinder.Character: Described {
  static var blank: Self { Self(text: "", glyph: 0, box: .empty) }

  mutating func describe(_ form: inout some Form) {
    form.field("text", &text, .string)
    form.field("glyph", &glyph, .glyph)
    form.field("box", &box, .box)
  }
}
