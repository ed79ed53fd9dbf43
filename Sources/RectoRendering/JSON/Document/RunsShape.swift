internal import RectoGeometry
internal import RectoTree

/// Runs of glyphs as their first and last ones. What they became, and the page, is not told here.
struct RunsShape: Shape {
  func write(_ value: [SourceRun], _ key: String?, _ form: inout WritingForm) {
    form.writer.begin("[", key)
    var rest = value[...]
    while let first = rest.popFirst() {
      var last = first
      while let next = rest.first, next.goesOn(after: last) {
        last = next
        rest.removeFirst()
      }
      form.writer.begin("[")
      form.writer.int(nil, Int(first.first))
      form.writer.int(nil, Int(last.last))
      form.writer.end("]")
    }
    form.writer.end("]")
  }

  func read(_ form: inout ReadingForm) -> [SourceRun]? {
    Self.pair.read(&form)?.map {
      SourceRun(start: 0, end: 0, page: 0, first: $0[0], last: $0[1])
    }
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    form.definition("runs") { form in
      Self.pair.schema(&form).described(
        "Runs of glyphs as [first, last]; last < first where they were drawn against the direction of "
          + "reading.")
    }
  }

  private static var pair: ListShape<ListShape<IntegerShape<Int32>>> {
    ListShape(element: ListShape(element: .glyph, count: 2...2))
  }
}

extension SourceRun {
  /// The same glyphs as those of a page, from which a range of a text was made.
  func onPage(_ page: Int32, start: Int32 = 0, end: Int32 = 0) -> SourceRun {
    SourceRun(start: start, end: end, page: page, first: first, last: last)
  }
}
