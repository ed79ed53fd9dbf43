internal import RectoGeometry
internal import RectoPages

/// An upright rectangle of a page in one colour, whatever painted it: a filled rectangle, a stroke
/// with its width, a picture that is stretched from few samples.
struct Patch {
  var box: Box
  var colour: UInt32

  var thickness: Float { min(box.width, box.height) }
  var length: Float { max(box.width, box.height) }
  var axis: Rule.Axis { box.width >= box.height ? .horizontal : .vertical }

  /// A picture of so few samples across or down is one colour, or shades.
  private static let fewestSamples = 2
  private static let unknownColour: UInt32 = 0xFF80_8080

  /// The visible patches of a page: strokes, fills, pictures.
  static func patches(of page: SourcePage) -> [Patch] {
    var patches: [Patch] = []
    patches.reserveCapacity(page.strokes.count + page.fills.count)
    for stroke in page.strokes where Paint.isOpaque(stroke.colour) {
      patches.append(Patch(box: box(of: stroke), colour: stroke.colour))
    }
    for fill in page.fills where Paint.isOpaque(fill.colour) {
      patches.append(Patch(box: fill.box, colour: fill.colour))
    }
    for image in page.images {
      let box = image.box.intersection(page.box)
      guard !box.isEmpty else { continue }
      // Some programs draw lines as thin pictures, of any colour.
      if min(box.width, box.height) <= RuleFinder.thickest {
        patches.append(Patch(box: box, colour: 0xFF00_0000))
      } else if min(image.width, image.height) <= fewestSamples {
        patches.append(Patch(box: box, colour: unknownColour))
      }
    }
    return patches
  }

  /// What a stroke covers: lines end where they are drawn to, and are as thick as their width.
  private static func box(of stroke: Stroke) -> Box {
    var box = Box(around: [stroke.from, stroke.to])
    let half = stroke.width / 2
    if box.width >= box.height {
      box.y0 -= half
      box.y1 += half
    } else {
      box.x0 -= half
      box.x1 += half
    }
    return box
  }
}
