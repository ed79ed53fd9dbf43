public import RectoTree

/// The document tree with boxes and sources. `recto schema` prints the schema of this format.
///
/// Pages count from 1, boxes are `[x0, y0, x1, y1]` in points from the page's top-left corner,
/// offsets in text count Unicode scalars, glyphs are numbered in drawing order from 0.
public struct JSONRenderer: Renderer {
  /// The version of the format: a new one where a reader of the old would go wrong.
  public static let schema = "recto-document/1"

  /// How often something was added to it that its readers may pass over.
  public static let minor = 1

  private let document: Document
  private let options: RenderingOptions

  public init(_ document: Document, options: RenderingOptions = RenderingOptions()) {
    var document = document
    // Documents that no chain of passes made.
    if document.blocks.contains(where: \.id.isEmpty) { document.nameBlocks() }
    (self.document, self.options) = (document, options)
  }

  public func render(to output: inout Output) throws {
    var context = FormContext()
    context.options = options
    var form = WritingForm(context, to: output)
    output = Output()
    ObjectShape().write(DescribedDocument(document: document), nil, &form)
    output = try form.finish()
  }
}
