internal import RectoTree

/// Tells where a paragraph or an item of a list begins inside a cell of a table.
enum CellParagraphs {
  /// Lines of one paragraph are at most so much further apart than the cell's closest ones.
  static let leading: Float = 1.4

  static func begins(at index: Int, of lines: [Line]) -> Bool {
    guard index > 0 else { return false }
    if startsItem(lines[index]) { return true }
    guard lines.count > 2 else { return false }
    let distances = zip(lines, lines.dropFirst()).map { $1.baseline - $0.baseline }
    guard let closest = distances.filter({ $0 > 0.5 * lines[0].size }).min() else { return false }
    return distances[index - 1] > leading * closest
  }

  private static func startsItem(_ line: Line) -> Bool {
    let text = line.text.string
    return ListMarker.isBullet(text) && text.contains(where: \.isLetter)
  }
}
