internal import RectoGeometry

/// Glyphs that stand side by side on one baseline without a wide gap: a line, or the part of one
/// that lies in one column.
///
/// Boxes are in the upright frame of `turn`.
struct Fragment {
  /// Glyph indices from left to right as seen, blanks included.
  var glyphs: [Int32]
  var box: Box
  var baseline: Float
  /// The size of its largest glyphs.
  var size: Float
  var turn: Turn
  /// Neither upright nor turned by quarters.
  var isSlanted = false
}
