internal import CPoppler
public import RectoGeometry
public import RectoPages

extension GlibDocument {
  /// The largest picture that is rendered, in pixels: 8,000 x 8,000.
  private static let maximumPixels = 64_000_000.0

  /// A part of a page (the whole for `nil`) as PNG on white; `nil` if cairo cannot make it.
  public func png(page index: Int, of area: Box?, dotsPerInch: Double) -> [UInt8]? {
    unsafe withPicture(of: index, area: area, dotsPerInch: dotsPerInch, isPrinted: false) {
      surface, _ -> [UInt8]? in
      let sink = ByteSink()
      let status = unsafe cairo_surface_write_to_png_stream(
        surface,
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
  }

  /// A part of a page (the whole for `nil`) in grey, without the frames of links; `nil` if cairo cannot
  /// make it.
  public func raster(page index: Int, of area: Box?, dotsPerInch: Double) -> Raster? {
    unsafe withPicture(of: index, area: area, dotsPerInch: dotsPerInch, isPrinted: true) {
      surface, scale -> Raster? in
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
      return Raster(width: width, height: height, samples: samples, dotsPerInch: scale * 72)
    }
  }

  /// Renders a part of a page and hands over cairo's surface with its pixels a point. Pages with links
  /// may be shown as they are printed: without the links' frames, but pictures are not smoothed then.
  private func withPicture<Result>(
    of index: Int, area: Box?, dotsPerInch: Double, isPrinted: Bool,
    _ body: (OpaquePointer?, Double) -> Result?
  ) -> Result? {
    unsafe withPage(index) { page -> Result? in
      var (width, height) = (0.0, 0.0)
      unsafe poppler_page_get_size(page, &width, &height)
      let whole = Box(x0: 0, y0: 0, x1: Float(width), y1: Float(height))
      let shown = area.map { $0.intersection(whole) } ?? whole
      guard !shown.isEmpty, shown.area > 0 else { return nil }
      var scale = dotsPerInch / 72
      let pixels = Double(shown.area) * scale * scale
      if pixels > Self.maximumPixels { scale *= (Self.maximumPixels / pixels).squareRoot() }
      let across = Int32(clamped: (Double(shown.width) * scale).rounded(.up))
      let down = Int32(clamped: (Double(shown.height) * scale).rounded(.up))
      guard across > 0, down > 0, across < 32767, down < 32767 else { return nil }

      let surface = unsafe cairo_image_surface_create(CAIRO_FORMAT_RGB24, across, down)
      defer { unsafe cairo_surface_destroy(surface) }
      guard unsafe cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
      let context = unsafe cairo_create(surface)
      defer { unsafe cairo_destroy(context) }
      unsafe cairo_set_source_rgb(context, 1, 1, 1)
      unsafe cairo_paint(context)
      unsafe cairo_scale(context, scale, scale)
      unsafe cairo_translate(context, -Double(shown.x0), -Double(shown.y0))
      let links = unsafe isPrinted ? poppler_page_get_link_mapping(page) : nil
      defer { unsafe poppler_page_free_link_mapping(links) }
      if unsafe links == nil {
        unsafe poppler_page_render(page, context)
      } else {
        unsafe poppler_page_render_for_printing_with_options(
          page, context, POPPLER_PRINT_MARKUP_ANNOTS)
      }
      unsafe cairo_surface_flush(surface)

      return unsafe body(surface, scale)
    } ?? nil
  }
}

/// Where cairo writes a picture to.
private final class ByteSink {
  var bytes: [UInt8] = []
}
