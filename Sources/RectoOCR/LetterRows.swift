internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// How what may be letters stands in a picture: in lines of words and rows of cells, as in what is read,
/// along axes, as in charts, or scattered, as the labels of drawings and screens are.
///
/// All of it is measured in heights of the letters, in a small picture that costs a few milliseconds.
struct LetterRows {
  /// So many samples an inch tell letters apart that are not too small to be read on paper.
  static let resolution = 150.0
  /// What has more components is a texture.
  private static let mostComponents = 20_000

  /// How high three quarters of the letters are at most, in pixels.
  private(set) var height: Float = 0
  /// How many letters there are, in how many stretches without a gap between words and cells.
  private(set) var letters = 0
  private(set) var stretches = 0
  /// The share of the letters that stand in lines of words or rows of cells.
  private(set) var share: Float = 0
  /// How many labels of one size stand at equal distances at most, below each other or in a row.
  private(set) var axis = 0
  /// Things that are neither letters nor rules nor the ground of a row, and the share of the picture that
  /// they take with all within them.
  private(set) var others = 0
  private(set) var othersShare: Float = 0

  init(_ picture: Picture, tones: PictureTones) {
    let picture = tones.isDark ? picture.inverted() : picture
    let ink = picture.binarised(below: tones.threshold + 1)
    var components = ink.componentBoxes(limit: Self.mostComponents)
    height = Self.letterHeight(components, in: picture)
    guard height > 0 else { return }
    if components.contains(where: isLarge) {
      components = withoutRules(ink).componentBoxes(limit: Self.mostComponents)
    }
    let letters = components.filter(isLetter)
    self.letters = letters.count
    let width = Float(picture.width)
    let others = components.filter { box in
      isLarge(box) && min(box.width, box.height) > max(Self.finest, Self.thin * height)
        && !(box.width > Self.wide * width && box.height < Self.tallestGround * height)
    }
    self.others = others.count
    othersShare =
      others.reduce(0) { $0 + $1.area } / max(1, width * Float(picture.height))
    let found = stretches(of: letters)
    stretches = found.count
    guard !letters.isEmpty else { return }
    let rows = Rows(found, height: height)
    share = Float(rows.letters) / Float(letters.count)
    axis = rows.axis
  }

  // MARK: Letters

  /// The least height of a letter, in pixels; the finest thing that is no rule.
  private static let lowest: Float = 3
  private static let finest: Float = 3
  /// Letters are at most so high, as a share of the picture, save where most of what is there is higher.
  private static let (tallest, tallestAlone): (Float, Float) = (0.125, 0.95)
  /// Three quarters of fewer components are no measure.
  private static let fewestLetters = 5

  private static func letterHeight(_ components: [Box], in picture: Picture) -> Float {
    let (width, height) = (Float(picture.width), Float(picture.height))
    let heights = components.lazy.filter { box in
      box.height >= lowest && box.height < tallestAlone * height && box.width >= 2
        && box.width < 12 * box.height && box.width < tallestAlone * width
    }.map(\.height).sorted()
    let usual = heights.prefix { $0 < tallest * height }
    let all = 2 * usual.count >= heights.count ? usual : heights[...]
    return all.count < fewestLetters ? 0 : all[all.count * 3 / 4]
  }

  /// Letters are from less than a half to more than one and a half times as high as most, and at most so
  /// wide: those of some scripts hang together.
  private static let (low, high, widest): (Float, Float, Float) = (0.4, 1.6, 6)

  private func isLarge(_ box: Box) -> Bool {
    box.height > Self.high * height || box.width > Self.widest * height
  }

  private func isLetter(_ box: Box) -> Bool {
    !isLarge(box) && box.height > Self.low * height && box.height >= Self.lowest && box.width >= 2
  }

  // MARK: Rules and grounds

  /// Rules are at least so long and at most so thick.
  private static let (long, thin): (Float, Float) = (2.5, 0.3)
  private static let thick: Float = 0.45
  /// The ground of a row takes most of the width, and is no higher than a few lines.
  private static let (wide, tallestGround): (Float, Float) = (0.6, 4)

  private func withoutRules(_ ink: Picture) -> Picture {
    let length = max(6, Int(clamped: Self.long * height))
    let thickness = max(3, Int(clamped: Self.thick * height) + 1)
    let across = ink.runs(across: length)
    let down = ink.runs(down: length)
    return ink.without(across.without(across.runs(down: thickness)))
      .without(down.without(down.runs(across: thickness)))
  }

  // MARK: Stretches

  /// Letters side by side.
  private struct Stretch {
    var box: Box
    var letters = 1
  }

  /// No further apart are the letters of words and the words of a line; cells are.
  private static let gap: Float = 1

  private func stretches(of letters: [Box]) -> [Stretch] {
    var done: [Stretch] = []
    var open: [Stretch] = []
    for letter in letters.sorted(by: { ($0.x0, $0.y0) < ($1.x0, $1.y0) }) {
      let end = letter.x0 - Self.gap * height
      done += open.filter { $0.box.x1 < end }
      open.removeAll { $0.box.x1 < end }
      let near = open.lastIndex { stretch in
        let common = min(letter.y1, stretch.box.y1) - max(letter.y0, stretch.box.y0)
        return common > 0.5 * min(letter.height, stretch.box.height)
      }
      if let near {
        open[near].box.formUnion(letter)
        open[near].letters += 1
      } else {
        open.append(Stretch(box: letter))
      }
    }
    return done + open
  }

  // MARK: Rows

  /// Stretches row by row.
  private struct Rows {
    /// So long, in heights of letters, is a line of words: five or six of them.
    private static let prose: Float = 15
    /// Edges of cells agree so far, in so many rows.
    private static let (agreement, fewestRows): (Float, Int) = (0.45, 3)
    /// Lines of one text, code above all, follow each other at one distance, so many of them; the distances
    /// are those of print, in heights of capitals.
    private static let fewestLines = 5
    private static let (closest, furthest, even): (Float, Float, Float) = (1.1, 2.6, 0.15)

    private let stretches: [Stretch]
    private let height: Float
    private var row: [Int]
    private var middles: [Float] = []

    init(_ stretches: [Stretch], height: Float) {
      self.stretches = stretches
      self.height = height
      row = Array(repeating: 0, count: stretches.count)
      var (sum, count): (Float, Float) = (0, 0)
      for i in stretches.indices.sorted(by: { stretches[$0].box.midY < stretches[$1].box.midY }) {
        let middle = stretches[i].box.midY
        if count == 0 || middle - sum / count > 0.5 * height {
          middles.append(middle)
          (sum, count) = (0, 0)
        }
        sum += middle
        count += 1
        middles[middles.count - 1] = sum / count
        row[i] = middles.count - 1
      }
    }

    /// How many letters stand in lines of words, in cells of which their row has several, or in one of many
    /// lines at one distance.
    var letters: Int {
      let cells = self.cells
      var cellsOfRow = Array(repeating: 0, count: middles.count)
      for i in stretches.indices where cells[i] { cellsOfRow[row[i]] += 1 }
      let lines = self.lines
      return stretches.indices.reduce(0) { sum, i in
        let isRead =
          stretches[i].box.width > Self.prose * height || lines[row[i]]
          || cells[i] && cellsOfRow[row[i]] > 1
        return sum + (isRead ? stretches[i].letters : 0)
      }
    }

    /// Which stretches stand below others with the same left or right edge, or the same middle.
    private var cells: [Bool] {
      var cells = Array(repeating: false, count: stretches.count)
      for edge in [\Box.x0, \.x1, \.midX] as [KeyPath<Box, Float>] {
        let places = stretches.map { $0.box[keyPath: edge] }
        let order = places.indices.sorted { places[$0] < places[$1] }
        var first = 0
        for i in order {
          while places[i] - places[order[first]] > Self.agreement * height { first += 1 }
          var rows: Set<Int> = []
          for j in order[first...] {
            if places[j] - places[i] > Self.agreement * height { break }
            rows.insert(row[j])
            if rows.count == Self.fewestRows { break }
          }
          cells[i] = cells[i] || rows.count == Self.fewestRows
        }
      }
      return cells
    }

    /// Labels of an axis are at most so wide; their widths and distances agree so far, the latter also as a share.
    private static let (label, sameWidth, sameDistance, sameShare): (Float, Float, Float, Float) =
      (6, 1.3, 0.25, 0.12)
    /// More in one column or row are no labels.
    private static let mostLabels = 60

    /// How many labels of one size stand at equal distances.
    var axis: Int {
      let labels = stretches.indices.filter { stretches[$0].box.width < Self.label * height }
      var longest = 0
      for row in Dictionary(grouping: labels, by: { row[$0] }).values {
        longest = max(longest, even(row, by: \.midX))
      }
      for edge in [\Box.x0, \.x1, \.midX] as [KeyPath<Box, Float>] {
        let places = labels.map { (label: $0, place: stretches[$0].box[keyPath: edge]) }
          .sorted { $0.place < $1.place }
        var (first, last) = (0, 0)
        for (_, place) in places {
          let before = (first, last)
          while place - places[first].place > Self.agreement * height { first += 1 }
          while last < places.count, places[last].place - place <= Self.agreement * height {
            last += 1
          }
          if before == (first, last) { continue }
          longest = max(longest, even(places[first..<last].map(\.label), by: \.midY))
        }
      }
      return longest
    }

    /// How many of some labels follow each other at one distance and have one width.
    private func even(_ labels: [Int], by middle: KeyPath<Box, Float>) -> Int {
      guard (3...Self.mostLabels).contains(labels.count) else { return 0 }
      let boxes = labels.map { stretches[$0].box }
        .sorted { $0[keyPath: middle] < $1[keyPath: middle] }
      var longest = 0
      for (i, first) in boxes.enumerated() {
        func isAlike(_ box: Box) -> Bool {
          abs(box.width - first.width) <= Self.sameWidth * height
        }
        for (j, second) in boxes.enumerated().dropFirst(i + 1) where isAlike(second) {
          let distance = second[keyPath: middle] - first[keyPath: middle]
          guard distance >= Self.closest * height else { continue }
          let slack = max(Self.sameShare * distance, Self.sameDistance * height)
          var (count, last) = (2, second[keyPath: middle])
          for next in boxes[(j + 1)...] where isAlike(next) {
            let step = next[keyPath: middle] - last
            if step > distance + slack { break }
            if step >= distance - slack {
              count += 1
              last = next[keyPath: middle]
            }
          }
          longest = max(longest, count)
        }
      }
      return longest
    }

    /// Which rows are lines of one text.
    private var lines: [Bool] {
      var lines = Array(repeating: false, count: middles.count)
      var first = 0
      while first + 1 < middles.count {
        let distance = middles[first + 1] - middles[first]
        var last = first + 1
        while last + 1 < middles.count,
          abs(middles[last + 1] - middles[last] - distance) < Self.even * distance
        { last += 1 }
        if last - first + 1 >= Self.fewestLines,
          (Self.closest * height...Self.furthest * height).contains(distance)
        {
          for i in first...last { lines[i] = true }
        }
        first = last
      }
      return lines
    }
  }
}
