internal import CPopplerCore
internal import RectoDiagnostics
public import RectoGeometry
public import RectoMetadata
public import RectoPages
internal import RectoSystem

/// Why a PDF did not open.
public enum OpenFailure: Error, Sendable {
  case damaged, encrypted, outOfMemory
}

/// A PDF opened for the content of its pages. It belongs to one thread.
@safe public final class ContentDocument {
  private let handle: OpaquePointer
  private let bytes: SharedBytes
  private var fonts: [Font] = []
  private var glyphNames: [[Int: String]] = []

  public init(_ bytes: SharedBytes, password: String?) throws(OpenFailure) {
    var status = PC_OPEN_OK
    let start = unsafe bytes.memory.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard let handle = unsafe pc_document_open(start, bytes.memory.count, password, &status) else {
      switch status {
      case PC_OPEN_ENCRYPTED: throw .encrypted
      case PC_OPEN_OUT_OF_MEMORY: throw .outOfMemory
      default: throw .damaged
      }
    }
    unsafe self.handle = handle
    self.bytes = bytes
  }

  deinit { unsafe pc_document_close(handle) }

  /// What the catalogue holds, without reading any of it.
  public struct Facts: Sendable {
    public var pages: Int
    public var isEncrypted: Bool
    public var hasOutline: Bool
    public var hasForms: Bool
    public var hasAttachments: Bool
    public var hasStructure: Bool
    public var hasPageLabels: Bool
    /// Form fields refer to themselves: poppler-glib must not be asked for them.
    public var formsLoop: Bool
  }

  public lazy var facts: Facts = {
    let facts = unsafe pc_document_facts(handle)
    return Facts(
      pages: Int(facts.pages), isEncrypted: facts.encrypted, hasOutline: facts.has_outline,
      hasForms: facts.has_forms, hasAttachments: facts.has_attachments,
      hasStructure: facts.has_structure, hasPageLabels: facts.has_page_labels,
      formsLoop: facts.forms_loop)
  }()

  /// The optional content groups, and the signatures as the file describes them.
  public func inventory() -> (layers: [OptionalContent], signatures: [Signature]) {
    let inventory = unsafe pc_inventory_read(handle)
    let layers = unsafe (0..<inventory.layer_count).map { i in
      let layer = unsafe inventory.layers[i]
      return unsafe OptionalContent(name: String(cString: layer.name), isVisible: layer.visible)
    }
    let signatures = unsafe (0..<inventory.signature_count).map { i in
      let found = unsafe inventory.signatures[i]
      var signature = unsafe Signature(
        field: String(cString: found.field), coversFile: found.covers_file)
      unsafe signature.signer = found.name.map { unsafe String(cString: $0) }
      unsafe signature.reason = found.reason.map { unsafe String(cString: $0) }
      unsafe signature.location = found.location.map { unsafe String(cString: $0) }
      unsafe signature.date = found.date.map { unsafe String(cString: $0) }
      unsafe signature.kind = found.kind.map { unsafe String(cString: $0) }
      return signature
    }
    return (layers, signatures)
  }

  /// The outline in reading order, at most `limit` entries and 64 levels.
  public func outline(limit: Int = 10_000) -> [OutlineItem] {
    let outline = unsafe pc_outline_read(handle, limit)
    return unsafe (0..<outline.count).map { i in
      let item = unsafe outline.items[i]
      let place = unsafe Self.place(item.place)
      return unsafe OutlineItem(
        title: String(cString: item.title), level: Int(item.level), page: place?.page,
        top: place?.top)
    }
  }

  /// Where a name of a link leads: a page from 0 and the height on it.
  public func destination(named name: String) -> PlacedLink.Target? {
    let place = unsafe Self.place(pc_find_destination(handle, name))
    return place.map { .page($0.page, top: $0.top) }
  }

  private static func place(_ place: PCPlace) -> (page: Int, top: Float?)? {
    guard place.page >= 0 else { return nil }
    return (Int(place.page), place.top.isNaN ? nil : place.top)
  }

  /// What a page may cost before its interpretation is cut short.
  public struct Limits: Sendable {
    public var objects: UInt32
    /// Of the calling thread's work.
    public var seconds: Double

    public init(objects: UInt32 = 2_000_000, seconds: Double = 20) {
      self.objects = objects
      self.seconds = seconds
    }
  }

  /// How many annotations had a page that was refused for their number since the last call on this
  /// thread; `nil` if there was none.
  public func takeRefusedAnnotations() -> Int? {
    let count = Int(pc_take_refused_annotations())
    return count > 0 ? count : nil
  }

  /// A page's content in drawing order, or `nil` if the file has no such page.
  public func page(_ index: Int, limits: Limits = Limits()) -> SourcePage? {
    let bounds = PCLimits(
      max_objects: limits.objects, max_seconds: limits.seconds,
      max_wall_seconds: limits.seconds * Deadline.patience)
    guard let content = unsafe pc_page_read(handle, Int32(clamping: index), bounds) else {
      return nil
    }
    unsafe enterFonts(of: content.pointee)
    return unsafe PageContent(content.pointee).sourcePage(index: index, fonts: fonts)
  }

  /// The ink of a glyph of the page read last, by its place, if its font is embedded.
  public func ink(ofGlyph place: Int) -> Box? {
    var box: (Float, Float, Float, Float) = (0, 0, 0, 0)
    let isKnown = unsafe withUnsafeMutableBytes(of: &box) { bytes in
      unsafe bytes.withMemoryRebound(to: Float.self) { floats in
        unsafe pc_glyph_ink(handle, place, floats.baseAddress)
      }
    }
    return isKnown ? Box(x0: box.0, y0: box.1, x1: box.2, y1: box.3) : nil
  }

  /// Whether a page's form fields have parents without end: poppler-glib would follow them.
  public func widgetsLoop(page index: Int) -> Bool {
    unsafe pc_widgets_loop(handle, Int32(clamping: index))
  }

  /// The glyph names of a simple font by character code; empty for composite fonts.
  public func glyphNames(ofFont index: Int) -> [Int: String] { glyphNames[index] }

  private func enterFonts(of page: PCPage) {
    for i in unsafe fonts.count..<max(fonts.count, page.font_count) {
      let font = unsafe page.fonts[i]
      var names: [Int: String] = [:]
      if let table = unsafe font.glyph_names {
        for code in 0..<256 {
          if let name = unsafe table[code] { unsafe names[code] = String(cString: name) }
        }
      }
      glyphNames.append(names)
      unsafe fonts.append(
        Font(
          name: String(cString: font.name), ascent: font.ascent, descent: font.descent,
          traits: Font.Traits(rawValue: font.flags)))
    }
  }

  /// A node of the structure tree (ISO 32000-1, 14.7), flattened in document order.
  public struct StructureNode: Sendable, Equatable {
    /// The parent as an index into the array.
    public var parent: Int?
    public var page: Int?
    /// Set for a leaf: the marked content that it stands for.
    public var identifier: Int?
    /// The standard type after the role map; empty for a leaf.
    public var type: String
    public var alternate: String?
    public var actualText: String?
    public var language: String?
  }

  /// The structure tree; empty if the document is not tagged. Loops are cut.
  public func structure(limit: Int = 1_000_000) -> [StructureNode] {
    var count = 0
    guard let nodes = unsafe pc_structure_read(handle, limit, &count) else { return [] }
    return (0..<count).map { i in
      let node = unsafe nodes[i]
      return unsafe StructureNode(
        parent: node.parent < 0 ? nil : Int(node.parent),
        page: node.page < 0 ? nil : Int(node.page),
        identifier: node.mcid < 0 ? nil : Int(node.mcid), type: String(cString: node.type),
        alternate: node.alternate.map { unsafe String(cString: $0) },
        actualText: node.actual_text.map { unsafe String(cString: $0) },
        language: node.language.map { unsafe String(cString: $0) })
    }
  }
}
