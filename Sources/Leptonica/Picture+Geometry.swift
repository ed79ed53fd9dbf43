internal import CTesseract
public import RectoGeometry

extension Picture {
  public func scaled(by factor: Double) -> Picture {
    unsafe adopted(pixScale(handle, Float(factor), Float(factor)))
  }

  /// A grey picture of half the size, each sample the mean of four: edges are as they were, while scaling
  /// sharpens them.
  public func averaged() -> Picture { unsafe adopted(pixScaleAreaMap2(handle)) }

  /// Scaled down to so many pixels across and down at most, and by how much.
  public func reduced(toWidth width: Int, height: Int = .max) -> (picture: Picture, scale: Float) {
    let scale = min(
      1, Double(width) / Double(max(1, self.width)), Double(height) / Double(max(1, self.height)))
    return (scale < 1 ? scaled(by: scale) : self, Float(scale))
  }

  /// Turned clockwise by quarters.
  public func turned(quarters: Int) -> Picture {
    unsafe adopted(pixRotateOrth(handle, Int32(((quarters % 4) + 4) % 4)))
  }

  /// As the camera was held.
  func upright(_ orientation: ExifOrientation) -> Picture {
    let picture = orientation.isMirrored ? unsafe adopted(pixFlipLR(nil, handle)) : self
    return orientation.quarters == 0 ? picture : picture.turned(quarters: orientation.quarters)
  }

  /// Turned clockwise about its centre, corners filled with white; of the same size.
  public func rotated(radians: Double) -> Picture {
    unsafe adopted(
      pixRotate(
        handle, Float(radians), Int32(L_ROTATE_AREA_MAP), Int32(L_BRING_IN_WHITE), 0, 0))
  }

  /// How much lines of a black-and-white picture slope, in degrees clockwise-to-straighten, and how
  /// sure that is: 24 to 50 for pages of text, below 2.5 for what has no straight lines.
  public func skew() -> (degrees: Double, confidence: Double) {
    var (angle, confidence): (Float, Float) = (0, 0)
    let reduction: Int32 = width > 1200 ? 4 : 2
    let failed = unsafe pixFindSkewSweepAndSearchScore(
      handle, &angle, &confidence, nil, reduction, reduction / 2, 0, 7, 1, 0.01)
    return failed == 0 ? (Double(angle), Double(confidence)) : (0, 0)
  }

  /// With lines that the page's curl bends made straight; `nil` if there are too few to tell.
  public func dewarped() -> Picture? {
    var result: UnsafeMutablePointer<PIX>?
    var model: UnsafeMutablePointer<L_DEWARPA>?
    let status = unsafe dewarpSinglePage(handle, 0, 1, 1, 0, &result, &model, 0)
    unsafe dewarpaDestroy(&model)
    guard status == 0, let result = unsafe result else { return nil }
    return unsafe Picture(adopting: result)
  }

  /// What lies within a quadrilateral of a grey picture, whose corners are given from the upper left
  /// clockwise, as a rectangle of some size, which is not larger than the picture.
  public func flattened(_ corners: [RectoGeometry.Point], width: Int, height: Int) -> Picture {
    let (w, h) = (Float(width), Float(height))
    let target = [(0, 0), (w, 0), (w, h), (0, h)] as [(Float, Float)]
    var from = unsafe ptaCreate(4)
    var to = unsafe ptaCreate(4)
    defer {
      unsafe ptaDestroy(&from)
      unsafe ptaDestroy(&to)
    }
    for (corner, place) in zip(corners, target) {
      unsafe _ = ptaAddPt(from, corner.x, corner.y)
      unsafe _ = ptaAddPt(to, place.0, place.1)
    }
    return unsafe adopted(pixProjectivePtaGray(handle, to, from, 255))
      .part(x: 0, y: 0, width: width, height: height)
  }

  /// A part of the picture, in pixels.
  public func part(x: Int, y: Int, width: Int, height: Int) -> Picture {
    var area = unsafe boxCreate(Int32(x), Int32(y), Int32(width), Int32(height))
    defer { unsafe boxDestroy(&area) }
    return unsafe adopted(pixClipRectangle(handle, area, nil))
  }
}
