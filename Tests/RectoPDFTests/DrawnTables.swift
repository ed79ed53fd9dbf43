import RectoGeometry

/// A table of five rows and four columns, drawn as PDF content in many ways.
struct DrawnTable {
  /// What draws its separations.
  enum Way: String, CaseIterable, Sendable {
    case longStrokes, strokesByCell, strokedBoxes, thinBoxes, filledAndStrokedBoxes
    case mitredSides, mitredSidesInOnePath, framesByEvenOdd, framesByDirection, sheetWithHoles
    case polygons, curvedBars, straightCurves, shortFatStrokes
    case dashes, dashesByHand, roundDots, circles
    case doubleRules, thickRules, hairlines, sheerStrokes, pictures
    case whiteGaps, whiteRulesOnGrey, whiteRulesOnOneGround, whiteCellsOnDark, chequered
    case gradients, hatching, clippedGrounds, picturesAsCells
    case insetCells, spacedCells, headAndRules, stripedColumnsAndRules
    case zebraAndColumnRules, zebra, zebraByCell, zebraUnderHead, zebraUnderHeadByCell
  }

  static let rows = 5
  static let columns = 4
  static let cells = [
    ["Harbour", "Boats", "Gulls", "Remarks"], ["Port Ellen", "12", "310", "calm"],
    ["Tobermory", "48", "95", "rain all night"], ["Oban", "7", "1,204", "grey"],
    ["Mallaig", "133", "18", "no wind"],
  ]
  static let prose = "Nobody had ever seen the sea so high or so grey as it was on that old day."

  var way: Way
  var scale: Float = 1
  var shift = Point(0, 0)
  /// The page's content is turned by a quarter.
  var isTurned = false

  private static let (width, height): (Float, Float) = (480, 320)
  private let xs: [Float] = [60, 160, 240, 320, 420]
  private let ys: [Float] = [100, 122, 144, 166, 188, 210]

  /// The bytes of a PDF with one page. It has no cross-reference table: readers make it anew.
  var bytes: [UInt8] {
    let (w, h) = (Self.width * scale, Self.height * scale)
    let (a, b, c, d, e, f): (Float, Float, Float, Float, Float, Float) =
      isTurned ? (0, scale, -scale, 0, h, 0) : (scale, 0, 0, scale, 0, 0)
    let matrix = "\(a) \(b) \(c) \(d) \(e + shift.x) \(f + shift.y) cm"
    let content = "q \(matrix) q 1 0 0 -1 0 \(Self.height) cm \(drawing) Q \(text) Q"
    let (pageWidth, pageHeight) = isTurned ? (h, w) : (w, h)
    let objects = [
      "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
      """
      2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R]
      /MediaBox [0 0 \(pageWidth + 2 * shift.x) \(pageHeight + 2 * shift.y)] >> endobj
      """,
      """
      3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <<
      /Font << /F 5 0 R >> /Shading << /G 6 0 R >> /Pattern << /H 8 0 R >>
      /ExtGState << /T << /CA 0.5 /ca 0.5 >> >> >> >> endobj
      """,
      "4 0 obj << /Length \(content.utf8.count) >> stream\n\(content)\nendstream endobj",
      "5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj",
      """
      6 0 obj << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [60 0 420 0] /Function 7 0 R
      /Extend [true true] >> endobj
      """,
      "7 0 obj << /FunctionType 2 /Domain [0 1] /C0 [.9 .9 1] /C1 [.6 .7 .9] /N 1 >> endobj",
      """
      8 0 obj << /Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4]
      /XStep 4 /YStep 4 /Resources << >> /Length 22 >> stream
      .8 G 0 0 m 4 4 l S    \nendstream endobj
      """,
    ]
    return Array(
      ("%PDF-1.7\n" + objects.joined(separator: "\n") + "\ntrailer << /Root 1 0 R >>\n").utf8)
  }

  private var text: String {
    var result = "BT /F 9 Tf 0 g "
    func show(_ string: String, _ x: Float, _ y: Float) {
      result += "1 0 0 1 \(x) \(Self.height - y) Tm (\(string)) Tj "
    }
    show(Self.prose, 60, 60)
    show(Self.prose, 60, 72)
    for (r, row) in Self.cells.enumerated() {
      for (c, cell) in row.enumerated() { show(cell, xs[c] + 6, ys[r] + 15) }
    }
    show(Self.prose, 60, 250)
    show(Self.prose, 60, 262)
    return result + "ET"
  }

  // MARK: - Pieces

  private func cell(_ r: Int, _ c: Int, inset: Float = 0) -> Box {
    Box(x0: xs[c], y0: ys[r], x1: xs[c + 1], y1: ys[r + 1]).expanded(by: -inset)
  }

  private func forEachCell(_ body: (_ r: Int, _ c: Int) -> String) -> String {
    (0..<Self.rows).map { r in (0..<Self.columns).map { c in body(r, c) }.joined(separator: " ") }
      .joined(separator: " ")
  }

  private func rectangle(_ box: Box) -> String {
    "\(box.x0) \(box.y0) \(box.width) \(box.height) re"
  }

  private func polygon(_ points: [Point]) -> String {
    points.enumerated().map { "\($1.x) \($1.y) \($0 == 0 ? "m" : "l")" }.joined(separator: " ")
      + " h"
  }

  /// The lines of the grid, from one outer edge to the other.
  private var lines: [(from: Point, to: Point)] {
    ys.map { (Point(xs[0], $0), Point(xs[4], $0)) }
      + xs.map { (Point($0, ys[0]), Point($0, ys[5])) }
  }

  private func strokes(_ set: String, offset: Float = 0) -> String {
    set + " "
      + lines.map { from, to in
        let side = from.y == to.y ? Point(0, offset) : Point(offset, 0)
        return "\(from.x + side.x) \(from.y + side.y) m \(to.x + side.x) \(to.y + side.y) l S"
      }.joined(separator: " ")
  }

  private func bar(_ from: Point, _ to: Point, thickness: Float) -> Box {
    Box(around: [from, to]).expanded(by: thickness / 2)
  }

  /// The sides of a box, as trapezoids whose slanted ends meet.
  private func mitred(_ box: Box, _ t: Float) -> [[Point]] {
    let (outer, inner) = (box.corners, box.expanded(by: -t).corners)
    return (0..<4).map { i in [outer[i], outer[(i + 1) % 4], inner[(i + 1) % 4], inner[i]] }
  }

  private func circle(_ x: Float, _ y: Float, _ r: Float) -> String {
    let k = 0.5523 * r
    return """
      \(x + r) \(y) m \(x + r) \(y + k) \(x + k) \(y + r) \(x) \(y + r) c \
      \(x - k) \(y + r) \(x - r) \(y + k) \(x - r) \(y) c \
      \(x - r) \(y - k) \(x - k) \(y - r) \(x) \(y - r) c \
      \(x + k) \(y - r) \(x + r) \(y - k) \(x + r) \(y) c f
      """
  }

  /// Places along a line.
  private func places(_ from: Point, _ to: Point, every step: Float) -> [Point] {
    let length = max(abs(to.x - from.x), abs(to.y - from.y))
    let along = (to - from) * (1 / length)
    return stride(from: 0, to: length, by: step).map { from + along * $0 }
  }

  private func picture(_ box: Box, grey: String = "00") -> String {
    "q \(box.width) 0 0 \(box.height) \(box.x0) \(box.y0) cm BI /W 1 /H 1 /BPC 8 /CS /G "
      + "/F /AHx ID \(grey)> EI Q"
  }

  private func fills(_ colour: (_ r: Int, _ c: Int) -> String, inset: Float = 0) -> String {
    forEachCell { r, c in "\(colour(r, c)) \(rectangle(cell(r, c, inset: inset))) f" }
  }

  private var whole: Box { Box(x0: xs[0], y0: ys[0], x1: xs[4], y1: ys[5]) }

  private func row(_ r: Int) -> Box { Box(x0: xs[0], y0: ys[r], x1: xs[4], y1: ys[r + 1]) }

  private func strokes(of some: [(from: Point, to: Point)]) -> String {
    ".6 w 0 G " + some.map { "\($0.x) \($0.y) m \($1.x) \($1.y) l S" }.joined(separator: " ")
  }

  // MARK: - Ways

  private var drawing: String {
    switch way {
    case .longStrokes: strokes(".6 w 0 G")
    case .strokesByCell:
      ".6 w .3 G "
        + forEachCell { r, c in
          let p = cell(r, c).corners
          return (0..<4).map {
            "\(p[$0].x) \(p[$0].y) m \(p[($0 + 1) % 4].x) \(p[($0 + 1) % 4].y) l S"
          }.joined(separator: " ")
        }
    case .strokedBoxes: ".5 w 0 G " + forEachCell { "\(rectangle(cell($0, $1))) S" }
    case .thinBoxes:
      lines.map { "\(rectangle(bar($0, $1, thickness: 0.7))) f" }.joined(separator: " ")
    case .filledAndStrokedBoxes:
      ".5 w 0 G .93 g " + forEachCell { "\(rectangle(cell($0, $1))) B" }
    case .mitredSides:
      forEachCell { r, c in
        mitred(cell(r, c).expanded(by: 0.5), 1).map { polygon($0) + " f" }.joined(separator: " ")
      }
    case .mitredSidesInOnePath:
      forEachCell { r, c in
        mitred(cell(r, c).expanded(by: 0.5), 1).map { polygon($0) }.joined(separator: " ") + " f"
      }
    case .framesByEvenOdd:
      forEachCell {
        "\(rectangle(cell($0, $1, inset: -0.5))) \(rectangle(cell($0, $1, inset: 0.5))) f*"
      }
    case .framesByDirection:
      forEachCell {
        rectangle(cell($0, $1, inset: -0.5)) + " "
          + polygon(cell($0, $1, inset: 0.5).corners.reversed()) + " f"
      }
    case .sheetWithHoles:
      rectangle(whole.expanded(by: 0.5)) + " "
        + forEachCell { rectangle(cell($0, $1, inset: 0.5)) } + " f*"
    case .polygons:
      lines.map { from, to in
        let box = bar(from, to, thickness: 0.8)
        // More corners than it needs.
        return polygon(
          box.width > box.height
            ? [
              Point(box.x0, box.y0), Point(box.midX, box.y0), Point(box.x1 - 1, box.y0),
              Point(box.x1, box.midY), Point(box.x1 - 1, box.y1), Point(box.x0, box.y1),
            ]
            : [
              Point(box.x0, box.y0), Point(box.midX, box.y0 - 0.5), Point(box.x1, box.y0),
              Point(box.x1, box.midY), Point(box.x1, box.y1), Point(box.x0, box.y1),
            ]) + " f"
      }.joined(separator: " ")
    case .curvedBars:
      lines.map { from, to in
        let p = bar(from, to, thickness: 0.8).corners
        return "\(p[0].x) \(p[0].y) m "
          + [1, 2, 3, 0].map { i in
            let (a, b) = (p[(i + 3) % 4], p[i])
            let (m, n) = (a + (b - a) * 0.3, a + (b - a) * 0.7)
            return "\(m.x) \(m.y) \(n.x) \(n.y) \(b.x) \(b.y) c"
          }.joined(separator: " ") + " f"
      }.joined(separator: " ")
    case .straightCurves:
      ".6 w 0 G "
        + lines.map { from, to in
          let (m, n) = (from + (to - from) * 0.3, from + (to - from) * 0.7)
          return "\(from.x) \(from.y) m \(m.x) \(m.y) \(n.x) \(n.y) \(to.x) \(to.y) c S"
        }.joined(separator: " ")
    case .shortFatStrokes:
      lines.map { from, to in
        let middle = from + (to - from) * 0.5
        let length = max(to.x - from.x, to.y - from.y)
        let end = from.y == to.y ? Point(middle.x, middle.y + 0.7) : Point(middle.x + 0.7, middle.y)
        return "\(length) w \(middle.x) \(middle.y) m \(end.x) \(end.y) l S"
      }.joined(separator: " ")
    case .dashes: strokes(".6 w [3 2] 0 d")
    case .dashesByHand:
      ".6 w "
        + lines.map { from, to in
          places(from, to, every: 6).map { p in
            let end = from.y == to.y ? p + Point(3, 0) : p + Point(0, 3)
            return "\(p.x) \(p.y) m \(end.x) \(end.y) l S"
          }.joined(separator: " ")
        }.joined(separator: " ")
    case .roundDots: strokes("1 w 1 J [0 2] 0 d")
    case .circles:
      lines.map { from, to in
        places(from, to, every: 2).map { circle($0.x, $0.y, 0.5) }.joined(separator: " ")
      }.joined(separator: " ")
    case .doubleRules: strokes(".5 w", offset: -1) + " " + strokes(".5 w", offset: 1)
    case .thickRules: strokes("5 w .5 G")
    case .hairlines: strokes("0 w")
    case .sheerStrokes: strokes("/T gs .6 w .2 .2 .7 RG")
    case .pictures: lines.map { picture(bar($0, $1, thickness: 0.7)) }.joined(separator: " ")
    case .whiteGaps: fills({ r, _ in r == 0 ? ".5 .6 .8 rg" : ".9 .9 .95 rg" }, inset: 1)
    case .whiteRulesOnGrey: fills({ _, _ in ".85 g" }) + " " + strokes("1 w 1 G")
    case .whiteRulesOnOneGround:
      ".85 g \(rectangle(whole)) f " + strokes("1.5 w 1 G")
    case .whiteCellsOnDark:
      ".4 g \(rectangle(whole.expanded(by: 1))) f " + fills({ _, _ in "1 g" }, inset: 0.5)
    case .chequered: fills({ ($0 + $1).isMultiple(of: 2) ? ".9 g" : ".8 .9 1 rg" })
    case .gradients:
      forEachCell { "q \(rectangle(cell($0, $1, inset: 1))) W n /G sh Q" }
    case .hatching:
      "/Pattern cs /H scn " + forEachCell { "\(rectangle(cell($0, $1, inset: 1))) f" }
    case .clippedGrounds:
      ".9 g "
        + forEachCell { "q \(rectangle(cell($0, $1, inset: 1))) W n \(rectangle(whole)) f Q" }
    case .picturesAsCells: forEachCell { picture(cell($0, $1, inset: 1), grey: "E0") }
    case .insetCells:
      ".8 w .6 G \(rectangle(whole.expanded(by: 1))) S "
        + forEachCell { "\(rectangle(cell($0, $1, inset: 1))) S" }
    case .spacedCells:
      ".5 w " + forEachCell { "\(rectangle(cell($0, $1, inset: 2))) S" }
    case .headAndRules:
      ".8 .85 .95 rg \(rectangle(row(0))) f "
        + strokes(of: Array(lines[1...5]))
    case .stripedColumnsAndRules:
      (0..<4).map { c in
        "\(c.isMultiple(of: 2) ? ".95 g" : ".85 g") "
          + rectangle(Box(x0: xs[c], y0: ys[0], x1: xs[c + 1], y1: ys[5])) + " f"
      }.joined(separator: " ") + " " + strokes(of: Array(lines[0...5]))
    case .zebraAndColumnRules:
      (0..<5).filter { !$0.isMultiple(of: 2) }.map { ".9 g \(rectangle(row($0))) f" }
        .joined(separator: " ") + " " + strokes(of: Array(lines[6...]))
    case .zebra:
      (0..<5).filter { !$0.isMultiple(of: 2) }.map { ".9 g \(rectangle(row($0))) f" }
        .joined(separator: " ")
    case .zebraUnderHead:
      ".7 .8 .9 rg \(rectangle(row(0))) f .9 g \(rectangle(row(2))) f \(rectangle(row(4))) f"
    case .zebraUnderHeadByCell:
      forEachCell { r, c in
        r.isMultiple(of: 2) ? "\(r == 0 ? ".7 .8 .9 rg" : ".9 g") \(rectangle(cell(r, c))) f" : ""
      }
    case .zebraByCell:
      forEachCell { r, c in r.isMultiple(of: 2) ? "" : ".9 g \(rectangle(cell(r, c))) f" }
    }
  }
}
