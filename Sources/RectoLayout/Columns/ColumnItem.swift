internal import RectoGeometry

/// Something that takes part in the reading order: a fragment of text, a figure, a table.
struct ColumnItem {
  enum Kind {
    /// An index into the page's fragments, figures or tables.
    case fragment(Int)
    case figure(Int)
    case table(Int)
  }

  var kind: Kind
  /// In the upright frame of the turn that is being read.
  var box: Box
  /// The font size; for figures and tables 0.
  var size: Float
  var baseline: Float
  /// Whether it is nothing but a number that begins a row.
  var isLabel = false

  var isText: Bool {
    if case .fragment = kind { true } else { false }
  }
}

/// Items that are read together, from top to bottom: one column, or the part of a page between two
/// changes of layout.
struct Region {
  enum Zone { case body, topMargin, bottomMargin }

  var items: [ColumnItem]
  var box: Box
  var zone: Zone
}
