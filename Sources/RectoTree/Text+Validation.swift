internal import RectoGeometry

extension Text {
  /// What is wrong with the ranges: empty for a sound text.
  ///
  /// Spans, formulas and pictures are in order, hold something and do not overlap; lines are in order; all lie in
  /// the string and begin and end at characters of Unicode.
  package var faults: [String] {
    var faults: [String] = []
    let bytes = Array(string.utf8)
    func isBoundary(_ offset: Int32) -> Bool {
      let offset = Int(offset)
      return offset >= 0 && offset <= bytes.count
        && (offset == bytes.count || bytes[offset] & 0xC0 != 0x80)
    }
    func check(_ name: String, _ ranges: [(start: Int32, end: Int32)], isStrict: Bool) {
      var last: Int32 = 0
      for (i, range) in ranges.enumerated() {
        if !isBoundary(range.start) || !isBoundary(range.end) {
          faults.append("\(name) \(i) at \(range.start)..<\(range.end) cuts the text")
        }
        if range.end < range.start || isStrict && range.end == range.start {
          faults.append("\(name) \(i) at \(range.start)..<\(range.end) is none")
        }
        if range.start < last { faults.append("\(name) \(i) begins before \(last)") }
        last = isStrict ? range.end : range.start
      }
    }
    check("span", spans.map { ($0.start, $0.end) }, isStrict: true)
    check("formula", formulas.map { ($0.start, $0.end) }, isStrict: true)
    check("picture", pictures.map { ($0.start, $0.end) }, isStrict: true)
    check("line", lines.map { ($0.start, $0.end) }, isStrict: false)
    check("run", runs.map { ($0.start, $0.end) }, isStrict: false)
    return faults
  }
}
