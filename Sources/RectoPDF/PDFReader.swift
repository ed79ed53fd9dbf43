public import Poppler
public import RectoDiagnostics
public import RectoGeometry
public import RectoMetadata
public import RectoPages

/// A PDF as pages.
public final class PDFReader: PageReader {
  private var content: ContentDocument
  private var pagesRead = 0
  private let bytes: SharedBytes
  private let password: String?
  private let limits: ContentDocument.Limits
  private let inkBoxes: Bool
  private var decoder = GlyphDecoder()
  private var symbolFonts = SymbolFonts()
  private var openedGlib: GlibDocument?
  private lazy var tags = StructureTags(content.structure())

  public init(
    _ bytes: SharedBytes, password: String? = nil, inkBoxes: Bool = false,
    limits: ContentDocument.Limits = .init()
  ) throws(ConversionError) {
    self.bytes = bytes
    self.password = password
    self.limits = limits
    self.inkBoxes = inkBoxes
    do {
      content = try ContentDocument(bytes, password: password)
    } catch {
      throw Self.error(for: error, password: password)
    }
    guard content.facts.pages > 0 else {
      throw ConversionError(
        .damagedInput, "the PDF has no pages that can be found",
        advice: "Try to open it in a viewer; if that works, save it from there.")
    }
  }

  public var pageCount: Int { content.facts.pages }

  /// Poppler keeps every page and font that it has met. Opening the document anew after this many
  /// pages keeps memory flat; it costs 2 ms a time. The page tree is walked from its start then, so
  /// that it is done less and less often in documents of many thousand pages.
  private static let pagesPerOpening = 50
  private static let openingsPerDoubling = 20
  /// What a byte of a file can become at most (deflate): attachments that say more say nothing.
  private static let largestExpansion = 1032

  public func page(_ index: Int, within seconds: Double) throws(ConversionError) -> SourcePage {
    if pagesRead >= max(Self.pagesPerOpening, index / Self.openingsPerDoubling),
      let fresh = try? ContentDocument(bytes, password: password)
    {
      content = fresh
      decoder = GlyphDecoder()
      symbolFonts = SymbolFonts()
      pagesRead = 0
    }
    pagesRead += 1
    var limits = limits
    limits.seconds = seconds
    _ = content.takeRefusedAnnotations()
    guard var page = content.page(index, limits: limits) else {
      if let count = content.takeRefusedAnnotations() {
        throw ConversionError(
          .damagedInput,
          "page \(index + 1) has \(count) annotations, more than Poppler reads. "
            + "'qpdf --flatten-annotations=all IN OUT' makes them part of the page")
      }
      throw ConversionError(.damagedInput, "page \(index + 1) cannot be found in the file")
    }
    page.cutToBounds()
    decoder.decode(&page) { content.glyphNames(ofFont: $0) }
    symbolFonts.repair(&page)
    TeXBitmapFonts.repair(&page, isBitmap: decoder.isBitmap)
    SpacingAccents.compose(&page)
    SignShapes.repair(&page, ink: content.ink(ofGlyph:))
    ActualText.apply(to: &page)
    decoder.report(&page)
    if content.facts.hasStructure { tags.enter(into: &page) }
    if inkBoxes {
      page.inkBoxes = page.glyphs.indices.map(content.ink(ofGlyph:))
    } else if page.hasMaths {
      // What else stands in formulas is as high as its kind. Outlines cost the reading of the font.
      let isLoose = page.fonts.contains { $0.name.lowercased() == "opensymbol" }
      let isMaths = page.fonts.map {
        $0.traits.contains(.mathematical) || isLoose && $0.traits.contains(.italic)
      }
      page.inkBoxes = page.glyphs.indices.map { place in
        let glyph = page.glyphs[place]
        let isWanted = isMaths[Int(glyph.font)] || Self.isMark(glyph.scalar)
        return isWanted && !glyph.isBlank ? content.ink(ofGlyph: place) : nil
      }
    }
    if hasFields(index), let glib = try? glib() {
      FieldGlyphs.append(glib.fields(page: index), to: &page)
      page.cutToBounds()
    }
    return page
  }

  /// Marks over letters, which fonts of text have too, and signs of mathematics in them.
  private static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x5E, 0x60, 0x7E, 0xA8, 0xAF, 0xB4, 0x2C6...0x2DD, 0x300...0x36F, 0x20D0...0x20FF,
      0x2190...0x2BFF:
      true
    default: false
    }
  }

  /// Whether a page may have form fields that can be read to their end.
  private func hasFields(_ page: Int) -> Bool {
    content.facts.hasForms && !content.facts.formsLoop && !content.widgetsLoop(page: page)
  }

  public func png(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError) -> [UInt8] {
    guard let png = try glib().png(page: page, of: box, dotsPerInch: dotsPerInch) else {
      throw ConversionError(.internalError, "page \(page + 1) could not be rendered")
    }
    return png
  }

  public func pngs(
    page: Int, of boxes: [Box], dotsPerInch: Double
  ) throws(ConversionError) -> [[UInt8]?] {
    // Poppler forgets the fonts that it found for other pages when nothing is open through it.
    openedGlib = nil
    GlibDocument.forgetFonts()
    return try glib().pngs(page: page, of: boxes, dotsPerInch: dotsPerInch)
  }

  public func raster(page: Int, of box: Box?, dotsPerInch: Double) throws(ConversionError)
    -> Raster
  {
    guard let raster = try glib().raster(page: page, of: box, dotsPerInch: dotsPerInch) else {
      throw ConversionError(.internalError, "page \(page + 1) could not be rendered")
    }
    return raster
  }

  /// The structure tree of a tagged document, flattened.
  public func structure() -> [ContentDocument.StructureNode] { content.structure() }

  public func facts() -> DocumentFacts {
    let catalogue = content.facts
    var facts = DocumentFacts()
    facts.metadata.format = "pdf"
    facts.metadata.isEncrypted = catalogue.isEncrypted
    facts.metadata.isTagged = catalogue.hasStructure
    if catalogue.formsLoop {
      facts.diagnostics.append(
        Diagnostic(
          .formLoop, .warning, "the form's fields refer to themselves; they are left out"))
    }
    (facts.metadata.layers, facts.metadata.signatures) = content.inventory()
    guard let glib = try? glib() else { return facts }
    glib.readMetadata(into: &facts.metadata)
    if catalogue.hasPageLabels { facts.pageLabels = glib.pageLabels() }
    if catalogue.hasAttachments {
      let largest = bytes.count.multipliedReportingOverflow(by: Self.largestExpansion).partialValue
      facts.metadata.attachments = glib.attachments().map { attachment in
        var attachment = attachment
        if let size = attachment.size, size > largest { attachment.size = nil }
        return attachment
      }
    }
    if !catalogue.formsLoop {
      for page in 0..<pageCount {
        if hasFields(page) { facts.metadata.fields += glib.fields(page: page) }
        facts.metadata.annotations += glib.annotations(page: page)
      }
    }
    return facts
  }

  /// The outline alone, which headings are checked against.
  public func outline() -> [OutlineItem] {
    content.facts.hasOutline ? content.outline() : []
  }

  /// Where a named destination leads.
  public func destination(named name: String) -> PlacedLink.Target? {
    content.destination(named: name)
  }

  /// Poppler-glib opens the file a second time, so only for what needs it.
  private func glib() throws(ConversionError) -> GlibDocument {
    if let openedGlib { return openedGlib }
    do {
      let document = try GlibDocument(bytes, password: password)
      openedGlib = document
      return document
    } catch {
      throw Self.error(for: error, password: password)
    }
  }

  private static func error(for failure: OpenFailure, password: String?) -> ConversionError {
    switch failure {
    case .encrypted where password == nil:
      ConversionError(
        .encrypted, "the PDF is encrypted and needs a password",
        advice: "Give it with --password or --password-file.")
    case .encrypted:
      ConversionError(
        .encrypted, "the password does not open the PDF",
        advice: "Give the user or the owner password with --password or --password-file.")
    case .outOfMemory:
      ConversionError(.overBudget, "the PDF needs more memory than there is")
    case .damaged:
      ConversionError(
        .damagedInput, "the PDF is damaged beyond reading",
        advice: "Try to repair it with 'qpdf IN OUT' or 'mutool clean IN OUT'.")
    }
  }
}
