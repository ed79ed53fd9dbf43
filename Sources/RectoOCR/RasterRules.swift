internal import Leptonica
internal import RectoGeometry
internal import RectoPages

/// Finds the rules drawn in a picture, as strokes like those that a file draws.
struct RasterRules {
  /// The shortest rule, in heights of a capital letter: strokes of letters and dashes are shorter.
  static let shortest: Float = 4
  /// The thickest rule, in the same.
  static let thickest: Float = 0.5
  /// More pieces than this are hatching or noise.
  static let mostRules = 4000

  /// `binary` is straight; positions come in its pixels times `scale`.
  static func strokes(in binary: Picture, glyphHeight: Float, scale: Float) -> [Stroke] {
    let height = max(glyphHeight, 8)
    let shortest = Int(Self.shortest * height)
    let thickest = max(4, Self.thickest * height)
    let half = binary.halved()
    var strokes: [Stroke] = []
    for isAcross in [true, false] {
      let runs = isAcross ? half.runs(across: shortest / 2) : half.runs(down: shortest / 2)
      for piece in runs.componentBoxes(limit: mostRules) {
        let box = Box(x0: 2 * piece.x0, y0: 2 * piece.y0, x1: 2 * piece.x1, y1: 2 * piece.y1)
        let (length, width) = isAcross ? (box.width, box.height) : (box.height, box.width)
        guard width <= thickest, length > 6 * width else { continue }
        let from = isAcross ? Point(box.x0, box.midY) : Point(box.midX, box.y0)
        let to = isAcross ? Point(box.x1, box.midY) : Point(box.midX, box.y1)
        strokes.append(Stroke(from: from * scale, to: to * scale, width: width * scale))
      }
    }
    return strokes
  }
}
