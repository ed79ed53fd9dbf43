internal import RectoGeometry

/// Finds columns that no straight white strip parts: the longest labels of one reach below the longest
/// numbers of the next, though there is white between the two in every row.
struct RaggedColumns {
  /// So many rows have both texts, and such a share of those that have any.
  private static let fewestRows = 4
  private static let share: Float = 0.75
  /// The share of texts on each side of the cut that are set at one edge, and how exactly, in ems.
  private static let aligned: Float = 0.8
  private static let slack: Float = 0.25
  private static let mostColumns = 4

  private let lines: [[GridFitter.Phrase]]
  private let em: Float

  init(_ lines: [[GridFitter.Phrase]], em: Float) {
    self.lines = lines
    self.em = em
  }

  /// Where to cut columns that hold two texts in most rows.
  func cuts(beside straight: [Float], box: Box) -> [Float] {
    guard lines.count >= Self.fewestRows else { return [] }
    let edges = [box.x0 - 1] + straight + [box.x1 + 1]
    return zip(edges, edges.dropFirst()).flatMap { from, to in
      var own = lines.compactMap { line -> [Box]? in
        let boxes = line.lazy.map(\.box).filter { $0.midX > from && $0.midX < to }
        return boxes.isEmpty ? nil : Array(boxes)
      }
      var cuts: [Float] = []
      while cuts.count < Self.mostColumns, let cut = lastCut(of: own) {
        cuts.append(cut)
        own = own.map { $0.count > 1 ? Array($0.dropLast()) : $0.filter { $0.midX < cut } }
          .filter { !$0.isEmpty }
      }
      return cuts
    }
  }

  /// Where the last texts of rows are parted from those before them.
  private func lastCut(of rows: [[Box]]) -> Float? {
    let both = rows.filter { $0.count > 1 }
    guard both.count >= Self.fewestRows, Float(both.count) >= Self.share * Float(rows.count) else {
      return nil
    }
    let right = both.compactMap(\.last)
    let left = both.map { $0[$0.count - 2] }
    guard isAligned(right), isAligned(left),
      zip(left, right).allSatisfy({ $1.x0 - $0.x1 > GridFitter.ruledGap * em })
    else { return nil }
    // The place that the fewest of them cross, and that the middles of none are beyond.
    let (first, last) = (left.map(\.midX).max() ?? 0, right.map(\.midX).min() ?? 0)
    guard first < last else { return nil }
    func crossing(_ x: Float) -> Int {
      left.count { $0.x1 > x } + right.count { $0.x0 < x }
    }
    return (left.map { $0.x1 + 0.5 } + right.map { $0.x0 - 0.5 }).filter { $0 > first && $0 < last }
      .min { (crossing($0), $0) < (crossing($1), $1) }
  }

  private func isAligned(_ boxes: [Box]) -> Bool {
    [\Box.x0, \Box.x1, \Box.midX].contains { edge in
      let values = boxes.map { $0[keyPath: edge] }.sorted()
      let middle = values[values.count / 2]
      return Float(values.count { abs($0 - middle) < Self.slack * em })
        >= Self.aligned * Float(values.count)
    }
  }

  /// The texts of a line, none of which takes a column that belongs to its neighbour: what reaches
  /// beyond the cut does not span it.
  static func apart(_ line: [GridFitter.Phrase]) -> [GridFitter.Phrase] {
    var line = line
    for i in line.indices.dropFirst() {
      let (left, right) = (line[i - 1].columns, line[i].columns)
      guard left.upperBound >= right.lowerBound else { continue }
      if right.lowerBound > left.lowerBound {
        line[i - 1].columns = left.lowerBound...(right.lowerBound - 1)
      } else if right.upperBound > left.upperBound {
        line[i].columns = (left.upperBound + 1)...right.upperBound
      }
    }
    return line
  }
}
