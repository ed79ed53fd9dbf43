internal import CPoppler
internal import CPopplerCore
public import RectoGeometry
public import RectoPages

extension GlibDocument {
  /// The largest picture that is rendered, in pixels: 8,000 x 8,000.
  private static let maximumPixels = 64_000_000.0

  /// A part of a page (the whole for `nil`) as PNG on white; `nil` if cairo cannot make it.
  public func png(page index: Int, of area: Box?, dotsPerInch: Double) -> [UInt8]? {
    pngs(page: index, of: [area], dotsPerInch: dotsPerInch).first ?? nil
  }

  /// Parts of a page as PNG on white, each whole pixels of the page; `nil` for those that cairo cannot
  /// make. The page is interpreted once for all of them, which is what takes the time, unless that
  /// would make too large a picture.
  public func pngs(page index: Int, of areas: [Box?], dotsPerInch: Double) -> [[UInt8]?] {
    let all = unsafe withPage(index) { page -> [[UInt8]?] in
      unsafe pngs(of: page, areas, dotsPerInch: dotsPerInch)
    }
    return all ?? areas.map { _ in nil }
  }

  private func pngs(
    of page: OpaquePointer, _ areas: [Box?], dotsPerInch: Double
  ) -> [[UInt8]?] {
    let shown = areas.map { unsafe shownPart(of: page, $0) }
    let whole = shown.reduce(into: Box.empty) { if let part = $1 { $0.formUnion(part) } }
    let pixels = Double(whole.area) * dotsPerInch / 72 * dotsPerInch / 72
    guard shown.count > 1, pixels <= Self.maximumPixels else {
      return shown.map { part in
        guard let part else { return nil }
        let grid = PixelGrid(part, dotsPerInch: dotsPerInch, most: Self.maximumPixels)
        return unsafe withPicture(of: page, grid, isPrinted: false) { surface in
          unsafe Self.png(of: surface, x: 0, y: 0, width: grid.width, height: grid.height)
        }
      }
    }
    let grid = PixelGrid(whole, dotsPerInch: dotsPerInch, most: Self.maximumPixels)
    let pictures = unsafe withPicture(of: page, grid, isPrinted: false) { surface in
      shown.map { part -> [UInt8]? in
        guard let part else { return nil }
        let own = PixelGrid(part, dotsPerInch: dotsPerInch, most: Self.maximumPixels)
        return unsafe Self.png(
          of: surface, x: own.x - grid.x, y: own.y - grid.y, width: own.width, height: own.height)
      }
    }
    return pictures ?? areas.map { _ in nil }
  }

  /// A part of a surface as PNG.
  private static func png(
    of surface: OpaquePointer?, x: Int, y: Int, width: Int, height: Int
  ) -> [UInt8]? {
    let part = unsafe cairo_surface_create_for_rectangle(
      surface, Double(x), Double(y), Double(width), Double(height))
    defer { unsafe cairo_surface_destroy(part) }
    let sink = ByteSink()
    let status = unsafe cairo_surface_write_to_png_stream(
      part,
      { closure, data, length in
        guard let closure = unsafe closure, let data = unsafe data else {
          return CAIRO_STATUS_WRITE_ERROR
        }
        let sink = unsafe Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        unsafe sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, Unmanaged.passUnretained(sink).toOpaque())
    return status == CAIRO_STATUS_SUCCESS ? sink.bytes : nil
  }

  /// A part of a page (the whole for `nil`) in grey, without the frames of links; `nil` if cairo cannot
  /// make it.
  public func raster(page index: Int, of area: Box?, dotsPerInch: Double) -> Raster? {
    unsafe withPage(index) { page -> Raster? in
      guard let part = unsafe shownPart(of: page, area) else { return nil }
      let grid = PixelGrid(
        exactly: part, dotsPerInch: dotsPerInch, most: Self.maximumPixels)
      return unsafe withPicture(of: page, grid, isPrinted: true) { surface in
        unsafe Self.raster(of: surface, dotsPerInch: grid.scale * 72)
      }
    } ?? nil
  }

  private static func raster(of surface: OpaquePointer?, dotsPerInch: Double) -> Raster? {
    let width = unsafe Int(cairo_image_surface_get_width(surface))
    let height = unsafe Int(cairo_image_surface_get_height(surface))
    let stride = unsafe Int(cairo_image_surface_get_stride(surface))
    guard let data = unsafe cairo_image_surface_get_data(surface) else { return nil }
    let samples = unsafe [UInt8](unsafeUninitializedCapacity: width * height) { target, count in
      for y in 0..<height {
        let row = unsafe UnsafeRawPointer(data + y * stride)
        for x in 0..<width {
          let pixel = unsafe row.load(fromByteOffset: 4 * x, as: UInt32.self)
          // Luma of ITU-R BT.601 in 256ths.
          let grey = (pixel >> 16 & 0xFF) * 77 + (pixel >> 8 & 0xFF) * 150 + (pixel & 0xFF) * 29
          unsafe target[y * width + x] = UInt8(truncatingIfNeeded: grey >> 8)
        }
      }
      count = width * height
    }
    return Raster(width: width, height: height, samples: samples, dotsPerInch: dotsPerInch)
  }

  /// What of a page is shown of an area (of the whole for `nil`), if anything is.
  private func shownPart(of page: OpaquePointer, _ area: Box?) -> Box? {
    var (width, height) = (0.0, 0.0)
    unsafe poppler_page_get_size(page, &width, &height)
    let whole = Box(x0: 0, y0: 0, x1: Float(width), y1: Float(height))
    let shown = area.map { $0.intersection(whole) } ?? whole
    return !shown.isEmpty && shown.area > 0 ? shown : nil
  }

  /// Renders a part of a page and hands over cairo's surface. Pages with links may be shown as they are
  /// printed: without the links' frames, but pictures are not smoothed then.
  private func withPicture<Result>(
    of page: OpaquePointer, _ grid: PixelGrid, isPrinted: Bool, _ body: (OpaquePointer?) -> Result?
  ) -> Result? {
    // Cairo makes no larger ones.
    guard (1..<32767).contains(grid.width), (1..<32767).contains(grid.height) else { return nil }
    pc_note_rendering()
    let surface = unsafe cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, Int32(grid.width), Int32(grid.height))
    defer { unsafe cairo_surface_destroy(surface) }
    guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
    let context = unsafe cairo_create(surface)
    defer { unsafe cairo_destroy(context) }
    unsafe cairo_set_source_rgb(context, 1, 1, 1)
    unsafe cairo_paint(context)
    unsafe cairo_translate(context, -grid.left, -grid.top)
    unsafe cairo_scale(context, grid.scale, grid.scale)
    let links = unsafe isPrinted ? poppler_page_get_link_mapping(page) : nil
    defer { unsafe poppler_page_free_link_mapping(links) }
    if unsafe links == nil {
      unsafe poppler_page_render(page, context)
    } else {
      unsafe poppler_page_render_for_printing_with_options(
        page, context, POPPLER_PRINT_MARKUP_ANNOTS)
    }
    unsafe cairo_surface_flush(surface)
    return unsafe body(surface)
  }

  /// Forgets the fonts that were found by their names for pages rendered before, as long as no document
  /// is open through poppler-glib: what is rendered next looks as in a new process.
  public static func forgetFonts() { pc_forget_fonts() }
}

/// The pixels that a part of a page takes.
private struct PixelGrid {
  /// Pixels a point.
  var scale: Double
  /// Where the part begins, in pixels from the page's corner.
  var left: Double
  var top: Double
  var width: Int
  var height: Int

  var x: Int { Int(clamped: left) }
  var y: Int { Int(clamped: top) }

  /// All of the page's pixels that the part touches, so that they come out the same whatever else is
  /// rendered with them. Parts of more than `most` pixels are made smaller.
  init(_ part: Box, dotsPerInch: Double, most: Double) {
    scale = Self.scale(for: part, dotsPerInch, most: most)
    left = (Double(part.x0) * scale).rounded(.down)
    top = (Double(part.y0) * scale).rounded(.down)
    width = Int(clamped: (Double(part.x1) * scale).rounded(.up) - left)
    height = Int(clamped: (Double(part.y1) * scale).rounded(.up) - top)
  }

  /// Pixels that begin where the part does.
  init(exactly part: Box, dotsPerInch: Double, most: Double) {
    scale = Self.scale(for: part, dotsPerInch, most: most)
    (left, top) = (Double(part.x0) * scale, Double(part.y0) * scale)
    width = Int(clamped: (Double(part.width) * scale).rounded(.up))
    height = Int(clamped: (Double(part.height) * scale).rounded(.up))
  }

  private static func scale(for part: Box, _ dotsPerInch: Double, most: Double) -> Double {
    let scale = dotsPerInch / 72
    let pixels = Double(part.area) * scale * scale
    return pixels > most ? scale * (most / pixels).squareRoot() : scale
  }
}

/// Where cairo writes a picture to.
private final class ByteSink {
  var bytes: [UInt8] = []
}
