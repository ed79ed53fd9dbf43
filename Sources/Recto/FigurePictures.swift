internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages
internal import RectoSystem
internal import RectoTree

/// Renders the pictures of a document's figures, page by page.
///
/// A figure without its picture keeps its text, and a diagnostic names it: the document goes on.
struct FigurePictures {
  private let options: ConversionOptions
  private let end: Deadline?
  private let observe: (@Sendable (Converter.Event) -> Void)?

  init(
    _ options: ConversionOptions, until end: Deadline?,
    observe: (@Sendable (Converter.Event) -> Void)?
  ) {
    self.options = options
    self.end = end
    self.observe = observe
  }

  private struct Figure {
    var name: String
    var block: Block
  }

  /// PNG pictures by the figures' names, in order.
  func rendered(
    of document: inout Document, reader: any PageReader
  ) -> [(name: String, png: [UInt8])] {
    var figures: [Figure] = []
    document.forEachInOrder { block, _ in
      block.forEachBlock { block in
        if case .figure(let figure) = block.content {
          figures.append(Figure(name: figure.name, block: block))
        }
      }
    }
    let pages = Dictionary(grouping: figures, by: \.block.page).sorted { $0.key < $1.key }
    let frames = document.pagesByIndex
    var pictures: [String: [UInt8]] = [:]
    var late: [Figure] = []
    for (page, figures) in pages {
      if let reason = options.limits.withoutPictures[page] {
        document.diagnostics.append(
          Self.lost(figures, .pictureSkipped, "\(Self.have(figures)) no picture: \(reason)"))
        continue
      }
      let isLeft = options.limits.onlyPictures.map { !$0.contains(page) } ?? false
      if isLeft || end?.hasPassed == true {
        late += figures
        continue
      }
      observe?(.drawing(page: page))
      defer { observe?(.drawn(page: page)) }
      let frame = frames[page]?.frame ?? .identity
      let pngs = try? reader.pngs(
        page: page, of: figures.map { frame($0.block.box) }, dotsPerInch: options.imageResolution)
      var failed: [Figure] = []
      for (place, figure) in figures.enumerated() {
        if let pngs, place < pngs.count, let png = pngs[place] {
          pictures[figure.name] = png
        } else {
          failed.append(figure)
        }
      }
      if !failed.isEmpty {
        document.diagnostics.append(
          Self.lost(failed, .pictureFailed, "\(Self.names(failed)) could not be rendered"))
      }
    }
    if let first = late.first {
      let page = first.block.page + 1
      document.diagnostics.append(
        Self.lost(
          late, .pictureSkipped,
          late.count == 1
            ? "\(first.name) on page \(page) has no picture: there was no time left"
            : "\(late.count) figures from \(first.name) on page \(page) on have no picture: there was no "
              + "time left"))
    }
    return figures.compactMap { figure in
      pictures[figure.name].map { (figure.name, $0) }
    }
  }

  /// So many figures are named in a message.
  private static let mostNames = 5

  /// The figures of a page as the subject of a sentence.
  private static func names(_ figures: [Figure]) -> String {
    let rest = figures.count - mostNames
    return figures.prefix(mostNames).map(\.name).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "") + " on page \((figures.first?.block.page ?? 0) + 1)"
  }

  private static func have(_ figures: [Figure]) -> String {
    names(figures) + (figures.count == 1 ? " has" : " have")
  }

  private static func lost(
    _ figures: [Figure], _ code: Diagnostic.Code, _ summary: String
  ) -> Diagnostic {
    Diagnostic(
      code, .warning, page: figures.first?.block.page,
      box: figures.count == 1 ? figures.first?.block.box : nil, summary)
  }
}
