internal import RectoTree

/// The levels of headings, found over the document together.
///
/// Headings that look alike and are numbered alike are of one level. What is larger is above, then what
/// is bold, then what is upright; of what looks alike the kind of number that comes first is above, as
/// no section begins before the one that it is in. A number such as `2.1` is as far below `2` as it is
/// deeper. What the file's outline or tags say stands for a heading, and for those that are set like it.
struct HeadingRanks {
  struct Heading {
    /// The size of its letters, in points.
    var size: Float
    var isBold = false
    var isItalic = false
    /// Whether its size was measured in a picture, and is not exact.
    var isRecognised = false
    var number: HeadingNumber?
    /// What outline or tags say.
    var known: Int?
  }

  /// What headings of one level have in common.
  private struct Style: Hashable {
    var size: Int
    var isBold: Bool
    var isItalic: Bool
    var kind: HeadingNumber.Kind?
    var depth = 1

    /// Whether it stands above another.
    func isAbove(_ other: Style) -> Bool? {
      if size != other.size { return size > other.size }
      if isBold != other.isBold { return isBold }
      if isItalic != other.isItalic { return !isItalic }
      return nil
    }
  }

  private let headings: [Heading]
  private let styles: [Style]
  /// Each style at its first appearance.
  private var first: [Style: Int] = [:]
  private var levels: [Style: Int] = [:]
  private var next = 1
  /// How far a title above them moves what outline and tags name.
  private let shift: Int

  /// The level of each heading, from 1.
  static func levels(of headings: [Heading]) -> [Int] {
    var ranks = HeadingRanks(headings)
    return ranks.rank()
  }

  private init(_ headings: [Heading]) {
    self.headings = headings
    let sizes = Self.ranks(ofSizes: headings)
    shift = Self.isTitleAboveKnown(headings, sizes) ? 1 : 0
    styles = zip(headings, sizes).map { heading, size in
      Style(
        size: size, isBold: heading.isBold, isItalic: heading.isItalic,
        kind: heading.number?.kind, depth: heading.number?.depth ?? 1)
    }
    for (i, style) in styles.enumerated() where first[style] == nil { first[style] = i }
  }

  private mutating func rank() -> [Int] {
    let order = first.sorted { a, b in a.key.isAbove(b.key) ?? (a.value < b.value) }.map(\.key)
    for style in order { place(style) }
    return headings.indices.map { i in
      if let known = headings[i].known { return known + shift }
      return levels[styles[i]] ?? 1
    }
  }

  private mutating func place(_ style: Style) {
    guard levels[style] == nil else { return }
    if let known = known(style) {
      take(known + shift, for: style)
    } else if style.depth > 1 {
      if let base = base(of: style) {
        place(base)
        take((levels[base] ?? next) + style.depth - base.depth, for: style)
      } else {
        take(max(next, style.depth), for: style)
      }
    } else if let alike = first.keys.filter({ isAlike($0, style) }).min(by: {
      first[$0, default: 0] < first[$1, default: 0]
    }) {
      place(alike)
      take(levels[alike] ?? next, for: style)
    } else {
      take(next, for: style)
    }
  }

  private mutating func take(_ level: Int, for style: Style) {
    levels[style] = level
    next = max(next, level + 1)
  }

  /// Without a number, or an appendix, and set like what has one.
  private func isAlike(_ numbered: Style, _ style: Style) -> Bool {
    (style.kind == nil || style.kind == .appendix) && numbered.kind != nil
      && numbered.kind != .appendix && numbered.isAbove(style) == nil
  }

  /// The style of the section that a number says it is in: `2`, or `Chapter 2`, for `2.1`; of `2.1.4` that
  /// of `2.1` if there is no other.
  private func base(of style: Style) -> Style? {
    guard let i = first[style], let number = headings[i].number else { return nil }
    let sections = headings.indices.prefix(i).reversed()
    let whole = sections.first {
      headings[$0].number.map { $0.depth == 1 && $0.first == number.first } ?? false
    }
    let part = sections.first {
      headings[$0].number.map { $0.kind == .decimal && $0.depth < style.depth } ?? false
    }
    return (whole ?? part).map { styles[$0] }
  }

  /// What outline or tags say of most headings of a style.
  private func known(_ style: Style) -> Int? {
    var counts: [Int: Int] = [:]
    for (heading, own) in zip(headings, styles) where own == style {
      if let known = heading.known { counts[known, default: 0] += 1 }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// Whether the first heading is a title that outline and tags leave out: larger than all that they name.
  private static func isTitleAboveKnown(_ headings: [Heading], _ sizes: [Int]) -> Bool {
    guard let title = headings.first, title.known == nil, title.number == nil,
      headings.count(where: { $0.known == 1 }) > 0
    else { return false }
    return zip(headings, sizes).allSatisfy { $0.known == nil || sizes[0] > $1 }
  }

  /// The sizes of headings from the smallest, those as one that differ by no more than they are measured.
  private static func ranks(ofSizes headings: [Heading]) -> [Int] {
    let tolerance = headings.contains(where: \.isRecognised) ? recognised : printed
    var rank = 0
    var last: Float = 0
    var ranks: [Float: Int] = [:]
    for size in headings.map(\.size).sorted() where ranks[size] == nil {
      if size > last * tolerance { rank += 1 }
      ranks[size] = rank
      last = size
    }
    return headings.map { ranks[$0.size] ?? 0 }
  }

  /// Sizes that differ by less are one.
  private static let printed: Float = 1.03
  private static let recognised: Float = 1.08
}
