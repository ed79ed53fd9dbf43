internal import RectoGeometry
internal import RectoTree

/// What most of a document is set in.
struct BodyText {
  /// The size of most letters, in points.
  let size: Float
  /// The share of body-size letters that are bold.
  let bold: Float
  /// The share of body-size letters that are italic.
  let italic: Float
  /// The share of all letters that are of fixed pitch.
  let fixedPitch: Float
  /// What most body-size letters are printed in.
  let colour: UInt32

  /// Running text is no larger than this, in points, where there is no more of it than so many letters.
  private static let largest: Float = 20
  private static let fewestLetters = 200
  /// The size that a document is taken to have that shows none.
  private static let usual: Float = 12

  init?(_ document: Document) {
    let blocks = document.blocks.flatMap(Self.parts)
    var letters: [Int: Int] = [:]
    for block in blocks {
      guard let text = block.text else { continue }
      for line in text.lines {
        letters[Int(clamped: (line.size * 4).rounded()), default: 0] += Int(line.end - line.start)
      }
    }
    guard let most = letters.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else {
      return nil
    }
    // A title page by itself: nobody sets running text so large.
    let isTitlePage =
      Float(most.key) / 4 > Self.largest && letters.values.reduce(0, +) < Self.fewestLetters
    size = isTitlePage ? Self.usual : Float(most.key) / 4
    var (bold, italic, all): (Float, Float, Float) = (0, 0, 0)
    var colours: [UInt32: Float] = [:]
    for block in blocks where abs(block.look.size - size) < 0.3 {
      let count = Float(block.text?.string.utf8.count ?? 0)
      bold += count * block.look.bold
      italic += count * block.look.italic
      all += count
      colours[block.look.colour, default: 0] += count
    }
    colour = colours.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0xFF00_0000
    var (fixed, total): (Float, Float) = (0, 0)
    for block in blocks {
      let count = Float(block.text?.string.utf8.count ?? 0)
      fixed += count * block.look.fixedPitch
      total += count
    }
    fixedPitch = total > 0 ? fixed / total : 0
    self.bold = all > 0 ? bold / all : 0
    self.italic = all > 0 ? italic / all : 0
  }

  /// The block, or the entries of a table of contents.
  private static func parts(_ block: Block) -> [Block] {
    guard case .list(let list) = block.content, list.kind == .contents else { return [block] }
    return list.items.flatMap { $0.blocks.flatMap(parts) }
  }
}
