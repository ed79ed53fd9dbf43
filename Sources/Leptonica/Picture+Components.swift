internal import CTesseract
public import RectoGeometry

extension Picture {
  /// The boxes of connected black pixels of a black-and-white picture; empty if there are more
  /// than `limit`.
  public func componentBoxes(limit: Int = 400_000) -> [RectoGeometry.Box] {
    var boxes = unsafe pixConnCompBB(handle, 8)
    defer { unsafe boxaDestroy(&boxes) }
    let count = unsafe Int(boxaGetCount(boxes))
    guard count <= limit else { return [] }
    return (0..<count).map { i in
      var (x, y, w, h): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      unsafe boxaGetBoxGeometry(boxes, Int32(i), &x, &y, &w, &h)
      return RectoGeometry.Box(x0: Float(x), y0: Float(y), x1: Float(x + w), y1: Float(y + h))
    }
  }

  /// The black runs of a black-and-white picture that are at least so long across, and down.
  public func runs(across length: Int) -> Picture {
    unsafe adopted(pixOpenBrick(nil, handle, Int32(length), 1))
  }

  public func runs(down length: Int) -> Picture {
    unsafe adopted(pixOpenBrick(nil, handle, 1, Int32(length)))
  }

  /// A black-and-white picture without the black pixels of another of its size.
  public func without(_ other: Picture) -> Picture {
    unsafe adopted(pixSubtract(nil, handle, other.handle))
  }

  /// The areas of a black-and-white picture that are halftones: photographs.
  public func halftones() -> [RectoGeometry.Box] {
    var found: Int32 = 0
    guard let mask = unsafe pixGenerateHalftoneMask(handle, nil, &found, nil) else { return [] }
    let picture = unsafe Picture(adopting: mask)
    return found != 0 ? picture.componentBoxes() : []
  }

  /// A black-and-white picture of half the size, black where any of four pixels is.
  public func halved() -> Picture {
    unsafe adopted(pixReduceRankBinaryCascade(handle, 1, 0, 0, 0))
  }

  /// The share of black pixels in a part of a black-and-white picture.
  public func ink(in box: RectoGeometry.Box) -> Float {
    let clip = part(
      x: Int(box.x0), y: Int(box.y0), width: max(1, Int(box.width)),
      height: max(1, Int(box.height)))
    var count: Int32 = 0
    unsafe pixCountPixels(clip.handle, &count, nil)
    return Float(count) / Float(max(1, clip.width * clip.height))
  }
}
