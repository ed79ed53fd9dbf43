public import RectoTree

/// The passes in the order in which they run.
public struct ProcessorChain {
  private let processors: [any DocumentProcessor]
  private let keepsPrinted: Bool

  /// The chain. `dictionary` is asked for when hyphens need one, `without` names passes to leave out,
  /// `earlier` is what the pieces before this one of a document are linked by, `pages` are those that
  /// are wanted where others were read to judge by, `keepsPrinted` keeps what the passes know of each
  /// block: looks and evidence, for looking at.
  public init(
    dictionary: @escaping (Document) -> (any WordList)? = { _ in nil },
    without names: Set<String> = [], after earlier: TakenNames = TakenNames(),
    pages: Set<Int>? = nil, keepsPrinted: Bool = false
  ) {
    self.keepsPrinted = keepsPrinted
    processors = Self.all(dictionary, earlier, pages).filter {
      !names.contains(type(of: $0).name)
    }
  }

  /// The names of all passes that can be left out, in order.
  public static var names: [String] {
    all({ _ in nil }, TakenNames(), nil).map { type(of: $0).name }.filter { $0 != ChosenPages.name }
  }

  private static func all(
    _ dictionary: @escaping (Document) -> (any WordList)?, _ earlier: TakenNames,
    _ pages: Set<Int>?
  ) -> [any DocumentProcessor] {
    [
      // Before all others: what repeats over pages is not part of the text.
      Furniture(),
      // Fixed-pitch paragraphs are joined before anything reads sentences into them.
      CodeBlocks(),
      // Entries of contents are neither notes, headings nor numbered items.
      Contents(),
      // What belongs to a table is no footnote of the page.
      TableNotes(),
      // Terms in bold above what they mean are no headings.
      Definitions(),
      // Notes and captions are set apart by size or label; headings are judged without them.
      Footnotes(),
      Captions(),
      // Needs the size of the body text, which is measured without the above.
      Headings(),
      // Where those were none: what colours and underlines set apart.
      MarkedHeadings(),
      // After all that is told by size and weight: lines in italics and centred ones that come again.
      LoneTitles(),
      // Needs headings: joins `Chapter 3` to the title below it.
      ChapterTitles(),
      // Needs headings, of which those that are names are none.
      TitlePage(),
      // Takes paragraphs that begin with a marker.
      Lists(),
      // Need headings: what stands below `References` and `Index`.
      Bibliography(),
      Index(),
      // Take paragraphs that nothing else claimed: set in from both sides, or lines that end early.
      BlockQuotes(),
      LineBlocks(),
      // After all that takes styles for evidence.
      Emphasis(),
      // Needs notes and superscripts, and each text on one page still.
      FootnoteLinks(after: earlier),
      // After all that judges a page by its neighbours, before all that joins what goes on there.
      ChosenPages(pages),
      // Needs captions and notes, which may stand between the parts.
      ContinuedTables(),
      // Parts of one table have the same columns, also where one of them is empty on a page.
      EmptyTableLines(),
      // After all that tells what is text: joins what the breaks between columns and pages divide.
      PageBreaks(),
      // Sees words divided over columns and pages, too; links are set at places that it moves.
      Hyphens(dictionary: dictionary),
      // Need headings, captions and works, and texts that no break divides.
      ContentsLinks(),
      CrossReferences(after: earlier),
      BareLinks(),
      // After all that looks for captions and notes in the text.
      Owners(),
      // After all that moves, joins or gathers blocks.
      FurniturePlaces(),
      // Comments are no part of the text that all others join and judge.
      Comments(),
    ]
  }

  public func process(_ document: inout Document) {
    for processor in processors { processor.process(&document) }
    document.nameBlocks()
    document.rateBlocks()
    if !keepsPrinted { document.mapBlocks { $0.printed = nil } }
  }
}
