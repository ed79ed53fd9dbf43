internal import RectoTree

/// The title of a heading as it is compared with those that say what stands below: in lower case,
/// without number and punctuation. `nil` for what is no heading.
enum SectionTitle {
  static func title(of block: Block) -> String? {
    guard case .heading(let text, _) = block.content else { return nil }
    return text.string.lowercased().drop { !$0.isLetter }.filter { $0 != ":" && $0 != "." }
  }
}

extension Document {
  /// Replaces what stands below headings of a kind. `change` gets a place right below one, and says
  /// what stands there instead and where the rest begins; `nil` if all stays.
  mutating func replaceSections(
    below isTitle: (Block) -> Bool, _ change: (_ start: Int) -> (blocks: [Block], end: Int)?
  ) {
    guard blocks.contains(where: isTitle) else { return }
    var result: [Block] = []
    result.reserveCapacity(blocks.count)
    var start = 0
    while start < blocks.count {
      let block = blocks[start]
      result.append(block)
      start += 1
      if isTitle(block), let section = change(start) {
        result += section.blocks
        start = section.end
      }
    }
    blocks = result
  }
}
