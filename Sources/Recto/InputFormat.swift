public import RectoDiagnostics
internal import RectoGeometry

/// What kind of document some bytes are, told from the bytes themselves.
public enum InputFormat: String, Sendable, CaseIterable {
  case pdf, png, jpeg, jp2, tiff, webp, bmp, gif, pnm
  /// What was written as JSON or JSON Lines.
  case json

  public init(named name: String) throws(ConversionError) {
    let name = name.lowercased()
    guard let format = Self(rawValue: name == "jsonl" ? "json" : name) else {
      throw ConversionError(
        .usage, "'\(name)' is not an input format",
        advice: "The formats are \(Self.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    self = format
  }

  /// The extensions of files of these formats, in lower case. Files of JSON are many things: in folders
  /// they are taken only if they are asked for.
  public static let fileExtensions: Set<String> = [
    "pdf", "png", "jpg", "jpeg", "jpe", "jp2", "j2k", "jpx", "tif", "tiff", "webp", "bmp", "gif",
    "pnm", "pbm", "pgm",
    "ppm",
  ]

  public var isImage: Bool { self != .pdf && self != .json }

  /// Throws what the bytes are instead, if they are none of these.
  public init(sniffing bytes: [UInt8], name: String) throws(ConversionError) {
    guard !bytes.isEmpty else {
      throw ConversionError(
        .damagedInput, "\(name): the file is empty", advice: "Check how it was made or copied.")
    }
    if let known = Self.format(of: bytes) {
      self = known
    } else {
      throw ForeignFormat.refusal(of: bytes, name: name)
    }
  }

  private static func format(of bytes: [UInt8]) -> InputFormat? {
    func starts(_ magic: String, at offset: Int = 0) -> Bool {
      bytes.dropFirst(offset).starts(with: magic.unicodeScalars.map { UInt8($0.value & 0xFF) })
    }
    // The header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
    let head = bytes.prefix(1100)
    if starts("{\"schema\":\"recto-") { return .json }
    if contains(head, "%PDF-") { return .pdf }
    if starts("\u{89}PNG\r\n\u{1A}\n") { return .png }
    if starts("\u{FF}\u{D8}\u{FF}") { return .jpeg }
    // JPEG 2000: a file, or the bare code stream (ISO 15444-1, I.5.1 and A.4.1).
    if starts("\0\0\0\u{0C}jP  ") || starts("\u{FF}\u{4F}\u{FF}\u{51}") { return .jp2 }
    if starts("II*\0") || starts("MM\0*") || starts("II+\0") || starts("MM\0+") { return .tiff }
    if starts("RIFF") && starts("WEBP", at: 8) { return .webp }
    if starts("BM") && bytes.count > 26 { return .bmp }
    if starts("GIF87a") || starts("GIF89a") { return .gif }
    if bytes.count > 3, bytes[0] == UInt8(ascii: "P"), (0x31...0x36).contains(bytes[1]),
      [0x0A, 0x0D, 0x20, 0x09].contains(bytes[2])
    {
      return .pnm
    }
    if beginsAsJSON(bytes) { return .json }
    // A PDF whose header is lost still has objects and the place of its table.
    let tail = bytes.suffix(2048)
    if contains(tail, "startxref") || contains(head, " 0 obj") {
      return .pdf
    }
    return nil
  }

  /// Whether an object begins, or a list of what is no prose: that begins with `[1]`, too.
  private static func beginsAsJSON(_ bytes: [UInt8]) -> Bool {
    func isPrinted(_ byte: UInt8) -> Bool { ![0x20, 0x09, 0x0A, 0x0D].contains(byte) }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let signs = Array(bytes.dropFirst(mark).lazy.filter(isPrinted).prefix(2))
    guard signs.count == 2 else { return signs == [UInt8(ascii: "{")] }
    switch signs[0] {
    case UInt8(ascii: "{"): return "\"}".utf8.contains(signs[1])
    case UInt8(ascii: "["):
      return "{[\"]".utf8.contains(signs[1])
        || (0x30...0x39).contains(signs[1]) && bytes.last(where: isPrinted) == UInt8(ascii: "]")
    default: return false
    }
  }

  private static func contains(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    let needle = Array(text.utf8)
    guard bytes.count >= needle.count else { return false }
    return bytes.indices.dropLast(needle.count - 1).contains { i in
      bytes[i] == needle[0] && bytes[i..<(i + needle.count)].elementsEqual(needle)
    }
  }
}
