internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoLayout
internal import RectoOCR
internal import RectoPages
internal import RectoRendering
internal import RectoSystem
internal import RectoTree
internal import Synchronization

/// Reads and lays out pages, on as many threads as asked for.
///
/// Each thread opens a reader of its own and takes page numbers from a common queue; what comes
/// back is values, put in page order. So nothing is shared, and the result does not depend on the
/// number of threads.
struct PageWorkers: Sendable {
  let source: PageSource
  let options: ConversionOptions
  /// Called from any thread.
  let observe: (@Sendable (Converter.Event) -> Void)?
  /// The pages that are wanted, from 0. Others are read to judge these by, and not recognised.
  var chosen: Set<Int> = []
  private let languages = DocumentLanguages()
  private let budget: PictureBudget

  /// Why pages could not be recognised, where that lies in this machine.
  var missing: ConversionError? { languages.missing }

  init(
    source: PageSource, options: ConversionOptions, observe: (@Sendable (Converter.Event) -> Void)?
  ) {
    self.source = source
    self.options = options
    self.observe = observe
    budget = PictureBudget(seconds: options.ocr.pictureSeconds)
  }

  private struct Queue {
    var next = 0
    var results: [PageLayout?]
  }

  /// Layouts in the order of `pages`, of which one at least is chosen; none is begun after `end`.
  /// `first` reads on the calling thread.
  func layouts(of pages: [Int], first: any PageReader, until end: Deadline?) -> [PageLayout] {
    guard let lead = pages.firstIndex(where: chosen.contains) else { return [] }
    let turn = budget.turns(pages.count)
    let own = Worker(
      reader: first, options: options, chosen: chosen, languages: languages, budget: budget,
      end: end, observe: observe)
    // The first chosen page alone settles the languages, so that they do not depend on the threads.
    let isSettled = options.ocr.languages != nil || options.ocr.mode == .never
    let jobs = min(options.jobs, pages.count - (isSettled ? 0 : 1))
    // Pages before it are not recognised: their turns are over before it claims.
    for index in 0..<lead { budget.end(turn + index) }
    let layout = isSettled && jobs > 1 ? nil : own.layout(pages[lead], turn: turn + lead)
    if let found = layout?.page.recognition {
      languages.settle(found.languages)
    }
    if let layout, jobs <= 1 {
      return pages.indices.map { $0 == lead ? layout : own.layout(pages[$0], turn: turn + $0) }
    }
    let isLeadRead = layout != nil
    let shared = Shared(Queue(results: Array(repeating: nil, count: pages.count)))
    shared.queue.withLock { queue in queue.results[lead] = layout }
    Threads.run(jobs) { [self] in
      guard let reader = try? source.open() else { return }
      let worker = Worker(
        reader: reader, options: options, chosen: chosen, languages: languages, budget: budget,
        end: end, observe: observe)
      while let next = shared.queue.withLock({ queue -> Int? in
        if isLeadRead, queue.next == lead { queue.next += 1 }
        guard queue.next < pages.count else { return nil }
        defer { queue.next += 1 }
        return queue.next
      }) {
        let layout = worker.layout(pages[next], turn: turn + next)
        shared.queue.withLock { queue in queue.results[next] = layout }
      }
    }
    let results = shared.queue.withLock { $0.results }
    return pages.indices.map { results[$0] ?? own.layout(pages[$0], turn: turn + $0) }
  }

  private final class Shared: Sendable {
    let queue: Mutex<Queue>
    init(_ queue: consuming sending Queue) { self.queue = Mutex(queue) }
  }

  /// What one thread reads pages with.
  private struct Worker {
    let reader: any PageReader
    let layouter: PageLayouter
    let chosen: Set<Int>
    /// The page that is traced, if one is, and what lays it out.
    let traced: Int?
    let tracer: PageLayouter
    let recogniser: PageRecogniser
    let budget: PictureBudget
    let limits: ConversionLimits
    let end: Deadline?
    let area: Box?
    let observe: (@Sendable (Converter.Event) -> Void)?

    init(
      reader: any PageReader, options: ConversionOptions, chosen: Set<Int>,
      languages: DocumentLanguages, budget: PictureBudget, end: Deadline?,
      observe: (@Sendable (Converter.Event) -> Void)?
    ) {
      self.reader = reader
      self.chosen = chosen
      self.limits = options.limits
      self.end = end
      self.area = options.area
      self.observe = observe
      var layoutOptions = PageLayouter.Options()
      layoutOptions.keepsGlyphs = options.keepsGlyphs
      layoutOptions.tables = options.tables
      layoutOptions.includesHidden = options.rendering.include.contains(.hidden)
      layouter = PageLayouter(layoutOptions)
      traced = options.traced
      layoutOptions.traces = true
      tracer = PageLayouter(layoutOptions)
      self.budget = budget
      recogniser = PageRecogniser(options.ocr, known: languages, budget: budget)
    }

    /// A page that cannot be read becomes an empty one with a diagnostic: the others go on.
    func layout(_ index: Int, turn: Int) -> PageLayout {
      defer { budget.end(turn) }
      if let reason = limits.skipped[index] { return left(index, .pageSkipped, reason) }
      if let only = limits.only, !only.contains(index) { return left(index) }
      var seconds = limits.pageSeconds
      if let end {
        let left = end.secondsLeft
        guard left > 0 else { return self.left(index) }
        seconds = min(seconds, left)
      }
      let pageEnd = Deadline(after: seconds, of: .thread)
      observe?(.began(page: index))
      defer { observe?(.ended(page: index)) }
      do {
        var page = try reader.page(index, within: seconds)
        if let reason = limits.unrecognised[index] {
          recogniser.leave(&page, because: reason)
        } else if traced ?? index == index, chosen.contains(index) {
          recogniser.complete(&page, reader: reader, until: pageEnd, turn: turn) { isRecognising in
            observe?(isRecognising ? .recognising(page: index) : .recognised(page: index))
          }
        }
        if let area { page.crop(to: area) }
        var layout = (traced == index ? tracer : layouter).layout(page)
        for i in layout.blocks.indices { layout.blocks[i].mapTexts { $0.compact() } }
        for i in layout.furniture.indices { layout.furniture[i].block.mapTexts { $0.compact() } }
        return layout
      } catch {
        return left(index, .pageFailed, error.message)
      }
    }

    /// An empty page with the reason why.
    private func left(_ index: Int, _ code: Diagnostic.Code, _ reason: String) -> PageLayout {
      var layout = left(index)
      layout.diagnostics = [Diagnostic(code, .error, page: index, reason)]
      return layout
    }

    /// An empty page. There may be thousands of them: the document says why.
    private func left(_ index: Int) -> PageLayout {
      PageLayout(
        page: Document.Page(index: index, width: 0, height: 0, failed: true), blocks: [],
        diagnostics: [])
    }
  }
}
