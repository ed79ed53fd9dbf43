public import RectoDiagnostics
internal import RectoRendering

extension OptionValues {
  /// How documents are cut. Throws a usage error for a value that is none.
  func chunkOptions() throws(ConversionError) -> ChunkOptions {
    var chunks = ChunkOptions()
    chunks.unit = try value(chunkUnit, "chunk-unit", chunks.unit)
    chunks.context = try value(chunkContext, "chunk-context", chunks.context)
    chunks.size = chunkSize ?? chunks.size
    guard (ChunkOptions.leastSize...Self.mostOfChunk).contains(chunks.size) else {
      throw ConversionError(
        .usage, "--chunk-size \(chunks.size) is out of range",
        advice: "Give \(ChunkOptions.leastSize) to \(Self.mostOfChunk) \(chunks.unit.rawValue).")
    }
    chunks.overlap = chunkOverlap ?? chunks.overlap
    guard (0...chunks.size / 2).contains(chunks.overlap) else {
      throw ConversionError(
        .usage, "--chunk-overlap \(chunks.overlap) does not go with chunks of \(chunks.size)",
        advice: "Give 0 to \(chunks.size / 2), half of the chunk's size.")
    }
    if let tokenizer, chunks.unit != .tokens {
      throw ConversionError(
        .usage,
        "--tokenizer \(ShellWord.quoted(tokenizer)) counts tokens, and chunks are of "
          + "\(chunks.unit.rawValue)",
        advice: "Leave out one of --tokenizer and --chunk-unit.")
    }
    return chunks
  }

  /// A chunk of more is a document.
  private static let mostOfChunk = 10_000_000

  /// Throws if an option of chunks is given, otherwise than `usual`, and none of the formats has chunks.
  public func refuseChunks(
    in formats: [OutputFormat], unless usual: OptionValues = OptionValues()
  ) throws(ConversionError) {
    guard !formats.contains(where: \.hasChunks) else { return }
    let given = [
      chunkSize != nil && chunkSize != usual.chunkSize ? "chunk-size" : nil,
      chunkUnit != nil && chunkUnit != usual.chunkUnit ? "chunk-unit" : nil,
      chunkOverlap != nil && chunkOverlap != usual.chunkOverlap ? "chunk-overlap" : nil,
      chunkContext != nil && chunkContext != usual.chunkContext ? "chunk-context" : nil,
      tokenizer != nil ? "tokenizer" : nil,
    ].compactMap(\.self)
    guard let option = given.first else { return }
    throw ConversionError(
      .usage,
      "--\(option) goes with chunks, and \(formats.map(\.rawValue).joined(separator: ", ")) "
        + "\(formats.count == 1 ? "has" : "have") none",
      advice: "Add -t chunks, or -t chunks-md to read them.")
  }
}
