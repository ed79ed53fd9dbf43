public import RectoTree

/// Cuts a document into chunks that keep to a budget: at headings, else between blocks, items and rows,
/// else after sentences, clauses, words.
///
/// What is cut is the Markdown of the document, so that each chunk is made of ranges of it, and all of
/// them are the whole of it.
public struct Chunker {
  private var packer: ChunkPacker

  public init(_ document: Document, options: RenderingOptions) throws {
    var document = document
    // Documents that no chain of passes made.
    if document.blocks.contains(where: \.id.isEmpty) { document.nameBlocks() }
    packer = ChunkPacker(
      try ChunkSource(document, options: options), ChunkPlaces(document), options.chunks)
  }

  /// Gives each chunk as soon as it is whole.
  public mutating func forEach(_ visit: (Chunk) throws -> Void) rethrows {
    packer.pack()
    for chunk in packer.chunks { try visit(chunk) }
  }
}
