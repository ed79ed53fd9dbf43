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

  /// What is black here and not in another black-and-white picture of the same size.
  public func without(_ other: Picture) -> Picture {
    unsafe adopted(pixSubtract(nil, handle, other.handle))
  }

  /// What is black here or in another black-and-white picture of the same size.
  public func and(_ other: Picture) -> Picture {
    unsafe adopted(pixOr(nil, handle, other.handle))
  }

  /// What of a black-and-white picture hangs together with what is black in another of the same size.
  public func joined(to seed: Picture) -> Picture {
    unsafe adopted(pixSeedfillBinary(nil, seed.handle, handle, 8))
  }

  /// What of a black-and-white picture hangs together and is no larger than so many pixels.
  public func components(upTo width: Int, by height: Int) -> Picture {
    unsafe adopted(
      pixSelectBySize(
        handle, Int32(width), Int32(height), 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_LTE), nil
      ))
  }

  /// A black-and-white picture of half the size, black where any of four pixels is.
  public func halved() -> Picture {
    unsafe adopted(pixReduceRankBinaryCascade(handle, 1, 0, 0, 0))
  }

  /// How wide the strokes in each of some boxes of a black-and-white picture are, in pixels: twice
  /// their area by the length of their edges; 0 where there is nothing.
  public func strokeWidths(in boxes: [RectoGeometry.Box]) -> [Float] {
    let tab = unsafe makePixelSumTab8()
    defer { unsafe free(tab) }
    let pictures = [self, edges(dx: 1, dy: 0), edges(dx: 0, dy: 1)]
    return boxes.map { box in
      var part = unsafe boxCreate(
        Int32(clamped: box.x0), Int32(clamped: box.y0), Int32(clamped: box.width.rounded(.up)),
        Int32(clamped: box.height.rounded(.up)))
      defer { unsafe boxDestroy(&part) }
      let counts = pictures.map { picture in
        var count: Int32 = 0
        unsafe pixCountPixelsInRect(picture.handle, part, &count, tab)
        return Float(count)
      }
      let edges = counts[1] + counts[2]
      return edges > 0 ? 2 * counts[0] / edges : 0
    }
  }

  /// Black where a pixel differs from the one so far to the left of it or above it.
  private func edges(dx: Int32, dy: Int32) -> Picture {
    let result = unsafe pixCopy(nil, handle)
    // The codes of Leptonica's PIX_SRC and PIX_DST.
    unsafe pixRasterop(
      result, dx, dy, Int32(width), Int32(height), 0xC ^ 0xA, handle, 0, 0)
    return unsafe adopted(result)
  }
}
