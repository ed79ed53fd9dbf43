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
    var letters: [Int: Int] = [:]
    var pieces: [Piece] = []
    for i in document.blocks.indices { Self.read(document.blocks[i], &letters, &pieces) }
    guard let most = letters.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else {
      return nil
    }
    // A title page by itself: nobody sets running text so large.
    let isTitlePage =
      Float(most.key) / 4 > Self.largest && letters.values.reduce(0, +) < Self.fewestLetters
    size = isTitlePage ? Self.usual : Float(most.key) / 4
    var (bold, italic, all, fixed, total): (Float, Float, Float, Float, Float) = (0, 0, 0, 0, 0)
    var colours: [UInt32: Float] = [:]
    for piece in pieces {
      fixed += piece.count * piece.fixedPitch
      total += piece.count
      guard abs(piece.size - size) < 0.3 else { continue }
      bold += piece.count * piece.bold
      italic += piece.count * piece.italic
      all += piece.count
      colours[piece.colour, default: 0] += piece.count
    }
    colour = colours.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0xFF00_0000
    fixedPitch = total > 0 ? fixed / total : 0
    self.bold = all > 0 ? bold / all : 0
    self.italic = all > 0 ? italic / all : 0
  }

  /// How a block is set, and how many letters it has.
  private struct Piece {
    let size: Float
    let bold: Float
    let italic: Float
    let fixedPitch: Float
    let colour: UInt32
    let count: Float
  }

  /// Enters a block, or the entries of a table of contents; `letters` are by quarters of a point.
  private static func read(_ block: Block, _ letters: inout [Int: Int], _ pieces: inout [Piece]) {
    if case .list(let list) = block.content, list.kind == .contents {
      for item in list.items {
        for block in item.blocks { read(block, &letters, &pieces) }
      }
      return
    }
    let text = block.text
    for line in text?.lines ?? [] {
      letters[Int(clamped: (line.size * 4).rounded()), default: 0] += Int(line.end - line.start)
    }
    let look = block.look
    pieces.append(
      Piece(
        size: look.size, bold: look.bold, italic: look.italic, fixedPitch: look.fixedPitch,
        colour: look.colour, count: Float(text?.string.utf8.count ?? 0)))
  }
}
