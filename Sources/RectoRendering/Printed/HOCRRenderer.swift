internal import RectoMetadata
public import RectoTree

/// hOCR 1.2: pages, areas, paragraphs, lines and words with boxes and confidences, as HTML.
public struct HOCRRenderer: Renderer {
  private let document: Document
  private let options: RenderingOptions

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    self.document = document
    self.options = options
  }

  public func render(to output: inout Output) throws {
    output.markup(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE html>
      <html xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <title>\(HTMLEscaping.escape(document.metadata.title ?? ""))</title>
      <meta charset="utf-8"/>
      <meta name="ocr-system" content="\(HTMLEscaping.escape(options.generator))"/>
      <meta name="ocr-capabilities" content="ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf"/>
      </head>
      <body>

      """)
    for page in document.pages {
      output.markup(html(PrintedPage(page, of: document)))
      try output.passOn()
    }
    output.markup("</body>\n</html>\n")
  }

  private func html(_ page: PrintedPage) -> String {
    let number = page.index + 1
    var result =
      "<div class=\"ocr_page\" id=\"page_\(number)\" title=\"\(Self.bbox(page.box)); "
      + "ppageno \(page.index); scan_res \(page.resolution) \(page.resolution)\">\n"
    var lines = 0
    var words = 0
    for (i, area) in page.areas.enumerated() {
      let kind = Self.kind(of: area)
      result +=
        "<div class=\"\(kind)\" id=\"block_\(number)_\(i + 1)\" title=\"\(Self.bbox(area.box))\">\n"
      if !area.lines.isEmpty {
        result +=
          "<p class=\"ocr_par\" id=\"par_\(number)_\(i + 1)\" title=\"\(Self.bbox(area.box))\">\n"
        for line in area.lines {
          lines += 1
          result +=
            "<span class=\"ocr_line\" id=\"line_\(number)_\(lines)\" "
            + "title=\"\(Self.bbox(line.box)); x_size \(line.size)\">"
          result += line.words.map { word in
            words += 1
            let confidence = word.confidence.map { "; x_wconf \($0)" } ?? ""
            return "<span class=\"ocrx_word\" id=\"word_\(number)_\(words)\" "
              + "title=\"\(Self.bbox(word.box))\(confidence)\">\(HTMLEscaping.escape(word.text))</span>"
          }.joined(separator: " ")
          result += "</span>\n"
        }
        result += "</p>\n"
      }
      result += "</div>\n"
    }
    return result + "</div>\n"
  }

  private static func bbox(_ box: PixelBox) -> String {
    "bbox \(box.x0) \(box.y0) \(box.x1) \(box.y1)"
  }

  private static func kind(of area: PrintedPage.Area) -> String {
    switch area.kind {
    case .figure where area.lines.isEmpty: "ocr_photo"
    case .table: "ocr_table"
    case .caption: "ocr_caption"
    case .furniture: "ocr_header"
    case .text, .heading, .figure: "ocr_carea"
    }
  }
}
