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
  /// Parts of the line stand so far apart that they may be cells or tab stops.
  var hasWideGap: Bool
  var colour: UInt32
  /// How far formulas reach over and under what letters do, in points.
  var height: Float = 0
  var depth: Float = 0
  /// Right to left.
  var isRightToLeft: Bool

  var boldShare: Float { letters > 0 ? Float(bold) / Float(letters) : 0 }
}
