internal import CPopplerCore
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages

/// The flat arrays of one page, copied out as values.
@safe struct PageContent {
  private let page: PCPage

  init(_ page: PCPage) { unsafe self.page = page }

  func sourcePage(index: Int, fonts: [Font]) -> SourcePage {
    var result = unsafe SourcePage(
      index: index, width: page.box.width, height: page.box.height)
    result.fonts = fonts
    unsafe result.scalars = Array(
      UnsafeBufferPointer(start: page.scalars, count: page.scalar_count))
    result.glyphs = glyphs()
    result.marks = marks()
    result.images = images()
    result.links = links()
    result.markups = markups()
    unsafe PathReader(page).read(into: &result)
    if unsafe page.stopped {
      result.diagnostics.append(
        Diagnostic(
          .pageCutShort, .warning, page: index,
          "page \(index + 1) exceeds the limit on objects or time; its rest is missing"))
    }
    return result
  }

  private func glyphs() -> [Glyph] {
    let source = unsafe UnsafeBufferPointer(start: page.glyphs, count: page.glyph_count)
    return unsafe [Glyph](unsafeUninitializedCapacity: source.count) { target, count in
      for i in 0..<source.count {
        let glyph = unsafe source[i]
        unsafe target.initializeElement(
          at: i,
          to: Glyph(
            origin: Point(glyph.x, glyph.y), advance: Point(glyph.dx, glyph.dy),
            up: Point(glyph.em.2, glyph.em.3), code: glyph.code, scalar: glyph.text,
            font: glyph.font, colour: glyph.colour, renderMode: glyph.render_mode,
            flags: Glyph.Flags(rawValue: glyph.flags), mark: glyph.mark,
            scalarOffset: glyph.text_offset, scalarCount: glyph.text_count))
      }
      count = source.count
    }
  }

  private func marks() -> [Mark] {
    unsafe (0..<page.mark_count).map { i in
      let mark = unsafe page.marks[i]
      return unsafe Mark(
        tag: String(cString: mark.tag),
        actualText: mark.actual_text.map { unsafe String(cString: $0) },
        identifier: mark.mcid < 0 ? nil : Int(mark.mcid),
        parent: mark.parent < 0 ? nil : Int(mark.parent))
    }
  }

  private func images() -> [PlacedImage] {
    unsafe (0..<page.image_count).compactMap { i in
      let image = unsafe page.images[i]
      let m = image.matrix
      let corners = [(Float(0), Float(0)), (1, 0), (0, 1), (1, 1)].map { x, y in
        Point(m.0 * x + m.2 * y + m.4, m.1 * x + m.3 * y + m.5)
      }
      let clip = Box(x0: image.clip.0, y0: image.clip.1, x1: image.clip.2, y1: image.clip.3)
      let box = Box(around: corners).intersection(clip)
      guard !box.isEmpty else { return nil }
      return PlacedImage(
        box: box, width: Int(image.width), height: Int(image.height),
        bitsPerComponent: Int(image.bits), components: Int(image.components),
        object: Int(image.object), isStencil: image.flags & UInt32(PC_IMAGE_STENCIL) != 0,
        isArtifact: image.flags & UInt32(PC_IMAGE_ARTIFACT) != 0,
        hasMask: image.flags & UInt32(PC_IMAGE_SOFT_MASK | PC_IMAGE_SHEER) != 0,
        order: Int32(clamping: image.order), mark: image.mark)
    }
  }

  private typealias Quad = (Float, Float, Float, Float, Float, Float, Float, Float)

  private static func box(_ q: Quad) -> Box {
    Box(around: [Point(q.0, q.1), Point(q.2, q.3), Point(q.4, q.5), Point(q.6, q.7)])
  }

  private func markups() -> [Markup] {
    unsafe (0..<page.link_count).compactMap { i in
      let link = unsafe page.links[i]
      let kind: Markup.Kind
      switch unsafe Int(link.kind) {
      case PC_MARKUP_HIGHLIGHT: kind = .highlight
      case PC_MARKUP_UNDERLINE: kind = .underline
      case PC_MARKUP_STRIKE: kind = .strikeOut
      default: return nil
      }
      return unsafe Markup(box: Self.box(link.quads), kind: kind)
    }
  }

  private func links() -> [PlacedLink] {
    let crop = unsafe page.box.crop
    return unsafe (0..<page.link_count).compactMap { i in
      let link = unsafe page.links[i]
      guard unsafe Int(link.kind) == PC_LINK else { return nil }
      let box = unsafe Self.box(link.quads)
      let target: PlacedLink.Target
      if let uri = unsafe link.uri {
        unsafe target = .uri(String(cString: uri))
      } else if let name = unsafe link.named {
        unsafe target = .named(String(cString: name))
      } else {
        // The height is measured on the target page, which is taken to be as tall as this one.
        let top = unsafe link.top
        unsafe target = .page(Int(link.page), top: top.isNaN ? nil : crop.3 - top)
      }
      return unsafe PlacedLink(box: box, target: target, annotation: Int(link.annotation))
    }
  }
}
