internal import Poppler
public import RectoDiagnostics
public import RectoGeometry
internal import RectoLayout
internal import RectoPages
internal import RectoPDF
internal import RectoProcessing
public import RectoTree

/// What each stage saw on one page, and a picture of the page to draw it over.
public struct Inspection {
  /// A stage of the way from glyphs to blocks.
  public enum Stage: String, Sendable, CaseIterable {
    case glyphs, ink, fragments, lines, rules, figures, tables, regions, order, blocks
  }

  /// A box that a stage made, with what it says of it.
  public struct Mark: Sendable {
    public var stage: Stage
    public var box: Box
    public var label: String
  }

  public let page: Document.Page
  public let marks: [Mark]
  private let reader: any PageReader

  /// Reads one page (from 0) of a document and lays it out.
  public init(
    _ bytes: [UInt8], name: String, page index: Int, password: String? = nil, stages: [Stage]
  ) throws(ConversionError) {
    let format = try InputFormat(sniffing: bytes, name: name)
    if format == .pdf {
      reader = try PDFReader(
        SharedBytes(bytes), password: password, inkBoxes: stages.contains(.ink))
    } else {
      reader = try PageSource(format: format, bytes: SharedBytes(bytes), password: nil).open()
    }
    guard index >= 0, index < reader.pageCount else {
      throw ConversionError(
        .usage, "page \(index + 1) does not exist, the document has \(reader.pageCount)",
        advice: "Give a page from 1 to \(reader.pageCount).")
    }
    let source = try reader.page(index)
    var options = PageLayouter.Options()
    options.traces = true
    let layout = PageLayouter(options).layout(source)
    page = layout.page
    var document = Document()
    document.pages = [layout.page]
    document.blocks = layout.blocks
    ProcessorChain().process(&document)
    marks = Self.marks(stages, layout: layout, source: source, document: document)
  }

  private static func marks(
    _ stages: [Stage], layout: PageLayout, source: SourcePage, document: Document
  ) -> [Mark] {
    let trace = layout.trace ?? LayoutTrace()
    var marks: [Mark] = []
    func add(_ stage: Stage, _ boxes: [Box], _ label: (Int) -> String = { String($0 + 1) }) {
      for (i, box) in boxes.enumerated() where !box.isEmpty {
        marks.append(Mark(stage: stage, box: box, label: label(i)))
      }
    }
    for stage in stages {
      switch stage {
      case .glyphs: add(stage, trace.glyphs) { _ in "" }
      case .ink: add(stage, source.inkBoxes.compactMap { $0 }) { _ in "" }
      case .fragments: add(stage, trace.fragments) { _ in "" }
      case .lines: add(stage, trace.lines)
      case .rules: add(stage, trace.rules) { _ in "" }
      case .figures: add(stage, trace.figures)
      case .tables:
        for table in trace.tables {
          add(stage, [table.box]) { _ in table.way }
          add(stage, table.cells.map(\.box)) { table.cells[$0].place }
          add(stage, table.cuts.map(\.box)) { table.cuts[$0].evidence }
        }
      case .regions: add(stage, trace.regions)
      case .order: add(stage, layout.blocks.map(\.box))
      case .blocks:
        add(stage, document.blocks.map(\.box)) { document.blocks[$0].summary }
      }
    }
    return marks
  }

  /// The page as PNG, with the marks drawn over it if asked for.
  public func png(dotsPerInch: Double, withMarks: Bool) throws(ConversionError) -> [UInt8] {
    guard withMarks, let pdf = reader as? PDFReader else {
      return try reader.png(page: page.index, of: nil, dotsPerInch: dotsPerInch)
    }
    return try pdf.png(
      page: page.index, dotsPerInch: dotsPerInch,
      marks: marks.map { mark in
        let colour = mark.stage.colour
        return GlibDocument.Mark(
          box: mark.box, label: mark.label, colour: (colour.red, colour.green, colour.blue))
      })
  }
}

extension Inspection.Stage {
  /// The colour that a stage is drawn in: red, green, blue, 0 to 1.
  public var colour: (red: Double, green: Double, blue: Double) {
    switch self {
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
  /// What it is in a word or two: `heading 2`, `paragraph`, `header`.
  public var summary: String {
    if isFurniture { return layer.rawValue }
    return switch content {
    case .heading(_, let level): "heading \(level)"
    case .paragraph: "paragraph"
    case .list(let list): "list of \(list.items.count)"
    case .code: "code"
    case .table(let table): "table \(table.rows)x\(table.columns)"
    case .figure: "figure"
    case .caption: "caption"
    case .footnote: "footnote"
    case .formula: "formula"
    }
  }
}
