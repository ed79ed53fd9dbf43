public import RectoTree

/// ALTO 4.2: the layout of pages as XML, as libraries and archives keep it.
public struct ALTORenderer: Renderer {
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
      <alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">
      <Description>
      <MeasurementUnit>pixel</MeasurementUnit>
      <Processing ID="P"><processingSoftware><softwareName>\
      \(HTMLEscaping.escape(options.generator))</softwareName></processingSoftware></Processing>
      </Description>
      <Layout>

      """)
    for page in document.pages {
      output.markup(xml(PrintedPage(page, of: document)))
      try output.passOn()
    }
    output.markup("</Layout>\n</alto>\n")
  }

  private func xml(_ page: PrintedPage) -> String {
    let number = page.index + 1
    var result =
      "<Page ID=\"p\(number)\" PHYSICAL_IMG_NR=\"\(number)\" WIDTH=\"\(page.box.width)\" "
      + "HEIGHT=\"\(page.box.height)\">\n<PrintSpace \(Self.place(page.box))>\n"
    var lines = 0
    var words = 0
    for (i, area) in page.areas.enumerated() {
      let id = "p\(number)b\(i + 1)"
      guard !area.lines.isEmpty else {
        result += "<Illustration ID=\"\(id)\" \(Self.place(area.box))/>\n"
        continue
      }
      result += "<TextBlock ID=\"\(id)\" \(Self.place(area.box))>\n"
      for line in area.lines {
        lines += 1
        result += "<TextLine ID=\"p\(number)l\(lines)\" \(Self.place(line.box))>"
        var last: PrintedPage.Word?
        for word in line.words {
          words += 1
          if let last {
            result +=
              "<SP HPOS=\"\(last.box.x1)\" VPOS=\"\(last.box.y0)\" "
              + "WIDTH=\"\(max(0, word.box.x0 - last.box.x1))\"/>"
          }
          let confidence =
            word.confidence.map { " WC=\"\(Float($0) / 100)\"" } ?? ""
          result +=
            "<String ID=\"p\(number)w\(words)\" CONTENT=\"\(HTMLEscaping.escape(word.text))\" "
            + "\(Self.place(word.box))\(confidence)/>"
          last = word
        }
        result += "</TextLine>\n"
      }
      result += "</TextBlock>\n"
    }
    return result + "</PrintSpace>\n</Page>\n"
  }

  private static func place(_ box: PixelBox) -> String {
    "HPOS=\"\(box.x0)\" VPOS=\"\(box.y0)\" WIDTH=\"\(box.width)\" HEIGHT=\"\(box.height)\""
  }
}
