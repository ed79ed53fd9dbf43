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

  /// A black-and-white picture of half the size, black where any of four pixels is.
  public func halved() -> Picture {
    unsafe adopted(pixReduceRankBinaryCascade(handle, 1, 0, 0, 0))
  }
}
