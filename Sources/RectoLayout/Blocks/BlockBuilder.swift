internal import RectoGeometry
internal import RectoTree

/// Makes blocks of a region's lines.
struct BlockBuilder {
  let page: Int
  var tags: TagFinder?

  /// `region` is the column in the upright frame.
  func blocks(of lines: [Line], region: Box, margin: Look.Margin = .none) -> [Block] {
    let paragraphs = ParagraphBuilder(lines, region: region).paragraphs()
    return paragraphs.indices.map { i in
      var block = block(of: lines[paragraphs[i]], region: region)
      block.look.margin = margin
      let first = lines[paragraphs[i].lowerBound]
      let last = lines[paragraphs[i].upperBound - 1]
      if i > 0 {
        block.look.gapAbove =
          (first.box.y0 - lines[paragraphs[i].lowerBound - 1].box.y1) / max(first.size, 1)
      }
      if i + 1 < paragraphs.count {
        block.look.gapBelow =
          (lines[paragraphs[i].upperBound].box.y0 - last.box.y1) / max(first.size, 1)
      }
      return block
    }
  }

  private func block(of lines: ArraySlice<Line>, region: Box) -> Block {
    var text = Text()
    var box = Box.empty
    var upright = Box.empty
    var look = Look()
    var (letters, bold, italic, fixed) = (0, 0, 0, 0)
    var sizes: [(size: Float, letters: Int)] = []
    for line in lines {
      text.join(line.text)
      upright.formUnion(line.box)
      box.formUnion(line.turn.page(line.box))
      letters += line.letters
      bold += line.bold
      italic += line.italic
      fixed += line.fixedPitch
      look.wideGaps += line.wideGaps
      look.hasLeader = look.hasLeader || line.hasLeader
      if let i = sizes.firstIndex(where: { abs($0.size - line.size) < 0.2 }) {
        sizes[i].letters += line.letters
      } else {
        sizes.append((line.size, line.letters))
      }
    }
    if let first = lines.first, let last = lines.last {
      look.size = sizes.max { $0.letters < $1.letters }?.size ?? first.size
      look.colour = first.colour
      if lines.count > 1 {
        look.leading = (last.baseline - first.baseline) / Float(lines.count - 1) / max(look.size, 1)
      }
      look.indent = (first.box.x0 - region.x0) / max(look.size, 1)
      look.endsFull = region.x1 - last.box.x1 < 2.5 * look.size
    }
    let share = { (count: Int) in letters > 0 ? Float(count) / Float(letters) : 0 }
    (look.bold, look.italic, look.fixedPitch) = (share(bold), share(italic), share(fixed))
    look.offCentre = abs(upright.midX - region.midX) / max(look.size, 1)
    look.column = region
    if let tags { (look.tag, look.element) = tags.tag(of: text) }
    return Block(
      .paragraph(text), page: page, box: box, look: look, turn: lines.first?.turn ?? .none)
  }
}
