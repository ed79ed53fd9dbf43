/// A range of the Markdown that is one thing, and what it can be taken apart into.
struct ChunkPiece {
  enum Content {
    /// Pieces that belong together: a table with its caption, the head of a table with its first row.
    case group([ChunkPiece])
    /// A part of the outline.
    case part(Int)
    /// Of a text, with the places inside it where that may be parted.
    case text([ChunkBreak])
    /// Nothing that has an end before its end.
    case rest
  }

  var bytes: Range<Int>
  var content: Content
  var begins: Chunk.Beginning
  /// The block of the outline's first rank that it is in.
  var element: Int
  /// Tables, code and quotations that it is a part of, by their numbers in the outline.
  var wrappers: [Int] = []
  /// The whole text that it is a part of.
  var leaf: Range<Int>?
  /// How much it has by itself.
  var count = 0
}

/// A place in the Markdown where a text may be parted.
struct ChunkBreak {
  var place: Int
  var begins: Chunk.Beginning
}
