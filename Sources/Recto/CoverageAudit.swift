internal import RectoGeometry
public import RectoTree

/// The account of a document's glyphs: each one stands in the output once, or in a named layer.
public struct CoverageAudit: Sendable {
  /// The account of one page.
  public struct Page: Sendable, Equatable {
    /// From 0.
    public var index: Int
    public var glyphs = 0
    /// In blocks of the body, and in furniture.
    public var body = 0
    public var furniture = 0
    /// In no block, by layer.
    public var layers: [GlyphLayer: Int] = [:]
    /// In no block and no layer: what must never be.
    public var lost: [Int] = []
    /// In two places at once: what must never be either.
    public var doubled: [Int] = []
    /// The page could not be read; a diagnostic says so.
    public var failed = false

    public var balances: Bool { lost.isEmpty && doubled.isEmpty }
  }

  public private(set) var pages: [Page] = []

  public init(_ document: Document) {
    var counts: [Int: [UInt8]] = [:]
    for page in document.pages {
      counts[page.index] = Array(repeating: 0, count: page.glyphCount)
      var account = Page(index: page.index, glyphs: page.glyphCount)
      account.failed = page.failed
      pages.append(account)
    }
    let places = Dictionary(uniqueKeysWithValues: pages.indices.map { (pages[$0].index, $0) })
    func add(_ run: SourceRun, _ count: (inout Page, Int) -> Void) {
      guard let place = places[Int(run.page)] else { return }
      for glyph in run.glyphs where Int(glyph) < pages[place].glyphs {
        counts[Int(run.page), default: []][Int(glyph)] &+= 1
      }
      count(&pages[place], run.count)
    }
    document.forEachInOrder { block, layer in
      block.forEachText { text in
        for run in text.runs {
          add(run) { page, count in
            if layer == nil { page.body += count } else { page.furniture += count }
          }
        }
      }
    }
    for page in document.pages {
      for (layer, runs) in page.layers {
        for run in runs { add(run) { page, count in page.layers[layer, default: 0] += count } }
      }
    }
    for i in pages.indices {
      let count = counts[pages[i].index] ?? []
      pages[i].lost = count.indices.filter { count[$0] == 0 }
      pages[i].doubled = count.indices.filter { count[$0] > 1 }
    }
  }

  public var balances: Bool { pages.allSatisfy(\.balances) }

  /// All pages in one account; its indices are meaningless.
  public var total: Page {
    pages.reduce(into: Page(index: 0)) { total, page in
      total.glyphs += page.glyphs
      total.body += page.body
      total.furniture += page.furniture
      total.layers.merge(page.layers, uniquingKeysWith: +)
      total.lost += page.lost
      total.doubled += page.doubled
    }
  }
}
