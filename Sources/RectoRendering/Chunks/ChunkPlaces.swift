internal import RectoGeometry
internal import RectoTree

/// Tells where chunks were printed.
struct ChunkPlaces {
  private let pages: [Int: Document.Page]

  init(_ document: Document) { pages = document.pagesByIndex }

  /// The pages of what stands in some ranges, in the order in which it is read. `elements` have parts
  /// there.
  func pages(
    of ranges: [Range<Int>], _ elements: [Int], in source: ChunkSource
  ) -> [Chunk.Page] {
    var result: [Chunk.Page] = []
    func add(_ index: Int, _ box: Box) {
      guard let page = pages[index] else { return }
      let shown = page.frame == .identity || box.isEmpty ? box : page.frame(box)
      guard let i = result.firstIndex(where: { $0.index == index }) else {
        result.append(
          Chunk.Page(index: index, label: page.label, boxes: shown.isEmpty ? [] : [shown]))
        return
      }
      if !shown.isEmpty { result[i].boxes.append(shown) }
    }
    for number in elements {
      let element = source.elements[number]
      for range in ranges {
        let own = range.clamped(to: element.bytes)
        guard !own.isEmpty else { continue }
        let lines = own == element.bytes ? [] : Self.lines(in: own, of: source)
        for (page, box) in lines { add(page, box) }
        // Parts of what is one thing, formulas and the like, are where all of it is.
        if lines.isEmpty {
          for place in element.block?.origin?.places ?? [] { add(place.page, place.box) }
        }
      }
    }
    return result
  }

  /// The boxes of lines in a range, those below each other as one.
  private static func lines(in range: Range<Int>, of source: ChunkSource) -> [(Int, Box)] {
    var boxes: [(page: Int, box: Box, last: Box)] = []
    var done = (source: -1, line: -1)
    for mark in source.marks(in: range) {
      let text = source.sources[mark.source].text
      // Marks may reach over the range's ends.
      var part = mark.text
      if mark.isExact {
        let start = max(0, range.lowerBound - mark.bytes.lowerBound)
        let end = max(0, mark.bytes.upperBound - range.upperBound)
        part =
          part.lowerBound
          + Int32(start)..<max(
            part.lowerBound + Int32(start), part.upperBound - Int32(end))
      }
      var line = max(0, text.lines.partitioningIndex { $0.start > part.lowerBound } - 1)
      while line < text.lines.count, text.lines[line].start < part.upperBound {
        defer { line += 1 }
        guard text.lines[line].end > part.lowerBound, done != (mark.source, line) else { continue }
        done = (mark.source, line)
        let (page, box) = (Int(text.lines[line].page), text.lines[line].box)
        // What stands above the line before is in another column.
        if let last = boxes.last, last.page == page, box.y1 > last.last.y0 {
          boxes[boxes.count - 1].box.formUnion(box)
          boxes[boxes.count - 1].last = box
        } else {
          boxes.append((page, box, box))
        }
      }
    }
    return boxes.map { ($0.page, $0.box) }
  }
}

extension ChunkSource {
  /// The elements that have parts in some ranges, in order.
  func elements(in ranges: [Range<Int>]) -> [Int] {
    var result: [Int] = []
    for range in ranges {
      var i = elements.partitioningIndex { $0.bytes.upperBound > range.lowerBound }
      while i < elements.count, elements[i].bytes.lowerBound < range.upperBound {
        if !elements[i].bytes.isEmpty, result.last != i { result.append(i) }
        i += 1
      }
    }
    return result
  }
}

extension ChunkSource.Element {
  /// What it is, as JSON calls it; `nil` for what is no block.
  var kind: String? {
    guard let block else { return level == nil ? nil : "heading" }
    return layer?.rawValue ?? block.content.kind.rawValue
  }
}
