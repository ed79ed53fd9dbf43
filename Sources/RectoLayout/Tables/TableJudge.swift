internal import RectoGeometry

/// Decides whether a grid is a table or text that happens to leave white strips.
struct TableJudge {
  let grid: Grid
  /// Rules bound the grid: weaker evidence from the text is enough.
  let isRuled: Bool
  private let cells: [GridFitter.Phrase]
  /// Rows that have text in several columns.
  private let telling: Int
  private let fill: Float

  init(grid: Grid, isRuled: Bool) {
    self.grid = grid
    self.isRuled = isRuled
    cells = grid.lines.flatMap { row in Self.cells(of: row) }
    telling = grid.lines.count { row in Set(row.flatMap { $0.map(\.columns) }).count >= 2 }
    fill = Float(cells.count) / Float(max(1, grid.rows * grid.columns))
  }

  /// Whether it may be a table at all: it has rows and columns, and no other reading explains it
  /// better: columns of prose, a list, contents, an index, commands, a chart, a puzzle.
  var mayBeTable: Bool {
    guard grid.columns >= 2, grid.rows >= 2, !cells.isEmpty else { return false }
    guard telling >= 2, telling * 3 >= grid.rows, !looksLikeProse else { return false }
    if looksLikeChart(cells, fill: fill) || looksLikeCommands { return false }
    // Nothing but a few small numbers: the squares of a puzzle.
    let isPuzzle = cells.allSatisfy { cell in
      cell.words.allSatisfy { $0.characters <= 3 && $0.digits == $0.characters }
    }
    if isPuzzle && fill < Self.puzzleFill { return false }
    return isRuled || !looksLikeList(cells) && !looksLikeContents && !looksLikeIndex(cells)
  }

  /// Whether what may be a table has the usual signs of one.
  var isTable: Bool {
    guard !cells.isEmpty, telling * 2 >= grid.rows else { return false }
    let widths = cells.map { $0.box.width / grid.em }.sorted()
    let typical = widths[widths.count / 2]
    let words = cells.map { $0.words.count }.sorted()[cells.count / 2]
    if isRuled { return fill >= 0.3 && typical < 30 }

    guard fill >= 0.5, telling >= 3, typical < 14, words <= 5 else { return false }
    // A column of prose is the neighbour column of the page.
    for column in 0..<grid.columns {
      let own = cells.filter { $0.columns == column...column }.map { $0.words.count }.sorted()
      if own.count >= 3, own[own.count / 2] >= 6 { return false }
    }
    // Beyond the stub at least one column is numbers, or there are columns enough.
    var numeric = 0
    for column in 1..<grid.columns {
      let own = cells.filter { $0.columns == column...column }
      let numbers = own.filter(\.isNumeric).count
      if own.count >= 2, numbers * 10 >= own.count * 6 { numeric += 1 }
    }
    if grid.columns == 2 {
      return (numeric == 1 || hasTerms) && grid.rows >= 4 && fill > 0.8
    }
    return numeric >= 1 || grid.rows >= 4 && fill > 0.7 && grid.columns >= 3
  }

  /// Whether it has the usual signs of a list of terms.
  var listsTerms: Bool { !isRuled && grid.columns == 2 && hasTerms && isTable }

  private static func cells(of row: [[GridFitter.Phrase]]) -> [GridFitter.Phrase] {
    var result: [GridFitter.Phrase] = []
    for phrase in row.joined() {
      if let i = result.firstIndex(where: { $0.columns == phrase.columns }) {
        result[i].words += phrase.words
        result[i].box.formUnion(phrase.box)
      } else {
        result.append(phrase)
      }
    }
    return result
  }

  /// Titles with page numbers that grow: a table of contents.
  private var looksLikeContents: Bool {
    var pages: [Int] = []
    var (titles, others) = (0, 0)
    for row in grid.lines {
      guard let last = row.joined().max(by: { $0.box.x1 < $1.box.x1 }), row.joined().count >= 2
      else {
        continue
      }
      guard last.words.count == 1, last.digits == last.characters, last.characters <= 4 else {
        // Roman page numbers stand before the first arabic one.
        if pages.isEmpty && last.characters <= 5 && last.digits == 0 { continue }
        others += 1
        continue
      }
      pages.append(last.number)
      if row.joined().contains(where: { $0.digits * 2 < $0.characters && $0.characters > 4 }) {
        titles += 1
      }
    }
    return pages.count >= 3 && zip(pages, pages.dropFirst()).allSatisfy { $0 <= $1 }
      && others * 4 <= pages.count + 3 && titles * 3 >= pages.count * 2 && grid.columns <= 3
  }

  /// Sentences that go on from line to line in columns beside each other, and hardly a row that all
  /// of them begin: columns of prose.
  private var looksLikeProse: Bool {
    let texts = grid.lines.filter { Self.longTexts(in: $0).count > 1 }
    guard let longest = texts.flatMap(Self.longTexts).max() else { return false }
    func characters(_ rows: [[[GridFitter.Phrase]]]) -> Int {
      rows.joined().joined().reduce(0) { $0 + $1.characters }
    }
    guard characters(texts) * 2 > characters(grid.lines) else { return false }
    return isRuled ? longest >= Self.longestCell : texts.count <= 2 || longest >= Self.longestCell
  }

  /// The lines of each text of a row that is as long as a paragraph.
  private static func longTexts(in row: [[GridFitter.Phrase]]) -> [Int] {
    Dictionary(grouping: row.joined(), by: \.columns).values.map(\.count).filter {
      $0 >= paragraph
    }
  }

  /// A text of so many lines is a paragraph; a cell of a table without rules has fewer than these.
  private static let paragraph = 4
  private static let longestCell = 12

  /// Half of the rows begin with the prompt of a shell.
  private var looksLikeCommands: Bool {
    let prompts = grid.lines.count { row in
      row.first?.min { $0.box.x0 < $1.box.x0 }?.words.first?.isPrompt ?? false
    }
    return prompts > 1 && prompts * 2 >= grid.rows
  }

  /// Dots lead to all numbers, and those are as short as page numbers: an index, in columns.
  private func looksLikeIndex(_ cells: [GridFitter.Phrase]) -> Bool {
    let numbers = cells.filter { $0.words.last?.digits ?? 0 > 0 && $0.isNumeric }
    let pages = numbers.filter { number in
      number.words[0].isLed && number.words.allSatisfy { $0.digits <= 4 && $0.characters <= 5 }
    }
    return pages.count >= Self.fewestPages && pages.count * 10 >= numbers.count * 8
  }

  private static let fewestPages = 3
  private static let puzzleFill: Float = 0.75

  /// Numbers that fall by equal steps in the first column, with little beside them or with another
  /// such column: the axes of a chart. Below them stand the labels of the axis across.
  private func looksLikeChart(_ cells: [GridFitter.Phrase], fill: Float) -> Bool {
    func isAxis(_ column: Int) -> Bool {
      let own = cells.filter { $0.columns == column...column }.sorted { $0.box.y0 < $1.box.y0 }
      let labels = own.filter { $0.words.count == 1 && (1...9).contains($0.digits) && $0.isNumeric }
      let steps = zip(labels, labels.dropFirst()).map { $0.number - $1.number }
      guard let step = steps.first, step > 0 else { return false }
      let equal = steps.prefix { $0 == step }.count + 1
      return equal >= Self.fewestLabels && equal >= own.count - Self.mostOthers
    }
    guard isAxis(0) else { return false }
    return fill < Self.chartFill || grid.columns == 2 && isAxis(1)
  }

  /// An axis has so many labels at least, among so many other texts; a chart leaves most of its
  /// places empty.
  private static let fewestLabels = 4
  private static let mostOthers = 3
  private static let chartFill: Float = 0.55

  /// Terms in a font of fixed pitch, each with what it means in the font of the text beside it.
  private var hasTerms: Bool {
    func share(_ column: Int) -> Float {
      let words = cells.filter { $0.columns == column...column }.flatMap(\.words)
      let fixed = words.count(where: \.isFixedPitch)
      return words.isEmpty ? 0 : Float(fixed) / Float(words.count)
    }
    return share(0) == 1 && share(1) < Self.mostCode
  }

  /// The share of what terms mean that may be code, too.
  private static let mostCode: Float = 0.3

  /// Labels in a narrow first column: bullets, numbers of items, note marks, line numbers.
  private func looksLikeList(_ cells: [GridFitter.Phrase]) -> Bool {
    let stubs = cells.filter { $0.columns == 0...0 }
    guard !stubs.isEmpty else { return false }
    let short = stubs.filter { $0.characters <= 3 }.count
    return grid.columns == 2 && short * 4 >= stubs.count * 3
  }
}
