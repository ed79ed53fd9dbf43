internal import Leptonica
internal import RectoGeometry

/// Whether lines of ideographs run across a picture or down it.
///
/// Between lines there is more white than between the characters of a line: a small part of a text
/// that runs across shows white rows, one of a text that runs down white columns.
enum WritingDirection {
  /// What the names of models for text that runs down end with.
  private static let suffix = "_vert"

  /// Whether models, joined by `+`, are for text that runs down.
  static func runsDown(_ languages: String) -> Bool { languages.contains(suffix) }

  /// The model for text that runs down of a language, or across.
  static func directed(_ language: String, down: Bool) -> String {
    let plain = language.hasSuffix(suffix) ? String(language.dropLast(suffix.count)) : language
    return down ? plain + suffix : plain
  }

  /// How high letters are in the picture that is measured, in pixels, and how large its parts are.
  private static let letterHeight: Float = 12
  private static let part = 96
  /// Parts with ink of less than this width and height say nothing.
  private static let smallest = 48
  /// How many times as many white columns as rows tell that lines run down.
  private static let ratio: Float = 1.6
  /// A sample that is darker than the median by this much is ink.
  private static let contrast = 60

  /// Whether most lines of a picture run down it.
  static func runsDown(_ picture: Picture, _ facts: PictureFacts) -> Bool {
    guard facts.glyphHeight > 0 else { return false }
    let small = picture.scaled(by: min(1, Double(letterHeight / facts.glyphHeight)))
    let (width, height, samples) = (small.width, small.height, small.samples)
    let threshold = facts.median - contrast
    guard samples.count == width * height else { return false }
    var (rows, columns) = (0, 0)
    for top in stride(from: 0, to: height, by: part) {
      for left in stride(from: 0, to: width, by: part) {
        var row = [Bool](repeating: false, count: min(part, height - top))
        var column = [Bool](repeating: false, count: min(part, width - left))
        for y in row.indices {
          let start = (top + y) * width + left
          for x in column.indices where Int(samples[start + x]) < threshold {
            row[y] = true
            column[x] = true
          }
        }
        guard let across = inner(row), let down = inner(column) else { continue }
        rows += across
        columns += down
      }
    }
    return Float(columns) > ratio * Float(rows)
  }

  /// How many are white between the first and the last that are not; `nil` if those are near.
  private static func inner(_ inked: [Bool]) -> Int? {
    guard let first = inked.firstIndex(of: true), let last = inked.lastIndex(of: true),
      last - first >= smallest
    else { return nil }
    return inked[first...last].count { !$0 }
  }
}
