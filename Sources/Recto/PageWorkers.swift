internal import RectoDiagnostics
internal import RectoLayout
internal import RectoOCR
internal import RectoPages
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
  /// Called after each page with how many are done; from any thread.
  let progress: (@Sendable (Int) -> Void)?

  private struct Queue {
    var next = 0
    var done = 0
    var results: [PageLayout?]
  }

  /// Layouts in the order of `pages`. `first` reads on the calling thread.
  func layouts(of pages: [Int], first: any PageReader) -> [PageLayout] {
    guard let firstPage = pages.first else { return [] }
    let languages = DocumentLanguages()
    let own = Worker(reader: first, options: options, languages: languages)
    // The first page alone settles the languages, so that they do not depend on the threads.
    let layout = own.layout(firstPage)
    if let found = layout.page.recognition {
      languages.settle(found.languages)
    }
    progress?(1)
    let threads = max(1, min(options.jobs, pages.count - 1))
    if threads == 1 {
      var layouts = [layout]
      for page in pages.dropFirst() {
        layouts.append(own.layout(page))
        progress?(layouts.count)
      }
      return layouts
    }
    let shared = Shared(Queue(results: Array(repeating: nil, count: pages.count)))
    shared.queue.withLock { queue in
      queue.results[0] = layout
      (queue.next, queue.done) = (1, 1)
    }
    Threads.run(threads) { [self] in
      guard let reader = try? source.open() else { return }
      let worker = Worker(reader: reader, options: options, languages: languages)
      while let turn = shared.queue.withLock({ queue -> Int? in
        guard queue.next < pages.count else { return nil }
        defer { queue.next += 1 }
        return queue.next
      }) {
        let layout = worker.layout(pages[turn])
        let done = shared.queue.withLock { queue in
          queue.results[turn] = layout
          queue.done += 1
          return queue.done
        }
        progress?(done)
      }
    }
    let results = shared.queue.withLock { $0.results }
    return pages.indices.map { results[$0] ?? own.layout(pages[$0]) }
  }

  private final class Shared: Sendable {
    let queue: Mutex<Queue>
    init(_ queue: consuming sending Queue) { self.queue = Mutex(queue) }
  }

  /// What one thread reads pages with.
  private struct Worker {
    let reader: any PageReader
    let layouter: PageLayouter
    let recogniser: PageRecogniser

    init(reader: any PageReader, options: ConversionOptions, languages: DocumentLanguages) {
      self.reader = reader
      var layoutOptions = PageLayouter.Options()
      layoutOptions.keepsGlyphs = options.keepsGlyphs
      layoutOptions.traces = options.traces
      layouter = PageLayouter(layoutOptions)
      recogniser = PageRecogniser(options.ocr, known: languages)
    }

    /// A page that cannot be read becomes an empty one with a diagnostic: the others go on.
    func layout(_ index: Int) -> PageLayout {
      do {
        var page = try reader.page(index)
        recogniser.complete(&page, reader: reader)
        var layout = layouter.layout(page)
        for i in layout.blocks.indices { layout.blocks[i].mapTexts { $0.compact() } }
        return layout
      } catch {
        return PageLayout(
          page: Document.Page(index: index, width: 0, height: 0, failed: true), blocks: [],
          diagnostics: [Diagnostic(.pageFailed, .error, page: index, error.message)])
      }
    }
  }
}
