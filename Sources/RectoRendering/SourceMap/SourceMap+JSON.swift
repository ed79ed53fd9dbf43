public import RectoDiagnostics
internal import RectoGeometry

extension SourceMap {
  /// JSON with a line for each range.
  public func json(generator: String) -> String {
    var context = FormContext()
    context.options.generator = generator
    var form = WritingForm(context)
    ObjectShape().write(self, nil, &form)
    return form.writer.take() + "\n"
  }

  /// Reads a map that `name` is the file of. Says what is wrong with it, and where.
  public init(json: [UInt8], name: String) throws(ConversionError) {
    do throws(JSONFault) {
      let head = try SchemaVersion(of: JSONTree(json), Self.schema)
      guard head.isKnown else { throw JSONFault([.member("schema")], head.refusal) }
      self = try Self.read(head.tree)
    } catch {
      throw ConversionError(
        .damagedInput, "\(name) is no whole source map: \(error.path): \(error.reason)",
        advice: "Write it anew: convert the document with --source-map.")
    }
  }

  private static func read(_ tree: JSONTree) throws(JSONFault) -> SourceMap {
    var form = ReadingForm(tree)
    let map = ObjectShape<SourceMap>().read(&form)
    if let fault = form.fault { throw fault }
    return map ?? .blank
  }

  /// Whether a file's bytes begin as a map does, whole or not.
  public static func isMap(_ json: [UInt8]) -> Bool {
    json.starts(with: "{\"schema\":\"recto-source-map/".utf8)
  }
}

extension SourceMap: Described {
  static var blank: SourceMap { SourceMap(format: "", bytes: 0, pages: [], ranges: []) }

  private static let formats = ["md", "html", "text"].map { (value: $0, name: $0) }

  mutating func describe(_ form: inout some Form) {
    form.derived("schema", ConstantShape(text: Self.schema)) { () }
    let generator = form.context.options.generator
    form.derived("generator", .string) { generator }
    form.field("format", &format, NamedShape(names: Self.formats), "The format of the output.")
    form.field("bytes", &bytes, .count, "How many bytes the output has.")
    form.field("pages", &pages, .list(.object(Page.self)))
    form.field(
      "ranges", &ranges, ListShape(element: .object(Range.self), isInLines: true),
      "In the order of the output. Two ranges are the same or do not overlap: what stands for several "
        + "places is there once for each. A range holds what stands side by side on a line; a word "
        + "with --words, a character with --chars.")
    if form.isReading, let fault { form.fail(fault) }
  }

  /// What is wrong with how the ranges stand to each other, and to the rest.
  private var fault: String? {
    let known = Set(pages.map(\.index))
    var last = 0..<0
    for (i, range) in ranges.enumerated() {
      let (start, end) = (range.bytes.lowerBound, range.bytes.upperBound)
      guard end <= bytes else { return "ranges[\(i)] has bytes \(start) to \(end) of \(bytes)" }
      guard start >= last.upperBound || range.bytes == last else {
        return
          "ranges[\(i)] begins at \(start), before \(last.upperBound), where the one before it ends"
      }
      guard known.contains(range.page) else {
        return "ranges[\(i)] is on page \(range.page + 1), which is not among pages"
      }
      last = range.bytes
    }
    return nil
  }
}

extension SourceMap.Page: Described {
  static var blank: Self { Self(index: 0, width: 0, height: 0) }

  mutating func describe(_ form: inout some Form) {
    form.field("page", &index, .page)
    form.field("width", &width, .number, "In points.")
    form.field("height", &height, .number)
  }
}

extension SourceMap.Range: Described {
  static var blank: Self { Self(bytes: 0..<0, block: "", page: 0, box: .empty, glyphs: []) }

  mutating func describe(_ form: inout some Form) {
    var (start, end) = (bytes.lowerBound, bytes.upperBound)
    form.field("start", &start, .count, "The first byte, from 0.")
    form.field("end", &end, .count, "Behind the last byte.")
    if start < end { bytes = start..<end } else { form.fail("it has bytes \(start) to \(end)") }
    describePlace(&form)
  }

  /// Where it is, without the bytes of an output that say the same.
  mutating func describePlace(_ form: inout some Form) {
    form.field("block", &block, .string, "The id of the block, as in recto-document.")
    form.field("page", &page, .page)
    form.field("box", &box, .box)
    var quad = corners.map { $0.flatMap { [$0.x, $0.y] } }
    form.optional(
      "quad", &quad, ListShape(element: .number, count: 8...8),
      "x and y of the four corners, from the upper left of what is read clockwise, on pages that lie "
        + "askew; the box is around them.")
    if form.isReading {
      corners = quad.map { quad in
        stride(from: 0, to: quad.count - 1, by: 2).map { Point(quad[$0], quad[$0 + 1]) }
      }
    }
    var pairs = glyphs.map { [$0.lowerBound, $0.upperBound] }
    form.field(
      "glyphs", &pairs, .list(ListShape(element: .glyph, count: 2...2)),
      "First and last of glyphs that follow each other.")
    if form.isReading {
      glyphs = pairs.filter { $0[0] <= $0[1] }.map { $0[0]...$0[1] }
      if glyphs.count < pairs.count { form.fail("it has glyphs that end before they begin") }
    }
    form.optional(
      "confidence", &confidence, .share,
      "How sure the recogniser is, 0 to 100; missing where the file gives the text.")
    form.unusual(
      "standIn", &isStandIn, .bool, false,
      "The bytes are not what the glyphs say, but stand for it: formulas, bullets, marks of notes.")
  }
}

/// The JSON Schema of source maps (draft 2020-12).
public enum SourceMapSchema {
  public static var json: String {
    SchemaForm.schema(
      of: SourceMap.self, title: SourceMap.schema,
      about:
        "Where each byte of an output (Markdown, HTML, text) comes from. What lies in no range is "
        + "markup, or white space that nobody printed. Pages count from 1; boxes are in points from the "
        + "page's top-left corner as the file shows it, y down; glyphs are numbered in drawing order "
        + "from 0, as in recto-document."
    ).json
  }
}
