public import RectoGeometry

/// A piece of text with its styles, its lines and the glyphs that it was made of.
///
/// All ranges are UTF-8 offsets into `string`. `runs` are in text order: joining lines, dropping
/// hyphens and folding spaces keep them, so that every character leads back to its glyphs.
public struct Text: Sendable, Equatable {
  public internal(set) var string: String
  /// In order, without overlap.
  public internal(set) var spans: [Span]
  public internal(set) var lines: [TextLine]
  public internal(set) var runs: [SourceRun]
  /// Formulas within it, in order.
  public internal(set) var formulas: [InlineFormula]
  /// Pictures within it, in order.
  public internal(set) var pictures: [InlinePicture]

  public init(
    _ string: String = "", spans: [Span] = [], lines: [TextLine] = [], runs: [SourceRun] = [],
    formulas: [InlineFormula] = [], pictures: [InlinePicture] = []
  ) {
    self.string = string
    self.spans = spans
    self.lines = lines
    self.runs = runs
    self.formulas = formulas
    self.pictures = pictures
  }

  /// A stretch of text with a look or a link of its own. Text between spans is plain.
  public struct Span: Sendable, Equatable {
    public var start: Int32
    public var end: Int32
    public var style: Style
    public var link: Link?

    public init(start: Int32, end: Int32, style: Style, link: Link? = nil) {
      self.start = start
      self.end = end
      self.style = style
      self.link = link
    }
  }

  public var isEmpty: Bool { string.isEmpty }

  /// How much of what is printed, blanks apart, bears a style and is no link: 0 to 1.
  public func share(of style: Style) -> Float {
    let styled = spans.filter { $0.style.contains(style) && $0.link == nil }
    guard !styled.isEmpty else { return 0 }
    let bytes = Array(string.utf8)
    let printed = { (range: Range<Int>) in
      Float(bytes[range.clamped(to: bytes.indices)].count { $0 != UInt8(ascii: " ") })
    }
    return styled.reduce(0) { $0 + printed(Int($1.start)..<Int($1.end)) }
      / max(printed(bytes.indices), 1)
  }

  /// Changes the boxes of its lines, and of the symbols of the formulas in it.
  mutating func mapBoxes(_ change: (Box) -> Box) {
    for i in lines.indices { lines[i].box = change(lines[i].box) }
    for i in formulas.indices {
      formulas[i].formula.mapBoxes(change)
      formulas[i].formula.latex.mapBoxes(change)
    }
  }

  /// Changes the sizes of its lines.
  package mutating func mapLineSizes(_ change: (Float) -> Float) {
    for i in lines.indices { lines[i].size = change(lines[i].size) }
  }

  /// Replaces each link by what `change` makes of it.
  public mutating func mapLinks(_ change: (Link) -> Link?) {
    for i in spans.indices {
      if let link = spans[i].link { spans[i].link = change(link) }
    }
  }

  /// Changes the pictures in it, which keep their places.
  public mutating func mapPictures(_ change: (inout InlinePicture) -> Void) {
    for i in pictures.indices {
      var picture = pictures[i]
      change(&picture)
      (picture.start, picture.end) = (pictures[i].start, pictures[i].end)
      pictures[i] = picture
    }
  }

  /// Changes the style of each span; spans that are left without style and link become plain text.
  public mutating func mapStyles(_ change: (Style) -> Style) {
    for i in spans.indices { spans[i].style = change(spans[i].style) }
    spans.removeAll { $0.style.isEmpty && $0.link == nil }
  }

  /// Links what one span covers.
  public mutating func setLink(_ link: Link?, ofSpan index: Int) {
    guard spans.indices.contains(index) else { return }
    spans[index].link = link
  }

  /// Keeps the glyphs of a text that is dropped before this one.
  package mutating func takeGlyphs(of dropped: Text) {
    runs.insert(
      contentsOf: dropped.runs.map { run in
        var run = run
        (run.start, run.end) = (0, 0)
        return run
      }, at: 0)
  }

  /// Links a range, whatever styles it has. Links that lead out of the document and those to notes
  /// and comments stay as they are.
  public mutating func link(_ range: Range<Int32>, to link: Link) {
    var result: [Span] = []
    var place = range.lowerBound
    func add(_ start: Int32, _ end: Int32, _ style: Style, _ link: Link?) {
      if start < end { result.append(Span(start: start, end: end, style: style, link: link)) }
    }
    for span in spans {
      guard span.end > range.lowerBound, span.start < range.upperBound else {
        if span.start >= range.upperBound {
          add(place, range.upperBound, [], link)
          place = max(place, range.upperBound)
        }
        result.append(span)
        continue
      }
      add(place, span.start, [], link)
      add(span.start, max(span.start, range.lowerBound), span.style, span.link)
      let (start, end) = (
        max(span.start, range.lowerBound), min(span.end, range.upperBound)
      )
      switch span.link {
      case .uri, .note, .comment: add(start, end, span.style, span.link)
      case .place, .named, .anchor, nil: add(start, end, span.style, link)
      }
      add(end, span.end, span.style, span.link)
      place = max(place, end)
    }
    add(place, range.upperBound, [], link)
    spans = result
  }

  /// The text of a range of UTF-8 offsets; offsets inside a character are moved to its start.
  public func slice(_ start: Int32, _ end: Int32) -> Substring {
    let utf8 = string.utf8
    let from = utf8.index(utf8.startIndex, offsetBy: Int(max(0, start)), limitedBy: utf8.endIndex)
    let to = utf8.index(utf8.startIndex, offsetBy: Int(max(0, end)), limitedBy: utf8.endIndex)
    return string[(from ?? utf8.endIndex)..<(to ?? utf8.endIndex)]
  }

  /// Adds another text after a separator, shifting its ranges.
  public mutating func append(_ other: Text, separator: String = "") {
    string += separator
    let shift = Int32(string.utf8.count)
    string += other.string
    for span in other.spans {
      let moved = Span(
        start: span.start + shift, end: span.end + shift, style: span.style, link: span.link)
      if let last = spans.last, last.style == moved.style, last.link == moved.link,
        last.end + Int32(separator.utf8.count) == moved.start
      {
        spans[spans.count - 1].end = moved.end
      } else {
        spans.append(moved)
      }
    }
    for var line in other.lines {
      line.start += shift
      line.end += shift
      lines.append(line)
    }
    for var run in other.runs {
      run.start += shift
      run.end += shift
      runs.append(run)
    }
    for var formula in other.formulas {
      formula.start += shift
      formula.end += shift
      formulas.append(formula)
    }
    for var picture in other.pictures {
      picture.start += shift
      picture.end += shift
      pictures.append(picture)
    }
  }

  /// Puts back a hyphen that was dropped at an offset: its glyph is the last of the run that ends
  /// there. What begins there begins after it, and after a space if words of their own follow.
  public mutating func restoreHyphen(at offset: Int32, addingSpace: Bool = false) {
    let utf8 = string.utf8
    guard
      let place = utf8.index(utf8.startIndex, offsetBy: Int(offset), limitedBy: utf8.endIndex)
    else { return }
    string.insert(contentsOf: addingSpace ? "- " : "-", at: place)
    let added: Int32 = addingSpace ? 2 : 1
    func start(_ value: Int32) -> Int32 { value >= offset ? value + added : value }
    func end(_ value: Int32) -> Int32 { value > offset ? value + added : value }
    for i in spans.indices {
      (spans[i].start, spans[i].end) = (start(spans[i].start), end(spans[i].end))
    }
    for i in lines.indices {
      if lines[i].end == offset, lines[i].droppedHyphen {
        lines[i].end += 1
        lines[i].droppedHyphen = false
      } else {
        (lines[i].start, lines[i].end) = (start(lines[i].start), end(lines[i].end))
      }
    }
    let own = runs.lastIndex { $0.end == offset }
    for i in runs.indices {
      if i == own {
        runs[i].end += 1
        runs[i].silent -= min(runs[i].silent, 1)
      } else {
        (runs[i].start, runs[i].end) = (start(runs[i].start), end(runs[i].end))
      }
    }
    for i in formulas.indices {
      (formulas[i].start, formulas[i].end) = (start(formulas[i].start), end(formulas[i].end))
    }
    for i in pictures.indices {
      (pictures[i].start, pictures[i].end) = (start(pictures[i].start), end(pictures[i].end))
    }
  }

  /// Removes `count` bytes at the end. Runs keep their glyphs, of which the last are silent then.
  public mutating func dropLast(_ count: Int) {
    let keep = string.utf8.count - count
    guard count > 0, keep >= 0 else { return }
    for i in runs.indices where runs[i].start < keep && runs[i].end > keep {
      runs[i].silence(slice(Int32(keep), runs[i].end))
    }
    string = String(slice(0, Int32(keep)))
    clampRanges(to: Int32(keep))
  }

  /// Splits off the first bytes, up to `offset`; runs that cross it are cut if it is certain which
  /// glyphs stand before it, else they stay with the second part.
  public func split(at offset: Int32) -> (Text, Text) {
    var (head, tail) = (Text(String(slice(0, offset))), Text(String(slice(offset, .max))))
    for span in spans {
      if span.start < offset {
        var part = span
        part.end = min(part.end, offset)
        head.spans.append(part)
      }
      if span.end > offset {
        var part = span
        part.start = max(part.start, offset) - offset
        part.end -= offset
        tail.spans.append(part)
      }
    }
    for line in lines {
      if line.start < offset {
        var part = line
        part.end = min(part.end, offset)
        head.lines.append(part)
      }
      if line.end > offset || (line.start >= offset && line.end >= offset) {
        var part = line
        part.start = max(part.start, offset) - offset
        part.end -= offset
        tail.lines.append(part)
      }
    }
    for formula in formulas {
      if formula.end <= offset {
        head.formulas.append(formula)
      } else if formula.start >= offset {
        var part = formula
        part.start -= offset
        part.end -= offset
        tail.formulas.append(part)
      }
    }
    for picture in pictures {
      if picture.end <= offset {
        head.pictures.append(picture)
      } else if picture.start >= offset {
        var part = picture
        part.start -= offset
        part.end -= offset
        tail.pictures.append(part)
      }
    }
    for run in runs {
      if run.end <= offset {
        head.runs.append(run)
      } else if run.start >= offset {
        var part = run
        part.start -= offset
        part.end -= offset
        tail.runs.append(part)
      } else if let (first, second) = run.split(after: offset - run.start, in: self) {
        head.runs.append(first)
        var part = second
        part.start -= offset
        part.end -= offset
        tail.runs.append(part)
      } else {
        var part = run
        part.start = 0
        part.end -= offset
        tail.runs.append(part)
      }
    }
    return (head, tail)
  }

  /// Gives back the room that arrays keep for growing: a document holds tens of thousands of texts.
  public mutating func compact() {
    spans = spans.map { $0 }
    lines = lines.map { $0 }
    runs = runs.map { $0 }
    formulas = formulas.map { $0 }
    pictures = pictures.map { $0 }
  }

  private mutating func clampRanges(to end: Int32) {
    spans = spans.compactMap { span in
      guard span.start < end else { return nil }
      var span = span
      span.end = min(span.end, end)
      return span
    }
    for i in lines.indices {
      lines[i].start = min(lines[i].start, end)
      lines[i].end = min(lines[i].end, end)
    }
    for i in runs.indices {
      runs[i].start = min(runs[i].start, end)
      runs[i].end = min(runs[i].end, end)
    }
    formulas.removeAll { $0.end > end }
    pictures.removeAll { $0.end > end }
  }
}

/// One printed line of a text: where it stands, and which part of the text it holds.
public struct TextLine: Sendable, Equatable {
  public var page: Int32
  public var box: Box
  public var start: Int32
  public var end: Int32
  /// The size of most of its letters, in points.
  public var size: Float
  /// A hyphen at its end was dropped when the word was joined.
  public var droppedHyphen = false
  /// How sure the recogniser is of what it read of it, 0 to 100; `nil` if the file gives its text.
  public package(set) var confidence: Float?

  public init(page: Int32, box: Box, start: Int32, end: Int32, size: Float) {
    self.page = page
    self.box = box
    self.start = start
    self.end = end
    self.size = size
  }
}

/// Glyphs of a page that follow each other, and the text that they became.
public struct SourceRun: Sendable, Equatable {
  public var start: Int32
  public var end: Int32
  public var page: Int32
  /// The first and the last glyph, as indices in drawing order; `last < first` if they were drawn
  /// against the direction of reading.
  public var first: Int32
  public var last: Int32
  /// Spaces of the text that no glyph stands for lie inside the run, and such that one stands for.
  private var hasMadeSpaces = false
  private var hasBlanks = false
  /// So many of its glyphs at the end became no text: blanks, and the hyphen of a divided word.
  package internal(set) var silent: UInt8 = 0

  public init(start: Int32, end: Int32, page: Int32, first: Int32, last: Int32) {
    self.start = start
    self.end = end
    self.page = page
    self.first = first
    self.last = last
  }

  /// The glyphs in ascending order.
  public var glyphs: ClosedRange<Int32> { min(first, last)...max(first, last) }

  public var count: Int { glyphs.count }

  /// Whether its glyphs follow those of another, drawn in the same direction.
  package func goesOn(after other: SourceRun) -> Bool {
    guard page == other.page else { return false }
    return first == other.last + 1 && first <= last && other.first <= other.last
      || first == other.last - 1 && first >= last && other.first >= other.last
  }

  /// Cuts the run after `bytes` bytes of its text, if it is certain which glyphs stand before.
  func split(after bytes: Int32, in text: Text) -> (SourceRun, SourceRun)? {
    let head = text.slice(start, start + bytes)
    let tail = text.slice(start + bytes, end)
    guard let own = glyphs(of: head), own > 0, own < count else { return nil }
    // One for each character; else there are ligatures, which must not be in what is counted.
    if own + (glyphs(of: tail) ?? .max - own) != count - Int(silent), !Self.isSpelt(head) {
      return nil
    }
    let step: Int32 = first <= last ? 1 : -1
    var (a, b) = (self, self)
    a.end = start + bytes
    a.last = first + step * Int32(own - 1)
    a.silent = 0
    b.start = a.end
    b.first = a.last + step
    return (a, b)
  }

  /// How many glyphs a part of the run's text has, if each character has one; `nil` if some of its
  /// spaces may have none.
  private func glyphs(of part: Substring) -> Int? {
    let all = part.unicodeScalars.count
    guard hasMadeSpaces else { return all }
    let spaces = part.unicodeScalars.count { $0 == " " }
    return hasBlanks && spaces > 0 ? nil : all - spaces
  }

  /// Whether no two characters can be one glyph, or one of them two, as in markers of lists: `12.`,
  /// `(a)`, `iv)`, `•`. Ligatures are of letters, though not of those that small numbers in Roman
  /// numerals have; accents stand on letters.
  private static func isSpelt(_ text: Substring) -> Bool {
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      guard scalar.properties.isAlphabetic else {
        last = nil
        continue
      }
      let isAlone = last.map { isNumeral($0) && isNumeral(scalar) } ?? true
      guard scalar.isASCII, isAlone else { return false }
      last = scalar
    }
    return true
  }

  private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
    ["i", "v", "x", "I", "V", "X"].contains(scalar)
  }

  /// The text goes on after spaces that no glyph stands for, or that the silent ones stand for.
  package mutating func holdsSpace(isMade: Bool) {
    if isMade {
      hasMadeSpaces = true
    } else {
      (hasBlanks, silent) = (true, 0)
    }
  }

  /// So many more glyphs at the end are no text.
  package mutating func silence(_ count: Int) {
    silent = UInt8(clamping: Int(silent) + count)
  }

  /// Has the glyphs of what is taken from its end be no text.
  fileprivate mutating func silence(_ end: Substring) { silence(glyphs(of: end) ?? 0) }
}

/// How text is set.
public struct Style: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  @inlinable
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable public static var bold: Style { Style(rawValue: 1) }
  @inlinable public static var italic: Style { Style(rawValue: 2) }
  @inlinable public static var superscript: Style { Style(rawValue: 4) }
  @inlinable public static var `subscript`: Style { Style(rawValue: 8) }
  @inlinable public static var code: Style { Style(rawValue: 16) }
  @inlinable public static var underline: Style { Style(rawValue: 32) }
  @inlinable public static var strikethrough: Style { Style(rawValue: 64) }
  /// On a coloured ground, as with a marker.
  @inlinable public static var mark: Style { Style(rawValue: 128) }
  /// How what stands before it, which is `rubyBase`, is read.
  @inlinable public static var ruby: Style { Style(rawValue: 256) }
  @inlinable public static var rubyBase: Style { Style(rawValue: 512) }
  /// Put in, or taken out, by a change that nobody has accepted yet.
  @inlinable public static var insertion: Style { Style(rawValue: 1024) }
  @inlinable public static var deletion: Style { Style(rawValue: 2048) }

  /// The styles by the names that the JSON uses.
  public static let names: [(Style, String)] = [
    (.bold, "bold"), (.italic, "italic"), (.superscript, "superscript"),
    (.subscript, "subscript"), (.code, "code"), (.underline, "underline"),
    (.strikethrough, "strikethrough"), (.mark, "mark"), (.ruby, "ruby"),
    (.rubyBase, "ruby-base"), (.insertion, "insertion"), (.deletion, "deletion"),
  ]
}

/// Where a link leads.
public enum Link: Sendable, Hashable {
  case uri(String)
  /// A named destination that has not been looked up.
  case named(String)
  /// A place in the document: a page from 0 and the height on it.
  case place(page: Int, top: Float?)
  /// A footnote by its name: of a mark in the text, and of the note's own mark.
  case note(String)
  /// A block by its anchor.
  case anchor(String)
  /// A comment by its anchor, which is furniture: of the words that it is about.
  case comment(String)
}

extension Text {
  /// The runs of one printed line, in text order.
  public func runs(ofLine index: Int) -> [SourceRun] {
    let line = lines[index]
    let isLast = index + 1 == lines.count
    let next = isLast ? Int32.max : lines[index + 1].start
    let first = index == 0 ? Int32.min : line.start
    return runs.filter { run in
      // An empty run, of a dropped hyphen, belongs to the line that it ends.
      run.start >= first
        && (run.start < next
          || run.end <= line.end && run.start == run.end && run.start == line.end)
        && !(run.start == run.end && index > 0 && run.start == line.start
          && line.start == lines[index - 1].end)
    }
  }
}
