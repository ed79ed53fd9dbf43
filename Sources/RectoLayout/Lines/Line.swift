internal import RectoGeometry
internal import RectoTree

/// A printed line of one column, with its text and how it is set.
///
/// `box` and `baseline` are in the upright frame of `turn`; the text's lines are in page space.
struct Line {
  var text: Text
  var box: Box
  var baseline: Float
  /// The size of most of its letters.
  var size: Float
  var turn: Turn
  /// Letters in all, and of them bold, italic, fixed-pitch.
  var letters: Int
  var bold: Int
  var italic: Int
  var fixedPitch: Int
  /// The width of its first word, in points.
  var firstWordWidth: Float
  /// How often parts of the line stand so far apart that they may be cells or tab stops.
  var wideGaps: Int
  var colour: UInt32
  /// How far formulas reach over and under what letters do, in points.
  var height: Float = 0
  var depth: Float = 0
  /// Dots lead to its last part.
  var hasLeader = false
  /// Right to left.
  var isRightToLeft: Bool

  var hasWideGap: Bool { wideGaps > 0 }

  /// Whether its last part is a number that stands apart: a page, without dots that lead to it.
  var endsInPageNumber: Bool {
    guard hasWideGap, let space = text.string.lastIndex(of: " ") else { return false }
    let last = text.string[space...].dropFirst()
    return last.utf8.count <= 4 && last.allSatisfy { $0.isASCII && $0.isNumber }
  }

  var boldShare: Float { letters > 0 ? Float(bold) / Float(letters) : 0 }
}
