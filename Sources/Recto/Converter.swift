internal import Poppler
public import RectoDiagnostics
public import RectoLayout
internal import RectoGeometry
internal import RectoMetadata
internal import RectoPages
internal import RectoProcessing
internal import RectoSystem
public import RectoTree

/// Converts documents.
///
/// ```swift
/// let converter = Converter(ConversionOptions())
/// let result = try converter.convert(bytes, name: "report.pdf")
/// try MarkdownRenderer(result.document).render { print($0, terminator: "") }
/// ```
public struct Converter: Sendable {
  let options: ConversionOptions
  let observe: (@Sendable (Event) -> Void)?

  /// What goes on during a conversion.
  public enum Event: Sendable, Equatable {
    /// The document is open; so many pages will be converted.
    case opened(pages: Int)
    /// A page from 0 is being read, or has been.
    case began(page: Int)
    case ended(page: Int)
    /// A page that is being read needs the recogniser, or has it no longer.
    case recognising(page: Int)
    case recognised(page: Int)
    /// All pages are read; what is known of the whole follows.
    case assembling
    /// The pictures of a page's figures are being rendered, or have been.
    case drawing(page: Int)
    case drawn(page: Int)
  }

  /// `observe` is called from any thread.
  public init(
    _ options: ConversionOptions = ConversionOptions(), observe: (@Sendable (Event) -> Void)? = nil
  ) {
    self.options = options
    self.observe = observe
  }

  /// A converted document, with its pictures where they were asked for.
  public struct Result: Sendable {
    public var document: Document
    public var format: InputFormat
    /// PNG pictures of figures by the figures' names, in order.
    public var pictures: [(name: String, png: [UInt8])] = []
    /// Where pictures are that were written before, by their names.
    public var addresses: [String: String] = [:]
    /// What the layout stages saw on the page that was asked for.
    public var trace: LayoutTrace?
  }

  /// Converts a document from memory. `name` is used in messages; the format is told from the
  /// bytes unless it is given.
  public func convert(
    _ bytes: [UInt8], name: String, as given: InputFormat? = nil
  ) throws(ConversionError) -> Result {
    let format = if let given { given } else { try InputFormat(sniffing: bytes, name: name) }
    if format == .json { return try read(json: bytes, name: name) }
    let end = options.limits.seconds.map { Deadline(after: $0, of: .process) }
    let opened = try open(bytes, name: name, as: format)
    let pages = pages(of: opened)
    observe?(.opened(pages: pages.count))
    var layouts = opened.workers.layouts(of: pages, first: opened.reader, until: end)
    observe?(.assembling)
    var result = Result(document: Document(), format: opened.format)
    result.trace = layouts.compactMap(\.trace).first
    result.document = assemble(
      &layouts, of: opened, facts: facts(of: opened), words: DocumentWords())
    result.document.diagnostics += opened.diagnostics
    if let missing = opened.workers.missing, result.document.isWithoutText {
      throw ConversionError(missing.status, "\(name): \(missing.message)", advice: missing.advice)
    }
    if options.images != .none {
      let pictures = FigurePictures(options, until: end, observe: observe)
      result.pictures = pictures.rendered(of: &result.document, reader: opened.reader)
    }
    return result
  }

  /// So many pages are judged together when a document is converted piece by piece.
  public static let pagesPerPiece = 16

  /// Converts a document piece by piece, in order, with no more than one piece in memory.
  ///
  /// What is judged from the whole document otherwise (running heads, the ranks of headings,
  /// paragraphs over page breaks) is judged from each piece. `from` says how many of the pages
  /// chosen are left out at the start, whose names for links are not known then. Pictures are not
  /// rendered.
  public func convert(
    piecewise bytes: [UInt8], name: String, as given: InputFormat? = nil, from start: Int = 0,
    _ receive: (Document) throws -> Void
  ) throws {
    let format = if let given { given } else { try InputFormat(sniffing: bytes, name: name) }
    if format == .json {
      var document = try read(json: bytes, name: name).document
      document.pages = Array(document.pages.dropFirst(start))
      return try receive(document)
    }
    let end = options.limits.seconds.map { Deadline(after: $0, of: .process) }
    let opened = try open(bytes, name: name, as: format)
    observe?(.opened(pages: opened.pages.count))
    var rest = opened.pages.dropFirst(start)
    var isFirst = true
    var facts = self.facts(of: opened)
    var names = TakenNames()
    let words = DocumentWords()
    repeat {
      let pages = Array(rest.prefix(Self.pagesPerPiece))
      rest = rest.dropFirst(pages.count)
      var layouts = opened.workers.layouts(of: pages, first: opened.reader, until: end)
      observe?(.assembling)
      var document = assemble(&layouts, of: opened, facts: facts, words: words, after: names)
      names.add(document)
      if isFirst { document.diagnostics += opened.diagnostics }
      // What is wrong with the whole is said once; comments and labels belong to their pages.
      facts?.diagnostics = []
      isFirst = false
      try receive(document)
    } while !rest.isEmpty
  }

  /// From so many pages before and after those that were chosen it is told what is furniture and a
  /// heading on them. Of 60 pages of 20 manuals and books these are as in the whole on 40 if none are
  /// read besides, on 51 with 8, 57 with 16, 59 with 32.
  private static let neighbours = 32

  /// The pages that are read: those that were chosen, and their neighbours, unless it is said how many
  /// may be. Pictures have no text to judge by.
  private func pages(of opened: Opened) -> [Int] {
    guard options.limits.pages == nil, !opened.format.isImage,
      opened.pages.count < opened.reader.pageCount
    else { return opened.pages }
    var isRead = [Bool](repeating: false, count: opened.reader.pageCount)
    for page in opened.pages {
      let last = min(page + Self.neighbours, isRead.count - 1)
      for near in max(0, page - Self.neighbours)...last { isRead[near] = true }
    }
    return isRead.indices.filter { isRead[$0] }
  }

  /// A document that pages can be read from.
  private struct Opened {
    var format: InputFormat
    var reader: any PageReader
    var workers: PageWorkers
    /// Those to convert, from 0.
    var pages: [Int]
    var diagnostics: [Diagnostic] = []
  }

  private func open(
    _ bytes: [UInt8], name: String, as format: InputFormat
  ) throws(ConversionError) -> Opened {
    let source = PageSource(
      format: format, bytes: SharedBytes(bytes), password: options.password,
      mostPixels: options.limits.pixels)
    let reader: any PageReader
    do {
      reader = try source.open()
    } catch {
      throw error.of(name)
    }
    var opened = Opened(
      format: format, reader: reader,
      workers: PageWorkers(source: source, options: options, observe: observe),
      pages: [])
    do {
      opened.pages = try options.pages.pages(of: reader.pageCount)
    } catch {
      throw error.of(name)
    }
    if let most = options.limits.pages, opened.pages.count > most {
      opened.diagnostics.append(.tooManyPages(opened.pages.count, most: most))
      opened.pages = Array(opened.pages.prefix(most))
    }
    opened.workers.chosen = Set(opened.pages)
    return opened
  }

  /// What a document says about itself, if the output has it.
  private func facts(of opened: Opened) -> DocumentFacts? {
    options.includesFacts ? opened.reader.facts() : nil
  }

  private func assemble(
    _ layouts: inout [PageLayout], of opened: Opened, facts: DocumentFacts?, words: DocumentWords,
    after names: TakenNames = TakenNames()
  ) -> Document {
    let reader = opened.reader
    let chosen = opened.workers.chosen
    var document = Document()
    document.blocks.reserveCapacity(layouts.reduce(0) { $0 + $1.blocks.count })
    for i in layouts.indices {
      document.append(layouts[i])
      layouts[i].blocks = []
    }
    let left = layouts.filter {
      $0.page.failed && $0.diagnostics.isEmpty && chosen.contains($0.page.index)
    }
    if let first = left.first {
      document.diagnostics.append(
        Diagnostic(
          .documentCutShort, .error, page: first.page.index,
          "\(counted(left.count, "page")) from page \(first.page.index + 1) on "
            + "\(left.count == 1 ? "is" : "are") missing: there was no time left, or too many pages failed"
        ))
    }
    if let facts { document.take(facts) }
    document.metadata.format = opened.format.rawValue
    document.metadata.pageCount = reader.pageCount
    document.metadata.outline = reader.outline()
    ProcessorChain(
      dictionary: words.words(of:), without: options.withoutPasses, after: names,
      pages: layouts.contains { !chosen.contains($0.page.index) } ? chosen : nil,
      keepsPrinted: options.traced != nil
    ).process(&document)
    if options.includesFacts || options.resolvesLinks {
      resolveLinks(of: &document, reader: reader)
    }
    return document
  }

  /// Looks up named destinations, each once; links that lead nowhere are dropped.
  private func resolveLinks(of document: inout Document, reader: any PageReader) {
    var places: [String: Link?] = [:]
    document.mapTexts { text in
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

extension Diagnostic {
  /// Pages beyond a limit were left out.
  static func tooManyPages(_ count: Int, most: Int) -> Diagnostic {
    Diagnostic(
      .documentCutShort, .error,
      "only the first \(most) of \(counted(count, "page")) \(most == 1 ? "is" : "are") converted")
  }
}

extension Document {
  /// Takes over what a file says about itself and its pages.
  fileprivate mutating func take(_ facts: DocumentFacts) {
    metadata = facts.metadata
    for i in pages.indices where pages[i].index < facts.pageLabels.count {
      pages[i].label = facts.pageLabels[pages[i].index]
    }
    diagnostics += facts.diagnostics
  }

  /// Whether nothing was read of it; there may be pictures.
  fileprivate var isWithoutText: Bool {
    blocks.allSatisfy { block in
      if case .figure = block.content { true } else { false }
    }
  }
}
