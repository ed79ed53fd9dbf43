internal import CTesseract
public import RectoGeometry

extension Picture {
  /// A grey picture of samples row by row; `nil` if there is no memory for it.
  public convenience init?(grey samples: [UInt8], width: Int, height: Int) {
    setMsgSeverity(Int32(L_SEVERITY_NONE))
    guard width > 0, height > 0, samples.count >= width * height,
      let pix = unsafe pixCreate(Int32(width), Int32(height), 8),
      let words = unsafe pixGetData(pix)
    else { return nil }
    let stride = unsafe Int(pixGetWpl(pix)) * 4
    let target = UnsafeMutableRawPointer(words)
    unsafe samples.withUnsafeBytes { source in
      for row in 0..<height {
        let line = unsafe UnsafeRawBufferPointer(
          rebasing: source[(row * width)..<((row + 1) * width)])
        unsafe UnsafeMutableRawBufferPointer(start: target + row * stride, count: width)
          .copyMemory(from: line)
      }
    }
    // Leptonica keeps samples in words of the machine's order, most significant first.
    unsafe pixEndianByteSwap(pix)
    unsafe self.init(adopting: pix)
  }

  /// The samples of a grey picture, row by row.
  public var samples: [UInt8] {
    guard let copy = unsafe pixConvertTo8(handle, 0) else { return [] }
    var owned: UnsafeMutablePointer<PIX>? = unsafe copy
    defer { unsafe pixDestroy(&owned) }
    unsafe pixEndianByteSwap(copy)
    guard let words = unsafe pixGetData(copy) else { return [] }
    let stride = unsafe Int(pixGetWpl(copy)) * 4
    let start = UnsafeRawPointer(words)
    return unsafe [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
      for row in 0..<height {
        for column in 0..<width {
          unsafe target[row * width + column] = start.load(
            fromByteOffset: row * stride + column, as: UInt8.self)
        }
      }
      count = width * height
    }
  }

  /// In grey, what is transparent on white. Strokes of a bright colour on a light ground are as dark as
  /// the darkest of their colours: orange letters are ink as red ones are.
  public func grey() -> Picture {
    let isTransparent = unsafe pixGetSpp(handle) == 4
    var flat: UnsafeMutablePointer<PIX>? =
      unsafe isTransparent
      ? pixAlphaBlendUniform(handle, 0xFFFF_FF00)
      : pixRemoveColormap(handle, Int32(REMOVE_CMAP_BASED_ON_SRC))
    defer { unsafe pixDestroy(&flat) }
    let grey = unsafe adopted(pixConvertTo8(flat, 0))
    guard unsafe pixGetDepth(flat) == 32,
      let darkest = unsafe pixConvertRGBToGrayMinMax(flat, Int32(L_CHOOSE_MIN))
    else { return grey }
    let ink = unsafe Picture(adopting: darkest)
    let colour = unsafe adopted(pixSubtractGray(nil, grey.handle, darkest))
    // Fringes of black letters are one sample wide.
    let coloured = colour.binarised(below: Self.colourfulness).inverted().runs(across: 2)
      .runs(down: 2)
    guard coloured.inkSamples > 0 else { return grey }
    let ground = ink.withoutDark(thinnerThan: max(Self.stroke, height / Self.strokes))
    let thin = coloured.without(ground.binarised(below: Self.lightGround))
    // Drawings and grounds with thin parts are none.
    let strokes = coloured.without(coloured.joined(to: coloured.without(thin)))
    // With their edges, which are paler.
    return grey.pasted(ink, where: strokes.widened(by: 1))
  }

  /// The picture with the samples of another of its size where a mask in black and white is black.
  private func pasted(_ other: Picture, where mask: Picture) -> Picture {
    let copy = unsafe adopted(pixCopy(nil, handle))
    unsafe _ = pixCombineMasked(copy.handle, other.handle, mask.handle)
    withExtendedLifetime((other, mask)) {}
    return copy
  }

  /// The darkest of a colour is darker than its grey by so much.
  private static let colourfulness = 40
  /// Light ground is as bright in all colours.
  private static let lightGround = 190
  /// Strokes are no thicker than this, in samples, or this part of a picture's height.
  private static let (stroke, strokes) = (9, 150)

  public func inverted() -> Picture { unsafe adopted(pixInvert(nil, handle)) }

  /// With blocks of light text on dark ground inverted.
  public func photoinverted() -> Picture { unsafe adopted(pixAutoPhotoinvert(handle, 0, nil, nil)) }

  /// With an even white background.
  public func withEvenBackground() -> Picture {
    unsafe adopted(pixBackgroundNorm(handle, nil, nil, 10, 15, 60, 40, 220, 2, 2))
  }

  /// Takes away salt and pepper: each sample is the median of the nine around it, or darker where most
  /// of those beside it along a line of some length, across or down, are. Thin strokes and rules,
  /// which the nine alone would take for noise, stay; dotted rules go.
  public func median(sparingLines length: Int) -> Picture {
    let nine = unsafe adopted(pixMedianFilter(handle, 3, 3))
    let across = unsafe adopted(pixRankFilterGray(handle, Int32(length), 1, Self.mostOfLine))
    let down = unsafe adopted(pixRankFilterGray(handle, 1, Int32(length), Self.mostOfLine))
    let lines = unsafe adopted(pixMinOrMax(nil, across.handle, down.handle, Int32(L_CHOOSE_MIN)))
    return unsafe adopted(pixMinOrMax(nil, nine.handle, lines.handle, Int32(L_CHOOSE_MIN)))
  }

  /// A grey picture without what is dark and thinner than so many samples.
  public func withoutDark(thinnerThan size: Int) -> Picture {
    let side = Int32(size | 1)
    return unsafe adopted(pixCloseGray(handle, side, side))
  }

  /// In black and white, where a grey picture is darker than on both sides by a contrast, and by so many
  /// times its grain, which is what half of its samples are darker by: lines thinner than so many samples.
  public func lines(isAcross: Bool, thinnerThan size: Int, contrast: Int, grains: Int) -> Picture {
    let side = Int32(max(size, 3) | 1)
    let depths = unsafe adopted(
      pixTophat(handle, isAcross ? 1 : side, isAcross ? side : 1, Int32(L_TOPHAT_BLACK)))
    var grain: Float = 0
    unsafe _ = pixGetRankValueMasked(
      depths.handle, nil, 0, 0, Int32(Self.grainStep), 0.5, &grain, nil)
    return depths.binarised(below: contrast + grains * Int(clamped: grain)).inverted()
  }

  /// Each so many samples across and down the grain is looked at.
  private static let grainStep = 4

  /// The part of a line's samples that have to be dark for it to be one.
  private static let mostOfLine: Float = 0.75

  /// How far apart the darkest and the brightest sample of a grey picture are.
  public var contrast: Int {
    var (darkest, brightest): (Int32, Int32) = (0, 255)
    unsafe _ = pixGetExtremeValue(handle, 1, Int32(L_SELECT_MIN), nil, nil, nil, &darkest)
    unsafe _ = pixGetExtremeValue(handle, 1, Int32(L_SELECT_MAX), nil, nil, nil, &brightest)
    return Int(brightest - darkest)
  }

  /// In black and white, by Otsu's threshold over an even background.
  public func binarised() -> Picture {
    if let even = unsafe pixOtsuThreshOnBackgroundNorm(
      handle, nil, 10, 15, 60, 40, 220, 2, 2, 0.1, nil)
    {
      return unsafe Picture(adopting: even)
    }
    // Pictures too small for a map of their background.
    var result: UnsafeMutablePointer<PIX>?
    unsafe _ = pixOtsuAdaptiveThreshold(
      handle, Int32(width), Int32(height), 0, 0, 0.1, nil, &result)
    return unsafe adopted(result ?? pixThresholdToBinary(handle, 128))
  }

  /// A grey picture with some rectangles made white.
  public func paintedOver(_ boxes: [RectoGeometry.Box]) -> Picture {
    let copy = unsafe adopted(pixCopy(nil, handle))
    for box in boxes {
      let (x, y) = (Int32(clamped: box.x0.rounded(.down)), Int32(clamped: box.y0.rounded(.down)))
      var area = unsafe boxCreate(
        x, y, Int32(clamped: box.x1.rounded(.up)) - x, Int32(clamped: box.y1.rounded(.up)) - y)
      unsafe pixSetInRect(copy.handle, area)
      unsafe boxDestroy(&area)
    }
    return copy
  }

  /// A grey picture with straight lines taken out: within their boxes, what is dark and no thicker
  /// than a line takes the tone beside it. Strokes that cross a line stay.
  public func withoutLines(_ boxes: [RectoGeometry.Box]) -> Picture {
    let copy = unsafe adopted(pixCopy(nil, handle))
    for box in boxes {
      let isAcross = box.width > box.height
      let size = 2 * (Int(clamped: (isAcross ? box.height : box.width) / 2) + 1) + 1
      let (left, top) = (Int(clamped: box.x0), Int(clamped: box.y0))
      let (x, y) = (max(0, left - size), max(0, top - size))
      let around = part(
        x: x, y: y, width: Int(clamped: box.width) + 2 * size,
        height: Int(clamped: box.height) + 2 * size)
      let plain = unsafe adopted(
        pixCloseGray(around.handle, isAcross ? 1 : Int32(size), isAcross ? Int32(size) : 1))
      copy.paste(
        plain, x: left - x, y: top - y, width: Int(clamped: box.width.rounded(.up)),
        height: Int(clamped: box.height.rounded(.up)), to: (left, top))
    }
    return copy
  }

  /// A white grey picture with parts of this one pasted where their corners are given.
  public func pasted(
    _ parts: [(from: RectoGeometry.Box, to: RectoGeometry.Point)], width: Int, height: Int
  ) -> Picture {
    guard let blank = unsafe pixCreate(Int32(width), Int32(height), 8) else { return self }
    let result = unsafe Picture(adopting: blank)
    unsafe _ = pixSetAll(result.handle)
    for (from, to) in parts {
      result.paste(
        self, x: Int(clamped: from.x0), y: Int(clamped: from.y0), width: Int(clamped: from.width),
        height: Int(clamped: from.height),
        to: (Int(clamped: to.x), Int(clamped: to.y)))
    }
    return result
  }

  /// Puts a part of another picture in the place of what is here.
  private func paste(
    _ other: Picture, x: Int, y: Int, width: Int, height: Int, to corner: (x: Int, y: Int)
  ) {
    // Copies the source: PIX_SRC.
    unsafe _ = pixRasterop(
      handle, Int32(corner.x), Int32(corner.y), Int32(width), Int32(height), 0xC, other.handle,
      Int32(x), Int32(y))
  }

  /// With its greys darker the farther below 1 `gamma` is; black and white stay.
  public func darkened(gamma: Float) -> Picture {
    unsafe adopted(pixGammaTRC(nil, handle, gamma, 0, 255))
  }

  /// The same only where a picture in black and white is black.
  public func darkened(gamma: Float, where mask: Picture) -> Picture {
    pasted(darkened(gamma: gamma), where: mask)
  }

  /// In black and white: black what is darker than a threshold.
  public func binarised(below threshold: Int) -> Picture {
    unsafe adopted(pixThresholdToBinary(handle, Int32(max(1, threshold))))
  }

  /// A grey picture in which all is white that is as bright as `paper`, or lies further than `reach`
  /// samples from ink, as a picture in black and white has it: what shows through from the other side of
  /// a sheet is gone.
  public func withoutFaint(besides ink: Picture, reach: Int, paper: Int) -> Picture {
    let bright = unsafe adopted(pixGammaTRC(nil, handle, 1, 0, Int32(max(1, paper))))
    let far = ink.widened(by: reach).inverted()
    unsafe pixSetMasked(bright.handle, far.handle, 255)
    withExtendedLifetime(far) {}
    return bright
  }

  /// How many samples lie further than `reach` from ink and are as dark as `threshold`, for each sample
  /// of ink.
  public func faintShare(besides ink: Picture, reach: Int, below threshold: Int) -> Float {
    let (faint, near) = (binarised(below: threshold), ink.widened(by: reach))
    let rest = unsafe adopted(pixSubtract(nil, faint.handle, near.handle))
    return Float(rest.inkSamples) / Float(max(1, ink.inkSamples))
  }

  /// Of a picture in black and white: the black, wider by so many samples on each side, and higher by as
  /// many if nothing else is said.
  public func widened(by reach: Int, and higher: Int? = nil) -> Picture {
    let (width, height) = (Int32(2 * reach + 1), Int32(2 * (higher ?? reach) + 1))
    return unsafe adopted(pixDilateBrick(nil, handle, width, height))
  }

  /// How many samples of a picture in black and white are black.
  private var inkSamples: Int {
    var count: Int32 = 0
    unsafe pixCountPixels(handle, &count, nil)
    return Int(count)
  }

  /// What Leptonica made, or this picture where it could not.
  func adopted(_ pix: UnsafeMutablePointer<PIX>?) -> Picture {
    guard let pix = unsafe pix else { return self }
    return unsafe Picture(adopting: pix)
  }
}
