internal import RectoDiagnostics
internal import RectoLayout
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
    var failure: ConversionError?
  }

  /// Layouts in the order of `pages`. `first` reads on the calling thread.
  func layouts(of pages: [Int], first: any PageReader) -> [PageLayout] {
    let threads = max(1, min(options.jobs, pages.count))
    if threads == 1 {
      var done = 0
      let layouter = makeLayouter()
      return pages.map { page in
        let layout = layout(page, reader: first, layouter: layouter)
        done += 1
        progress?(done)
        return layout
      }
    }
    let shared = Shared(Queue(results: Array(repeating: nil, count: pages.count)))
    Threads.run(threads) { [self] in
      guard let reader = try? source.open() else { return }
      let layouter = makeLayouter()
      while let turn = shared.queue.withLock({ queue -> Int? in
        guard queue.next < pages.count else { return nil }
        defer { queue.next += 1 }
        return queue.next
      }) {
        let layout = layout(pages[turn], reader: reader, layouter: layouter)
        let done = shared.queue.withLock { queue in
          queue.results[turn] = layout
          queue.done += 1
          return queue.done
        }
        progress?(done)
      }
    }
    let results = shared.queue.withLock { $0.results }
    let layouter = makeLayouter()
    return pages.indices.map { i in
      results[i] ?? layout(pages[i], reader: first, layouter: layouter)
    }
  }

  private final class Shared: Sendable {
    let queue: Mutex<Queue>
    init(_ queue: consuming sending Queue) { self.queue = Mutex(queue) }
  }

  private func makeLayouter() -> PageLayouter {
    var layoutOptions = PageLayouter.Options()
    layoutOptions.keepsGlyphs = options.keepsGlyphs
    layoutOptions.traces = options.traces
    return PageLayouter(layoutOptions)
  }

  /// A page that cannot be read becomes an empty one with a diagnostic: the others go on.
  private func layout(_ index: Int, reader: any PageReader, layouter: PageLayouter) -> PageLayout {
    do {
      var layout = layouter.layout(try reader.page(index))
      for i in layout.blocks.indices { layout.blocks[i].mapTexts { $0.compact() } }
      return layout
    } catch {
      return PageLayout(
        page: Document.Page(index: index, width: 0, height: 0, failed: true), blocks: [],
        diagnostics: [Diagnostic(.pageFailed, .error, page: index, error.message)])
    }
  }
}
