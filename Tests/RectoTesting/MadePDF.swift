/// A PDF written for a test: pages of 300 x 400 points, each with its content stream. They have the
/// font `/F1`, which is not embedded, the picture `/Im` of 4 x 4 samples and the shading `/Sh` from the
/// middle of the page outwards.
public struct MadePDF {
  private let pages: [String]
  private let font: String
  private let family: String?

  public init(pages: [String], font: String = "Helvetica", family: String? = nil) {
    self.pages = pages
    self.font = font
    self.family = family
  }

  /// A line of text at a place from the lower left.
  public static func line(_ text: String, x: Int, y: Int, size: Int = 12) -> String {
    "BT /F1 \(size) Tf 1 0 0 1 \(x) \(y) Tm (\(text)) Tj ET\n"
  }

  /// The picture, which makes a figure of its part of the page.
  public static func picture(x: Int, y: Int, width: Int, height: Int) -> String {
    "q \(width) 0 0 \(height) \(x) \(y) cm /Im Do Q\n"
  }

  /// Shadings over each other: nothing to read, and as long to render as wanted. On a fast machine a
  /// hundred take about a second.
  public static func shadings(_ count: Int) -> String {
    "q 40 40 220 200 re W n\n" + String(repeating: "/Sh sh\n", count: count) + "Q\n"
  }

  public var bytes: [UInt8] {
    var bodies: [[UInt8]] = []
    func object(_ body: String) { bodies.append(Array(body.utf8)) }
    func stream(_ entries: String, _ data: [UInt8]) {
      let head = "<< \(entries) /Length \(data.count) >>\nstream\n"
      bodies.append(Array(head.utf8) + data + Array("\nendstream".utf8))
    }
    let kids = pages.indices.map { "\(7 + 2 * $0) 0 R" }.joined(separator: " ")
    object("<< /Type /Catalog /Pages 2 0 R >>")
    object("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    object(
      "<< /Type /Font /Subtype /TrueType /BaseFont /\(font) /Encoding /WinAnsiEncoding "
        + "/FirstChar 32 /LastChar 126 /Widths [\(String(repeating: "556 ", count: 95))] "
        + "/FontDescriptor << \(family.map { "/FontFamily (\($0)) " } ?? "")/Type /FontDescriptor /FontName /\(font) /Flags 32 /Ascent 905 "
        + "/Descent -212 /CapHeight 728 /ItalicAngle 0 /StemV 88 /FontBBox [-665 -325 2000 1006] >> >>"
    )
    stream(
      "/Type /XObject /Subtype /Image /Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
      (0..<48).map { UInt8(100 + 3 * $0) })
    object(
      "<< /ShadingType 3 /ColorSpace /DeviceRGB /Coords [150 140 0 150 140 200] /Function 6 0 R >>")
    object("<< /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1.7 >>")
    for (place, content) in pages.enumerated() {
      object(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents \(8 + 2 * place) 0 R "
          + "/Resources << /Font << /F1 3 0 R >> /XObject << /Im 4 0 R >> "
          + "/Shading << /Sh 5 0 R >> >> >>")
      stream("", Array(content.utf8))
    }
    var result = Array("%PDF-1.7\n".utf8)
    var offsets: [Int] = []
    for (place, body) in bodies.enumerated() {
      offsets.append(result.count)
      result += Array("\(place + 1) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    let start = result.count
    result += Array("xref\n0 \(bodies.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      let digits = String(offset)
      let zeros = String(repeating: "0", count: 10 - digits.count)
      result += Array("\(zeros)\(digits) 00000 n \n".utf8)
    }
    result += Array(
      "trailer\n<< /Size \(bodies.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n".utf8)
    return result
  }
}
