internal import RectoDiagnostics

/// Formats that people try and that are not read, told from their bytes, each with a command that makes
/// something of it that is.
enum ForeignFormat {
  /// Why a document is refused. `name` is what it is called in messages.
  static func refusal(of bytes: [UInt8], name: String) -> ConversionError {
    let document = Bytes(bytes)
    let file = name == "standard input" || name.hasPrefix("'") ? name : ShellWord.quoted(name)
    let shown = name == "standard input" ? "FILE" : file
    for format in all where format.isMeant(document) {
      return ConversionError(
        .unsupportedFormat, "\(name): \(format.fact)", advice: format.advice(shown))
    }
    return ConversionError(
      .unsupportedFormat,
      "\(name): \(document.isText ? "this is text" : "its format is not known")",
      advice:
        "Recto reads PDF, PNG, JPEG, JPEG 2000, TIFF, WebP, BMP, GIF and PNM files, and its own JSON."
    )
  }

  /// The beginning of a document, and what can be asked of it.
  private struct Bytes {
    let all: [UInt8]
    /// In small letters, without blanks before it.
    let text: String
    let isText: Bool

    init(_ bytes: [UInt8]) {
      all = bytes
      let head = bytes.prefix(1024)
      isText = head.prefix(512).allSatisfy {
        $0 >= 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09
      }
      text = String(
        String(decoding: head, as: UTF8.self).lowercased()
          .drop { $0.isWhitespace || $0 == "\u{FEFF}" })
    }

    func starts(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      all.dropFirst(offset).starts(with: magic)
    }

    func starts(_ magic: String, at offset: Int = 0) -> Bool {
      starts(Array(magic.utf8), at: offset)
    }

    /// Whether a ZIP archive has a part whose name begins so: names stand before the parts, and once
    /// more at the end.
    func hasPart(_ name: String) -> Bool {
      let needle = Array(name.utf8)
      return [all.prefix(1 << 16), all.suffix(1 << 16)].contains { part in
        part.indices.dropLast(needle.count).contains {
          part[$0] == needle[0] && part[$0...].starts(with: needle)
        }
      }
    }

    var isZIP: Bool { starts("PK\u{3}\u{4}") }
  }

  private struct Format: Sendable {
    var fact: String
    var isMeant: @Sendable (Bytes) -> Bool
    /// What to do with a file of this name.
    var advice: @Sendable (String) -> String
  }

  @Sendable private static func office(_ file: String) -> String {
    "Save it as PDF, or run: soffice --headless --convert-to pdf \(file)"
  }

  private static func unpacking(_ magic: [UInt8], _ name: String, _ command: String) -> Format {
    Format(fact: "this is packed with \(name)", isMeant: { $0.starts(magic) }) {
      "Unpack it first: \(command) \($0) | recto"
    }
  }

  /// The first that fits is meant.
  private static let all: [Format] = [
    Format(
      fact: "Word, Excel and PowerPoint 97 files are not read",
      isMeant: { $0.starts([0xD0, 0xCF, 0x11, 0xE0]) }, advice: office),
    Format(
      fact: "e-books in EPUB are not read",
      isMeant: { $0.isZIP && $0.starts("mimetypeapplication/epub+zip", at: 30) },
      advice: { "To make Markdown of it: pandoc \($0) -t gfm" }),
    Format(
      fact: "OpenDocument files are not read",
      isMeant: { $0.isZIP && $0.starts("mimetypeapplication/vnd.oasis", at: 30) }, advice: office),
    Format(
      fact: "Word, Excel and PowerPoint files are not read",
      isMeant: { file in
        file.isZIP && ["word/", "xl/", "ppt/"].contains(where: file.hasPart)
      }, advice: office),
    Format(
      fact: "XPS files are not read",
      isMeant: { file in
        file.isZIP && ["FixedDocSeq", "Documents/1/"].contains(where: file.hasPart)
      }, advice: { "Make a PDF of it: xpstopdf \($0) OUT.pdf" }),
    Format(
      fact: "this is a ZIP archive", isMeant: { $0.isZIP },
      advice: { "Unpack it first: unzip \($0) -d IN && recto IN -o OUT/" }),
    unpacking([0x1F, 0x8B], "gzip", "gunzip -c"),
    unpacking(Array("BZh".utf8), "bzip2", "bunzip2 -c"),
    unpacking([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz", "xz -dc"),
    unpacking([0x28, 0xB5, 0x2F, 0xFD], "zstd", "zstd -dc"),
    Format(
      fact: "PostScript is not read", isMeant: { $0.starts("%!PS") },
      advice: { "Make a PDF of it: ps2pdf \($0) OUT.pdf" }),
    Format(
      fact: "DjVu is not read", isMeant: { $0.starts("AT&TFORM") },
      advice: { "Make a PDF of it: ddjvu -format=pdf \($0) OUT.pdf" }),
    Format(
      fact: "HEIC and AVIF pictures are not read",
      isMeant: { file in
        file.starts("ftyp", at: 4)
          && ["heic", "heix", "hevc", "mif1", "msf1", "avif", "avis"].contains {
            file.starts($0, at: 8)
          }
      }, advice: { "Make a PNG of it: heif-convert \($0) OUT.png" }),
    Format(
      fact: "JPEG XL is not read",
      isMeant: { $0.starts([0xFF, 0x0A]) || $0.starts("JXL ", at: 4) },
      advice: { "Make a PNG of it: djxl \($0) OUT.png" }),
    Format(
      fact: "Kindle books are not read", isMeant: { $0.starts("BOOKMOBI", at: 60) },
      advice: { "Make a PDF of it: ebook-convert \($0) OUT.pdf" }),
    Format(
      fact: "RTF is not read", isMeant: { $0.starts("{\\rtf") }, advice: office),
    Format(
      fact: "SVG is not read",
      isMeant: { file in
        file.text.hasPrefix("<svg") || file.text.hasPrefix("<?xml") && file.text.contains("<svg")
      }, advice: { "Make a PDF of it: rsvg-convert -f pdf -o OUT.pdf \($0)" }),
    Format(
      fact: "web pages are not read",
      isMeant: { file in
        ["<!doctype html", "<html", "<?xml"].contains(where: file.text.hasPrefix)
          && file.text.contains("<html")
      }, advice: { "To make Markdown of it: pandoc \($0) -f html -t gfm" }),
    Format(
      fact: "mail is not read",
      isMeant: { file in
        ["return-path:", "received:", "mime-version:", "delivered-to:", "from:", "message-id:"]
          .contains(where: file.text.hasPrefix) && file.text.contains("\nsubject:")
      }, advice: { "To get what is attached to it: munpack \($0)" }),
  ]
}
