internal import RectoMetadata
internal import RectoTree

/// What a document says about itself, as YAML before its text.
enum FrontMatter {
  /// XMP repeats all of it as XML.
  private static let left: Set<String> = ["xmp"]

  static func yaml(of document: Document) -> String {
    var lines = ["---"]
    for entry in document.metadata.entries where !left.contains(entry.name) {
      lines.append("\(entry.name): \(quoted(entry.value))")
    }
    if let title = document.metadata.printedTitle {
      lines.append("printedTitle: \(quoted(title))")
    }
    let authors = document.metadata.printedAuthors
    if !authors.isEmpty {
      lines.append("printedAuthors: [\(authors.map(quoted).joined(separator: ", "))]")
    }
    if let abstract = document.metadata.abstract { lines.append("abstract: \(quoted(abstract))") }
    lines.append("pages: \(document.metadata.pageCount)")
    return lines.joined(separator: "\n") + "\n---\n"
  }

  /// A YAML string in double quotes, which JSON's escapes suit.
  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.array { $0.string(nil, text) }
    return String(writer.take().trimmingSpaces().dropFirst().dropLast()).trimmingSpaces()
  }
}
