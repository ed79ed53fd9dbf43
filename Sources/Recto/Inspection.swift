internal import Leptonica
internal import Poppler
public import RectoDiagnostics
public import RectoGeometry
internal import RectoLayout
internal import RectoPages
internal import RectoPDF
public import RectoTree

/// What each stage saw on one page, and a picture of the page to draw it over.
public struct Inspection {
  /// A stage of the way from glyphs to blocks.
  public enum Stage: String, Sendable, CaseIterable {
    case text, glyphs, ink, fragments, lines, rules, figures, tables, regions, order, blocks
  }

  /// A box that a stage made, with what it says of it.
  public struct Mark: Sendable {
    public var stage: Stage
    public var box: Box
    public var label: String
    /// The evidence for it: what each pass says that made it what it is.
    public var why: [String] = []
  }

  /// What it was converted to.
  public let document: Document
  public let page: Document.Page
  /// Of the page as the file shows it, in points.
  public let size: (width: Float, height: Float)
  public let marks: [Mark]
  private let reader: any PageReader

  /// Converts a document as `options` say, and keeps what was seen on one page (from 0). Pages that
  /// have to be recognised are left out, but for this one. `observe` is called from any thread.
  public init(
    _ bytes: [UInt8], name: String, page index: Int, options: ConversionOptions, stages: [Stage],
    observe: (@Sendable (Converter.Event) -> Void)? = nil
  ) throws(ConversionError) {
    let source = PageSource(
      format: try InputFormat(sniffing: bytes, name: name), bytes: SharedBytes(bytes),
      password: options.password, mostPixels: options.limits.pixels)
    reader = try source.open()
    guard index >= 0, index < reader.pageCount else {
      throw ConversionError(
        .usage, "page \(index + 1) does not exist, the document has \(reader.pageCount)",
        advice: "Give a page from 1 to \(reader.pageCount).")
    }
    var options = options
    options.images = .none
    options.traced = index
    let result = try Converter(options, observe: observe)
      .convert(bytes, name: name, as: source.format)
    guard let page = result.document.pages.first(where: { $0.index == index }) else {
      throw ConversionError(
        .usage, "page \(index + 1) is not among the pages chosen",
        advice: "Leave out the choice of pages.")
    }
    document = result.document
    self.page = page
    let shown = try reader.page(index)
    size = (shown.width, shown.height)
    var ink: [Box] = []
    if stages.contains(.ink), source.format == .pdf {
      let inked = try PDFReader(
        SharedBytes(bytes), password: options.password, inkBoxes: true)
      ink = try inked.page(index).inkBoxes.compactMap { $0 }
    }
    marks = Self.marks(
      stages, trace: result.trace ?? LayoutTrace(), ink: ink,
      document: result.document, page: page)
  }

  private static func marks(
    _ stages: [Stage], trace: LayoutTrace, ink: [Box], document: Document, page: Document.Page
  ) -> [Mark] {
    var marks: [Mark] = []
    func add(
      _ stage: Stage, _ boxes: [Box], why: [[String]] = [],
      _ label: (Int) -> String = { String($0 + 1) }
    ) {
      for (i, box) in boxes.enumerated() where !box.isEmpty {
        marks.append(Mark(stage: stage, box: box, label: label(i), why: why.isEmpty ? [] : why[i]))
      }
    }
    for stage in stages {
      switch stage {
      case .text:
        var why: [String] = []
        if let layer = page.textLayer, !layer.reason.isEmpty { why.append(layer.reason) }
        if let recognition = page.recognition {
          why.append("recognised: \(recognition.description)")
        }
        add(
          stage, [Box(x0: 0, y0: 0, x1: page.width, y1: page.height)], why: [why]
        ) { _ in "text layer \(page.textLayer?.verdict.rawValue ?? "not judged")" }
      case .glyphs: add(stage, trace.glyphs) { _ in "" }
      case .ink: add(stage, ink) { _ in "" }
      case .fragments: add(stage, trace.fragments) { _ in "" }
      case .lines: add(stage, trace.lines)
      case .rules: add(stage, trace.rules) { _ in "" }
      case .figures: add(stage, trace.figures)
      case .tables:
        add(stage, trace.hypotheses.map(\.box), why: trace.hypotheses.map(\.why)) {
          trace.hypotheses[$0].verdict
        }
        for table in trace.tables {
          add(stage, [table.box]) { _ in table.way }
          add(stage, table.cells.map(\.box)) { table.cells[$0].place }
          add(stage, table.cuts.map(\.box)) { table.cuts[$0].evidence }
        }
      case .regions: add(stage, trace.regions)
      case .order: add(stage, trace.blocks)
      case .blocks:
        document.forEachInOrder { block, layer in
          guard block.page == page.index else { return }
          add(stage, [block.box], why: [block.evidence]) { _ in layer?.rawValue ?? block.summary }
        }
      }
    }
    return marks
  }

  /// The corners of a mark on the page as the file shows it, in points: what was recognised may have
  /// been turned and straightened for it.
  public func corners(of mark: Mark) -> [Point] {
    mark.box.corners.map { page.frame($0) }
  }

  /// The page as PNG as the file shows it, with the marks drawn over it if labels are asked for.
  public func png(
    dotsPerInch: Double, label: ((Mark) -> String)? = nil
  ) throws(ConversionError) -> [UInt8] {
    let drawn = label.map { label in
      marks.map { mark in
        let colour = mark.stage.colour
        return Picture.Mark(
          corners: corners(of: mark), label: label(mark),
          colour: (
            UInt8(clamped: colour.red * 255), UInt8(clamped: colour.green * 255),
            UInt8(clamped: colour.blue * 255)
          ))
      }
    }
    return try reader.png(
      page: page.index, width: size.width, dotsPerInch: dotsPerInch, marks: drawn ?? [])
  }
}

extension Inspection.Stage {
  /// The colour that a stage is drawn in: red, green, blue, 0 to 1.
  public var colour: (red: Double, green: Double, blue: Double) {
    switch self {
    case .text: (0.3, 0.3, 0.3)
    case .glyphs: (0.6, 0.6, 0.6)
    case .ink: (0.9, 0.4, 0.7)
    case .fragments: (0.2, 0.6, 0.9)
    case .lines: (0.1, 0.4, 0.8)
    case .rules: (0.9, 0.5, 0)
    case .figures: (0.5, 0.2, 0.7)
    case .tables: (0, 0.6, 0.5)
    case .regions: (0.1, 0.6, 0.1)
    case .order: (0.5, 0.4, 0)
    case .blocks: (0.85, 0.1, 0.1)
    }
  }
}

extension Block {
  /// What it is in a word or two: `heading 2`, `paragraph`.
  public var summary: String {
    switch content {
    case .heading(_, let level): "heading \(level)"
    case .paragraph: "paragraph"
    case .quote: "quote"
    case .lineBlock: "line-block"
    case .list(let list): "list of \(list.items.count)"
    case .code: "code"
    case .table(let table): "table \(table.rows)x\(table.columns)"
    case .figure: "figure"
    case .caption: "caption"
    case .footnote: "footnote"
    case .thematicBreak: "break"
    case .raw(_, let format): "raw \(format)"
    case .section(let section): section.kind.rawValue
    case .formula: "formula"
    }
  }
}
