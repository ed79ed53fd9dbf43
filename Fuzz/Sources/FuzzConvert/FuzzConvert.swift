import Recto
import RectoRendering

/// Any bytes as a document: into every format, and the account of its glyphs balances.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzConvert(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var options = ConversionOptions()
  options.ocr.mode = .never
  options.images = .none
  options.includesFacts = true
  options.keepsGlyphs = true
  options.rendering.characters = true
  options.limits.pageSeconds = 2
  options.limits.pages = 5
  options.limits.pixels = 1_000_000
  guard let result = try? Converter(options).convert(bytes, name: "fuzz") else { return 0 }
  precondition(CoverageAudit(result.document).balances, "a glyph is lost or doubled")
  for renderer: any Renderer in [
    MarkdownRenderer(result.document, options: options.rendering),
    HTMLRenderer(result.document, options: options.rendering),
    JSONRenderer(result.document, options: options.rendering),
    PlainTextRenderer(result.document, options: options.rendering),
  ] { try? renderer.render { _ in } }
  return 0
}
