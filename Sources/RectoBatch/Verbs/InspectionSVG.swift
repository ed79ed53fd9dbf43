internal import FoundationEssentials
internal import Recto
internal import RectoGeometry
internal import RectoRendering
internal import RectoTree

/// Draws an inspection as SVG: the page's picture, and one group of boxes a stage over it.
enum InspectionSVG {
  /// `label` says what is written over a mark's box.
  static func svg(
    _ inspection: Inspection, picture: [UInt8], label: (Inspection.Mark) -> String
  ) -> String {
    let (width, height) = inspection.size
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\">",
      "<image width=\"\(width)\" height=\"\(height)\" href=\"data:image/png;base64,\(Data(picture).base64EncodedString())\"/>",
    ]
    for stage in Inspection.Stage.allCases {
      let marks = inspection.marks.filter { $0.stage == stage }
      guard !marks.isEmpty else { continue }
      let colour = [stage.colour.red, stage.colour.green, stage.colour.blue]
        .map { String(Int(clamped: $0 * 255)) }.joined(separator: ",")
      lines.append(
        "<g id=\"\(stage.rawValue)\" fill=\"none\" stroke=\"rgb(\(colour))\" stroke-width=\"0.7\">")
      for mark in marks {
        let corners = inspection.corners(of: mark)
        let points = corners.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        lines.append("<polygon points=\"\(points)\"/>")
        let label = label(mark)
        if !label.isEmpty {
          lines.append(
            "<text x=\"\(corners[0].x)\" y=\"\(corners[0].y - 1)\" font-size=\"6\" stroke=\"none\" fill=\"rgb(\(colour))\">\(HTMLEscaping.escape(label))</text>"
          )
        }
      }
      lines.append("</g>")
    }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }
}
