import Recto
import RectoBatch
import RectoGeometry
import RectoRendering
import RectoTree

/// What of ours reads text: selections of pages, requests, options, lists, names, documents as JSON; and Markdown,
/// HTML and JSON of any text at all.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: bytes, as: UTF8.self)
  _ = try? PageSelection(text).pages(of: 7)
  _ = try? InputFormat(sniffing: bytes, name: "fuzz")
  _ = try? Shard(text)
  _ = try? OutputFormat(named: text)
  let paths = InputFinder.paths(inList: bytes)
  let stems = OutputNames.stems(for: paths)
  precondition(Set(stems).count == stems.count, "two documents have one name")
  _ = InputFinder.Pattern(text).matches(text)
  var values = OptionValues()
  (values.pages, values.languages, values.ocr) = (text, text, text)
  _ = try? values.over(.defaults).conversionOptions()

  if let read = try? JSONDocument(bytes, name: "fuzz").document {
    try? MarkdownRenderer(read).render { _ in }
  }

  var document = Document()
  document.pages = [Document.Page(index: 0, width: 100, height: 100)]
  let box = Box(x0: 0, y0: 0, x1: 10, y1: 10)
  document.blocks = [
    Block(.paragraph(Text(text)), page: 0, box: box), Block(.code(Text(text)), page: 0, box: box),
    Block(.heading(Text(text), level: 2), page: 0, box: box),
  ]
  for renderer: any Renderer in [
    MarkdownRenderer(document), HTMLRenderer(document), JSONRenderer(document),
    PlainTextRenderer(document),
  ] { try? renderer.render { _ in } }
  return 0
}
