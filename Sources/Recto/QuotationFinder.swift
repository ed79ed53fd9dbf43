internal import RectoGeometry
public import RectoRendering
public import RectoTree

/// Finds where words stand that are quoted from a document.
public struct QuotationFinder: Sendable {
  private let map: SourceMap
  private let characters: [Place]

  /// A character of the text that tells words apart, as small letters, and where it is.
  private struct Place {
    var character: Character
    var isSign: Bool
    var bytes: Range<Int>
  }

  /// Where a quotation stands: a place for each printed line.
  public typealias Match = [SourceMap.Range]

  /// The document's pages must have their glyphs.
  public init(_ document: Document) {
    var options = RenderingOptions()
    options.furniture = .keep
    var output = Output(isMapped: true)
    // Only a sink can fail.
    try? PlainTextRenderer(document, options: options).render(to: &output)
    map = SourceMap(of: output, as: "text", in: document, grain: .character)
    characters = Self.characters(of: String(decoding: output.bytes, as: UTF8.self))
  }

  /// Every place, in the order of reading. Only letters and figures count, large or small, if there are
  /// any in the quotation; blanks never do.
  public func matches(of quotation: String) -> [Match] {
    let all = Self.characters(of: quotation)
    let hasWords = all.contains { !$0.isSign }
    let sought = all.filter { !hasWords || !$0.isSign }.map(\.character)
    let text = hasWords ? characters.filter { !$0.isSign } : characters
    guard let first = sought.first, text.count >= sought.count else { return [] }
    var matches: [Match] = []
    var place = 0
    while place + sought.count <= text.count {
      let end = place + sought.count
      if text[place].character == first,
        zip(text[place..<end], sought).allSatisfy({ $0.character == $1 })
      {
        let lines = lines(text[place].bytes.lowerBound..<text[end - 1].bytes.upperBound)
        if !lines.isEmpty { matches.append(lines) }
        place = end
      } else {
        place += 1
      }
    }
    return matches
  }

  private static func characters(of text: String) -> [Place] {
    var places: [Place] = []
    var offset = 0
    for character in text {
      let end = offset + character.utf8.count
      // A soft hyphen is a place where a word may be divided.
      if !character.isWhitespace, character != "\u{AD}" {
        places.append(
          Place(
            character: character.lowercased().first ?? character,
            isSign: !character.isLetter && !character.isNumber, bytes: offset..<end))
      }
      offset = end
    }
    return places
  }

  /// What stands in some bytes, with what is side by side put together.
  private func lines(_ bytes: Range<Int>) -> Match {
    map.ranges(in: bytes).reduce(into: []) { lines, range in
      if let last = lines.last, last.isBeside(range) {
        lines[lines.count - 1].add(range)
      } else {
        lines.append(range)
      }
    }
  }
}

extension SourceMap.Range {
  /// Whether another range of the same block goes on along the same line.
  fileprivate func isBeside(_ next: SourceMap.Range) -> Bool {
    guard page == next.page, block == next.block, corners == nil, next.corners == nil else {
      return false
    }
    let shared = min(box.y1, next.box.y1) - max(box.y0, next.box.y0)
    return next.box.isEmpty || shared > 0.5 * min(box.height, next.box.height)
  }

  fileprivate mutating func add(_ next: SourceMap.Range) {
    bytes = bytes.lowerBound..<max(bytes.upperBound, next.bytes.upperBound)
    box.formUnion(next.box)
    for own in next.glyphs { glyphs.add(own) }
    isStandIn = isStandIn || next.isStandIn
    if let own = confidence, let other = next.confidence { confidence = min(own, other) }
  }
}
