/// A TrueType font of one empty glyph, for text that is found and copied but not seen.
enum BlankFont {
  /// The font file (OpenType 1.9, chapters `head`, `hhea`, `hmtx`, `maxp`, `loca`, `glyf`, `cmap`,
  /// `name`, `post`).
  static let bytes: [UInt8] = {
    let unitsPerEm: UInt16 = 1000
    let minus200 = UInt16(bitPattern: -200)
    var head = big32([0x0001_0000, 0x0001_0000, 0, 0x5F0F_3CF5])
    head +=
      big16([0, unitsPerEm]) + big32([0, 0, 0, 0]) + big16([0, minus200, 500, 800, 0, 8, 2, 1, 0])
    let hhea =
      big32([0x0001_0000]) + big16([800, minus200, 0, 500, 0, 0, 500, 1, 0, 0, 0, 0, 0, 0, 0, 1])
    let maxp = big32([0x0001_0000]) + big16([1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])
    let cmap =
      big16([0, 1, 3, 1]) + big32([12]) + big16([4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0])
    let name = big16([0, 0, 6])
    let post = big32([0x0003_0000, 0, 0, 1, 0, 0, 0, 0])
    let tables: [(tag: String, data: [UInt8])] = [
      ("cmap", cmap), ("glyf", [0, 0, 0, 0]), ("head", head), ("hhea", hhea),
      ("hmtx", big16([500, 0])), ("loca", big32([0, 0])), ("maxp", maxp), ("name", name),
      ("post", post),
    ]
    let count = UInt16(tables.count)
    var directory = big32([0x0001_0000]) + big16([count, 128, 3, count * 16 - 128])
    var body: [UInt8] = []
    for table in tables {
      let padded = table.data + [UInt8](repeating: 0, count: (4 - table.data.count % 4) % 4)
      directory += [UInt8](table.tag.utf8)
      directory += big32([
        sum(padded), UInt32(12 + 16 * tables.count + body.count), UInt32(table.data.count),
      ])
      body += padded
    }
    return directory + body
  }()

  /// Codes are UTF-16.
  static let unicodeMap = """
    /CIDInit /ProcSet findresource begin
    12 dict begin
    begincmap
    /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
    /CMapName /Adobe-Identity-UCS def
    /CMapType 2 def
    1 begincodespacerange
    <0000> <FFFF>
    endcodespacerange
    1 beginbfrange
    <0000> <FFFF> <0000>
    endbfrange
    endcmap
    CMapName currentdict /CMap defineresource pop
    end
    end
    """

  private static func big16(_ values: [UInt16]) -> [UInt8] {
    values.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  private static func big32(_ values: [UInt32]) -> [UInt8] {
    values.flatMap { value in [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }
  }

  /// A table's checksum: the sum of its words.
  private static func sum(_ bytes: [UInt8]) -> UInt32 {
    stride(from: 0, to: bytes.count, by: 4).reduce(0) { total, i in
      total &+ bytes[i..<(i + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}
