internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoTree

extension Document.Page: Described {
  static var blank: Document.Page { Document.Page(index: 0, width: 0, height: 0) }

  mutating func describe(_ form: inout some Form) {
    form.field("page", &index, .page)
    form.optional("label", &label, .string, "As it is printed, if the file says it.")
    form.field("width", &width, .number, "In points.")
    form.field("height", &height, .number)
    form.field("glyphs", &glyphCount, .count, "How many the page draws.")
    form.unusual("failed", &failed, .bool, false, "Whether the page could not be read.")
    form.optional(
      "textLayer", &textLayer, .object(TextLayer.self),
      "What was found out about the text that the file gives, and why.")
    var recognised = recognition.map { DescribedRecognition(recognition: $0, frame: frame) }
    form.optional(
      "recognition", &recognised, .object(DescribedRecognition.self), "How the page was recognised."
    )
    var left = DescribedLayers(page: Int32(clamping: index), runs: layers)
    form.field(
      "layers", &left, .object(DescribedLayers.self), "Glyphs that are in no block.",
      orElse: left)
    layers = left.onPage(Int32(clamping: index))
    if let recognised { (recognition, frame) = (recognised.recognition, recognised.frame) }
  }
}

extension TextLayer: Described {
  static var blank: TextLayer { TextLayer(.missing) }

  mutating func describe(_ form: inout some Form) {
    form.field("verdict", &verdict, .choice(Verdict.self))
    form.unusual("reason", &reason, .string, "")
  }
}

/// How a page was recognised, and where it stands in the file.
struct DescribedRecognition: Described {
  var recognition: Recognition
  var frame: Projection

  static var blank: DescribedRecognition {
    DescribedRecognition(
      recognition: Recognition(
        reason: "", languages: "", confidence: 0, coverage: 0, steps: []), frame: .identity)
  }

  mutating func describe(_ form: inout some Form) {
    form.field("reason", &recognition.reason, .string)
    form.field("languages", &recognition.languages, .string)
    form.field("confidence", &recognition.confidence, .number)
    form.field("coverage", &recognition.coverage, .number)
    form.optional(
      "agreement", &recognition.agreement, .number,
      "The share of characters in which text layer and reading agree, where both were weighed.")
    form.derived("doubtful", .bool) { recognition.isDoubtful }
    form.field("steps", &recognition.steps, .list(.string), nil, orElse: [])
    var numbers = frame.numbers
    form.field(
      "frame", &numbers, ListShape(element: .decimal, count: 6...8),
      "From the boxes of this document to the page as the file shows it: a, b, c, d, e, f and, for "
        + "photographs from the side, g, h, with x' = (a x + c y + e) / w, y' = (b x + d y + f) / w, "
        + "w = g x + h y + 1.",
      orElse: Projection.identity.numbers)
    frame = Projection(numbers)
  }
}

extension Projection {
  /// Without those that are always 0 where parallels stay parallel.
  fileprivate var numbers: [Float] { [a, b, c, d, e, f] + (g == 0 && h == 0 ? [] : [g, h]) }

  fileprivate init(_ numbers: [Float]) {
    let all = numbers + [Float](repeating: 0, count: max(0, 8 - numbers.count))
    self.init(
      a: all[0], b: all[1], c: all[2], d: all[3], e: all[4], f: all[5], g: all[6], h: all[7])
  }
}

/// Glyphs of a page that are in no block, by the layer that they are in.
struct DescribedLayers: Described {
  var page: Int32
  var runs: [GlyphLayer: [SourceRun]]

  static var blank: DescribedLayers { DescribedLayers(page: 0, runs: [:]) }

  mutating func describe(_ form: inout some Form) {
    for layer in GlyphLayer.allCases {
      form.optional(layer.rawValue, &runs[layer], RunsShape())
    }
  }

  /// Of the page that they are read on.
  func onPage(_ index: Int32) -> [GlyphLayer: [SourceRun]] {
    guard page != index else { return runs }
    return runs.mapValues { $0.map { $0.onPage(index) } }
  }
}

extension Diagnostic: Described {
  static var blank: Diagnostic { Diagnostic(.recognised, .note, "") }

  mutating func describe(_ form: inout some Form) {
    form.field("code", &code, .choice(Code.self))
    form.field("severity", &severity, .choice(Severity.self))
    form.optional("page", &page, .page)
    form.optional("box", &box, .box)
    form.field("summary", &summary, .string)
  }
}
