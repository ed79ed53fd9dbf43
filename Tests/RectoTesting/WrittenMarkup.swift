/// The tags in what Recto writes, read as strictly as it writes them.
public enum WrittenMarkup {
  /// What is no tag of ours in HTML, XML or Markdown: `<` that begins neither a known element, with
  /// attributes in double quotes, nor a comment that ends as it must. `escapes`: a backslash before
  /// `<` makes it text, as in Markdown.
  public static func faults(
    in text: String, elements: Set<String>, escapes: Bool = false
  ) -> [String] {
    var faults: [String] = []
    var rest = Array(text.utf8)[...]
    var isEscaped = false
    while let byte = rest.popFirst() {
      defer { isEscaped = escapes && byte == UInt8(ascii: "\\") && !isEscaped }
      guard byte == UInt8(ascii: "<"), !isEscaped, mayOpen(rest.first) else { continue }
      let tag = rest.prefix { $0 != UInt8(ascii: ">") }
      let string = String(decoding: tag, as: UTF8.self)
      if !isOurs(string, elements) { faults.append("<" + string.prefix(60)) }
    }
    return faults
  }

  private static func mayOpen(_ byte: UInt8?) -> Bool {
    byte.map { (0x41...0x5A).contains($0 & 0xDF) || "/!?".utf8.contains($0) } ?? false
  }

  private static func isOurs(_ tag: String, _ elements: Set<String>) -> Bool {
    if tag.hasPrefix("!--") {
      return tag.hasSuffix("--") && !tag.dropFirst(3).dropLast(2).contains("--")
    }
    if tag.hasPrefix("!DOCTYPE") || tag.hasPrefix("?xml") { return true }
    let form = #/\/?([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z_:-]+(?:="[^"<>]*")?)*)\/?/#
      .matchingSemantics(.unicodeScalar)
    guard let match = tag.wholeMatch(of: form) else { return false }
    let parts = match.2.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    // Every other part stands between quotation marks.
    let runs = parts.enumerated().contains { $0 % 2 == 0 && String($1).contains(" on") }
    return elements.contains(String(match.1)) && !runs
  }

  /// The elements of Markdown, as tags where marks do not do.
  public static let markdown: Set<String> = html.union(["header", "footer"])

  public static let html: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "p", "br", "hr", "a", "img", "em", "strong",
    "del", "s", "sup", "sub", "u", "mark", "code", "pre", "ruby", "rt", "blockquote", "ul", "ol",
    "li", "dl", "dt", "dd", "table", "tr", "th", "td", "header", "footer", "aside", "figure", "div",
    "span", "h1", "h2", "h3", "h4", "h5", "h6", "math", "semantics", "annotation", "mrow", "mi",
    "mo", "mn", "mtext", "mspace",
  ]

  public static let printed: Set<String> = [
    "html", "head", "title", "meta", "body", "div", "p", "span", "alto", "Description",
    "MeasurementUnit", "Processing", "processingSoftware", "softwareName", "Layout", "Page",
    "PrintSpace", "TextBlock", "TextLine", "String", "SP", "Illustration",
  ]
}
