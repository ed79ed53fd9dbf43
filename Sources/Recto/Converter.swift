internal import Poppler
public import RectoDiagnostics
public import RectoLayout
internal import RectoGeometry
internal import RectoPages
internal import RectoProcessing
public import RectoTree

/// Converts documents.
///
/// ```swift
/// let converter = Converter(ConversionOptions())
/// let result = try converter.convert(bytes, name: "report.pdf")
/// try MarkdownRenderer(result.document).render { print($0, terminator: "") }
/// ```
public struct Converter: Sendable {
  private let options: ConversionOptions
  private let progress: (@Sendable (Int, Int) -> Void)?

  /// `progress` is called with pages done and pages in all, from any thread.
  public init(
    _ options: ConversionOptions = ConversionOptions(),
    progress: (@Sendable (Int, Int) -> Void)? = nil
  ) {
    self.options = options
    self.progress = progress
  }

  /// A converted document, with its pictures where they were asked for.
  public struct Result: Sendable {
    public var document: Document
    public var format: InputFormat
    /// PNG pictures of figures by the figures' names, in order.
    public var pictures: [(name: String, png: [UInt8])] = []
    /// What the layout stages saw, by page, if it was asked for.
    public var traces: [LayoutTraceOfPage] = []
  }

  /// Converts a document from memory. `name` is used in messages; the format is told from the
  /// bytes unless it is given.
  public func convert(
    _ bytes: [UInt8], name: String, as given: InputFormat? = nil
  ) throws(ConversionError) -> Result {
    let format = if let given { given } else { try InputFormat(sniffing: bytes, name: name) }
    let source = PageSource(
      format: format, bytes: SharedBytes(bytes), password: options.password,
      pageSeconds: options.pageSeconds)
    let reader: any PageReader
    do {
      reader = try source.open()
    } catch {
      throw ConversionError(error.status, "\(name): \(error.message)", advice: error.advice)
    }
    let pages = try options.pages.pages(of: reader.pageCount)
    let total = pages.count
    var report: (@Sendable (Int) -> Void)?
    if let progress { report = { done in progress(done, total) } }
    let workers = PageWorkers(source: source, options: options, progress: report)
    var layouts = workers.layouts(of: pages, first: reader)

    var result = Result(document: Document(), format: format)
    result.traces = layouts.compactMap { layout in
      layout.trace.map { LayoutTraceOfPage(page: layout.page, trace: $0) }
    }
    result.document = assemble(&layouts, reader: reader, format: format)
    if options.images != .none {
      result.pictures = pictures(of: &result.document, reader: reader)
    }
    return result
  }

  private func assemble(
    _ layouts: inout [PageLayout], reader: any PageReader, format: InputFormat
  ) -> Document {
    var document = Document()
    document.metadata.format = format.rawValue
    document.metadata.pageCount = reader.pageCount
    document.blocks.reserveCapacity(layouts.reduce(0) { $0 + $1.blocks.count })
    for i in layouts.indices {
      document.pages.append(layouts[i].page)
      document.blocks += layouts[i].blocks
      document.diagnostics += layouts[i].diagnostics
      layouts[i].blocks = []
    }
    let outline = reader.outline()
    document.metadata.outline = outline.map {
      Metadata.Entry(title: $0.title, level: $0.level, page: $0.page, top: $0.top)
    }
    if options.includesFacts { FactsReader.read(reader.facts(), into: &document) }
    ProcessorChain().process(&document)
    if options.includesFacts { resolveLinks(of: &document, reader: reader) }
    return document
  }

  /// Looks up named destinations, each once; links that lead nowhere are dropped.
  private func resolveLinks(of document: inout Document, reader: any PageReader) {
    var places: [String: Link?] = [:]
    for i in document.blocks.indices {
      document.blocks[i].mapTexts { text in
        text.mapLinks { link in
          guard case .named(let name) = link else { return link }
          if let known = places[name] { return known }
          var place: Link?
          if case .page(let page, let top)? = reader.destination(named: name) {
            place = .place(page: page, top: top)
          }
          places[name] = .some(place)
          return place
        }
      }
    }
  }

  /// A figure that cannot be rendered stays without its picture: the document goes on.
  private func pictures(
    of document: inout Document, reader: any PageReader
  ) -> [(name: String, png: [UInt8])] {
    var result: [(name: String, png: [UInt8])] = []
    let pages = document.pagesByIndex
    for block in document.blocks {
      guard case .figure(let figure) = block.content else { continue }
      do {
        let png = try reader.png(
          page: block.page, of: (pages[block.page]?.frame ?? .identity)(block.box),
          dotsPerInch: options.imageResolution)
        result.append((figure.name, png))
      } catch {
        document.diagnostics.append(
          Diagnostic(.pictureFailed, .warning, page: block.page, box: block.box, error.message))
      }
    }
    return result
  }
}

/// What the layout stages saw on one page.
public struct LayoutTraceOfPage: Sendable {
  public var page: Document.Page
  public var trace: LayoutTrace
}
