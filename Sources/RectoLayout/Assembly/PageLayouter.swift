internal import RectoDiagnostics
internal import RectoGeometry
public import RectoPages
internal import RectoTree

/// Turns a page as drawn into blocks as read.
public struct PageLayouter {
  public struct Options: Sendable {
    /// Keep every glyph's box, for words and characters in the output.
    public var keepsGlyphs = false
    /// Keep what each stage saw.
    public var traces = false
    /// How tables are found.
    public var tables = TableFlavour.auto
    /// Make blocks of the text that nobody sees, in a layer of their own.
    public var includesHidden = false

    public init() {}
  }

  private let options: Options

  public init(_ options: Options = Options()) { self.options = options }

  /// Pages whose text runs down or up are laid out as they are read, and those with tiny or huge
  /// letters at a usual size; boxes are those of the page.
  public func layout(_ page: SourcePage) -> PageLayout {
    let scale = page.textScale
    return scale == 1
      ? turnedLayout(page) : turnedLayout(page.scaled(by: scale)).scaledBack(by: scale, to: page)
  }

  private func turnedLayout(_ page: SourcePage) -> PageLayout {
    let turn = page.mainTurn
    return turn == .none
      ? uprightLayout(page) : uprightLayout(page.upright(turn)).turnedBack(turn, to: page)
  }

  private func uprightLayout(_ page: SourcePage) -> PageLayout {
    var page = GridLetters.marked(NumberFormulas.marked(VariableLetters.marked(page)))
    let maths = PageMaths(of: page)
    let ink = PageInk(page)
    var fragments = FragmentBuilder(page, maths: maths).fragments(of: ink.visible)
    if let maths { fragments = FormulaFragments.joined(fragments, of: page, maths) }
    fragments = DropCaps(page).attached(fragments)
    (page, fragments) = Ruby.attached(fragments, on: page)
    let (rules, bands) = RuleFinder.evidence(of: page)
    let hasCode = CodeLines.hasCode(page)
    if hasCode {
      fragments = CodeLines(page: page, rules: rules).joined(fragments)
    }
    page = Leaders.marked(page, fragments)
    let marks = Watermarks.indices(of: fragments, on: page)
    let numbers = LineNumbers.indices(of: fragments, on: page)
    let asides = (marks: marks.map { fragments[$0] }, numbers: numbers.map { fragments[$0] })
    if !marks.isEmpty || !numbers.isEmpty {
      let taken = Set(marks + numbers)
      fragments = fragments.indices.filter { !taken.contains($0) }.map { fragments[$0] }
    }
    let figures = FigureFinder.figures(of: page, fragments: fragments, rules: rules)
    let links = LinkFinder(page)

    var work = PageAssembly(
      page: page, composer: LineComposer(page, links: links, maths: maths, hasCode: hasCode),
      fragments: fragments,
      rules: rules, bands: bands, figures: figures, maths: maths, flavour: options.tables,
      traces: options.traces)
    var result = PageLayout(
      page: Document.Page(
        index: page.index, width: page.width, height: page.height, glyphCount: page.glyphs.count),
      blocks: work.blocks(), diagnostics: page.diagnostics)
    for mark in asides.marks { result.add(work.aside([mark]), in: .watermark) }
    if !asides.numbers.isEmpty { result.add(work.aside(asides.numbers), in: .lineNumber) }
    if options.includesHidden {
      for block in hiddenBlocks(ink, of: page) { result.add(block, in: .hidden) }
    }
    for i in result.blocks.indices { result.blocks[i].printed?.order = i }
    result.page.textLayer = page.textLayer
    result.page.recognition = page.recognition
    result.page.confidences = page.confidences
    result.page.frame = page.frame
    result.page.resolution = page.resolution
    result.page.layers = layers(
      ink, blocks: result.blocks + result.furniture.map(\.block), overprinted: work.overprinted,
      of: page)
    if options.keepsGlyphs {
      result.page.glyphs = page.glyphs.map { glyph in
        PlacedGlyph(
          box: page.box(of: glyph),
          length: UInt8(clamping: page.textLength(of: glyph)),
          isBlank: glyph.isBlank)
      }
    }
    if let hidden = ink.layers[.hidden] {
      let count = hidden.count
      result.diagnostics.append(
        Diagnostic(
          .hiddenText, .note, page: page.index,
          "\(counted(count, "glyph")) on page \(page.index + 1) \(count == 1 ? "is" : "are") drawn but not visible"
        ))
    }
    if let recognition = page.recognition {
      result.diagnostics.append(
        Diagnostic(
          recognition.isDoubtful ? .lowQuality : .recognised, .note, page: page.index,
          "page \(page.index + 1) was recognised\(recognition.isDoubtful ? " badly" : ""): "
            + recognition.description))
    }
    if ink.visible.isEmpty && page.recognition == nil
      && page.images.contains(where: { $0.box.area > 0.3 * page.box.area })
    {
      result.diagnostics.append(
        Diagnostic(
          .noTextLayer, .warning, page: page.index,
          "page \(page.index + 1) is a picture without text"))
    }
    if options.traces {
      result.trace = work.trace(blocks: result.blocks + result.furniture.map(\.block))
    }
    return result
  }

  /// The text that nobody sees.
  private func hiddenBlocks(_ ink: PageInk, of page: SourcePage) -> [Block] {
    guard let hidden = ink.layers[.hidden] else { return [] }
    let fragments = FragmentBuilder(page, maths: nil).fragments(of: hidden)
    var work = PageAssembly(
      page: page,
      composer: LineComposer(page, links: .none, maths: nil, hasCode: false),
      fragments: fragments, rules: [], bands: [], figures: [], maths: nil, flavour: options.tables)
    return work.blocks().map { block in
      var block = block
      block.look.margin = .none
      return block
    }
  }

  /// The glyphs that no block holds, by layer. A glyph that is neither here nor in a block is lost,
  /// which the audit reports.
  private func layers(
    _ ink: PageInk, blocks: [Block], overprinted: [Int32], of page: SourcePage
  ) -> [GlyphLayer: [SourceRun]] {
    var used = [Bool](repeating: false, count: page.glyphs.count)
    for block in blocks {
      block.forEachText { text in
        for run in text.runs {
          for glyph in run.glyphs { used[Int(glyph)] = true }
        }
      }
    }
    var layers = ink.layers
    if options.includesHidden {
      // Those that blocks hold are not left over.
      layers[.hidden] = layers[.hidden].flatMap { glyphs in
        let rest = glyphs.filter { !used[Int($0)] }
        return rest.isEmpty ? nil : rest
      }
    }
    layers[.overprint] = overprinted.isEmpty ? nil : overprinted.sorted()
    // Blanks and dots may be printed over, too.
    for glyph in overprinted { used[Int(glyph)] = true }
    let leaders = ink.visible.filter {
      !used[Int($0)] && page.glyphs[Int($0)].flags.contains(.leader)
    }
    layers[.leader] = leaders.isEmpty ? nil : leaders
    let blanks = ink.visible.filter { index in
      let glyph = page.glyphs[Int(index)]
      return !used[Int(index)] && (glyph.isBlank || glyph.isUndrawnHyphen)
    }
    layers[.blank] = blanks.isEmpty ? nil : blanks
    return layers.mapValues { glyphs in
      var runs: [SourceRun] = []
      for glyph in glyphs {
        if let last = runs.last, last.last + 1 == glyph {
          runs[runs.count - 1].last = glyph
        } else {
          runs.append(
            SourceRun(start: 0, end: 0, page: Int32(page.index), first: glyph, last: glyph))
        }
      }
      return runs
    }
  }
}
