import RectoGeometry
import RectoTree

@testable import RectoRendering

/// Blocks as Markdown.
func markdown(
  _ blocks: [Block], furniture: [Document.Furniture] = [],
  _ options: RenderingOptions = RenderingOptions()
) -> String {
  var document = Document()
  document.blocks = blocks
  document.furniture = furniture
  var result = ""
  try? MarkdownRenderer(document, options: options).render { result += $0 }
  return result
}

func paragraph(_ string: String, _ spans: [Text.Span] = []) -> Block {
  Block(.paragraph(Text(string, spans: spans)), page: 0, box: .empty)
}
