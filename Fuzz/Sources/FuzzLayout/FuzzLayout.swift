import Recto
import RectoGeometry
import RectoLayout
import RectoPages
import RectoRendering
import RectoTree

/// Pages of anything, made of libFuzzer's bytes: laid out, and into every format of one page.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLayout(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  var random = RandomPage(GivenNumbers(UnsafeBufferPointer(start: start, count: count)))
  var page = random.page()
  page.cutToBounds()
  var options = PageLayouter.Options()
  options.includesHidden = true
  options.keepsGlyphs = true
  let layout = PageLayouter(options).layout(page)
  var document = Document()
  document.pages = [layout.page]
  document.blocks = layout.blocks
  precondition(CoverageAudit(document).balances, "a glyph is lost or doubled")
  var rendering = RenderingOptions()
  rendering.characters = true
  rendering.include = [.hidden]
  for renderer: any Renderer in [
    MarkdownRenderer(document, options: rendering), HTMLRenderer(document, options: rendering),
    JSONRenderer(document, options: rendering), PlainTextRenderer(document, options: rendering),
    HOCRRenderer(document, options: rendering), ALTORenderer(document, options: rendering),
  ] { try? renderer.render { _ in } }
  return 0
}

/// Two bytes a number; zero when they are used up.
private struct GivenNumbers: RandomNumberGenerator {
  private var bytes: Slice<UnsafeBufferPointer<UInt8>>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes[...] }

  mutating func next() -> UInt64 {
    var value: UInt64 = 0
    for _ in 0..<2 { value = value << 8 | UInt64(bytes.popFirst() ?? 0) }
    return value
  }
}
