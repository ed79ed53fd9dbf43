internal import RectoGeometry
internal import RectoPages

/// Finds the separations of a page, whatever draws them: strokes, thin filled shapes and pictures,
/// rows of dots and dashes, white between filled cells; and joins their pieces.
struct RuleFinder {
  /// The thickest rule, in points. Thicker ones are areas, unless they are slender and no text
  /// stands on them.
  static let thickest: Float = 3
  static let thickestSlender: Float = 8
  /// How much longer than thick rules are.
  private static let ratio: Float = 3
  private static let slenderRatio: Float = 6
  /// The shortest rule, in points.
  static let shortest: Float = 4
  /// How far pieces of one rule may be apart along it and across it, in points.
  static let joint: Float = 2.5
  private static let offset: Float = 0.8

  static func rules(of page: SourcePage) -> [Rule] { evidence(of: page).rules }

  /// The rules of a page, and the grounds of its rows.
  static func evidence(of page: SourcePage) -> (rules: [Rule], bands: [Band]) {
    guard !page.strokes.isEmpty || !page.fills.isEmpty || !page.images.isEmpty else {
      return ([], [])
    }
    let patches = Patch.patches(of: page)
    var rules: [Rule] = []
    var white: [Rule] = []
    var dashes: [Patch] = []
    var slender: [Patch] = []
    for patch in patches {
      let (thickness, length) = (patch.thickness, patch.length)
      if thickness > thickest {
        if thickness < thickestSlender, length > slenderRatio * thickness { slender.append(patch) }
        continue
      }
      if length <= DottedRules.longestDash { dashes.append(patch) }
      guard length >= shortest, length > ratio * thickness else { continue }
      let rule = Rule(patch.box, axis: patch.axis, colour: patch.colour)
      if Paint.isWhite(patch.colour) { white.append(rule) } else { rules.append(rule) }
    }
    let grounds = GroundMap(patches, pageHeight: page.height)
    rules += withoutText(slender.filter { !isPartOfGround($0, grounds) }, on: page)
    rules += DottedRules.rules(of: dashes)
    rules += onColour(white, grounds)
    let bands = GroundBands.bands(of: grounds, on: page)
    let drawn = rules
    rules += FilledCells.edges(of: grounds, on: page, besides: drawn)
    rules += BandGrids.edges(of: bands, besides: drawn, on: page)
    let edge = page.box.expanded(by: -atPageEdge)
    rules.removeAll { rule in
      rule.axis == .horizontal
        ? rule.position < edge.y0 || rule.position > edge.y1
        : rule.position < edge.x0 || rule.position > edge.x1
    }
    let rows = joined(rules.filter { $0.axis == .horizontal })
    let columns = joined(rules.filter { $0.axis == .vertical })
    let sides = OpenSides.closing(rows, columns, bands: bands, on: page)
    return (rows + sides + columns, bands)
  }

  /// What is drawn along the edge of the page parts nothing, in points.
  private static let atPageEdge: Float = 3

  /// Whether an area of the same colour goes on beside a slender one: office programs paint the
  /// ground of a cell in strips, one for its padding and one for each line of text.
  private static func isPartOfGround(_ patch: Patch, _ grounds: GroundMap) -> Bool {
    let around = patch.box.expanded(by: seam)
    return grounds.areas.contains { area in
      guard area.thickness > patch.thickness, Paint.isSame(area.colour, patch.colour),
        !area.box.intersection(around).isEmpty
      else { return false }
      return patch.axis == .horizontal
        ? area.box.horizontalOverlap(patch.box) > shared
        : area.box.verticalOverlap(patch.box) > shared
    }
  }

  /// How far strips of one ground are apart at most, in points, and how much of the shorter one they
  /// share.
  private static let seam: Float = 0.6
  private static let shared: Float = 0.6

  /// Thick rules, told from grounds of text by being thinner than its letters are high, with none on
  /// them, nor beside them where they lie across: empty cells have grounds, too.
  private static func withoutText(_ patches: [Patch], on page: SourcePage) -> [Rule] {
    guard !patches.isEmpty, patches.count <= mostSlender else { return [] }
    let letters = page.glyphs.lazy.filter { !$0.isBlank }.map { ($0.middle, $0.size) }
      .sorted { $0.0.y < $1.0.y }
    let size = letters.map(\.1).sorted().middle ?? .infinity
    return patches.filter { patch in
      let first = letters.partitioningIndex { $0.0.y >= patch.box.y0 }
      let beside = patch.axis == .horizontal ? besideInEms * size : 0
      let reach = (patch.box.x0 - beside)...(patch.box.x1 + beside)
      return !Paint.isWhite(patch.colour) && patch.thickness < thickestInEms * size
        && !letters[first...].prefix { $0.0.y <= patch.box.y1 }.contains { reach.contains($0.0.x) }
    }.map { Rule($0.box, axis: $0.axis, colour: $0.colour) }
  }

  private static let thickestInEms: Float = 0.65
  private static let besideInEms: Float = 4

  /// White rules show where they lie on a coloured ground: between the filled cells of a table.
  private static func onColour(_ rules: [Rule], _ grounds: GroundMap) -> [Rule] {
    guard !rules.isEmpty, rules.count <= mostWhite else { return [] }
    return rules.filter { rule in
      let reach = rule.thickness / 2 + joint
      let side = rule.axis == .horizontal ? Point(0, reach) : Point(reach, 0)
      let middle = rule.box.middle
      return [middle + side, middle - side].contains { !Paint.isWhite(grounds.colour(at: $0)) }
    }
  }

  /// More thick or white rules than these are a drawing.
  private static let mostSlender = 2000
  private static let mostWhite = 4000

  /// Joins pieces that continue or cover each other.
  private static func joined(_ rules: [Rule]) -> [Rule] {
    guard rules.count > 1 else { return rules }
    let sorted = rules.sorted { ($0.position, $0.start) < ($1.position, $1.start) }
    var result: [Rule] = []
    var start = 0
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count, sorted[end].position - sorted[end - 1].position < offset {
        end += 1
      }
      let band = sorted[start..<end].sorted { ($0.start, $0.end) < ($1.start, $1.end) }
      var current = band[0]
      for next in band.dropFirst() {
        if next.start <= current.end + joint {
          current.end = max(current.end, next.end)
          current.thickness = max(current.thickness, next.thickness)
          if next.kind == .drawn { current.kind = .drawn }
        } else {
          result.append(current)
          current = next
        }
      }
      result.append(current)
      start = end
    }
    return result
  }
}

extension [Float] {
  /// The element in the middle of a sorted array.
  fileprivate var middle: Float? { isEmpty ? nil : self[count / 2] }
}
