internal import RectoDiagnostics
public import RectoTree

/// A document as JSON Lines: what is known of it at its start, a line for each page with its blocks,
/// and a last line that says that it is whole.
///
/// Pages and blocks are written as in the document tree; a block that goes on over pages stands on
/// its first.
public struct JSONLinesRenderer: Sendable {
  /// The version of the format.
  public static let schema = "recto-pages/1"

  private let options: RenderingOptions

  public init(options: RenderingOptions = RenderingOptions()) { self.options = options }

  /// The first line.
  public func head(_ document: Document) -> String {
    let renderer = JSONRenderer(document, options: options)
    var writer = JSONWriter()
    writer.object { writer in
      writer.string("type", "document")
      writer.string("schema", Self.schema)
      writer.string("generator", options.generator)
      renderer.metadata(&writer)
    }
    return writer.take() + "\n"
  }

  /// A page with the blocks that begin on it and what was noticed there.
  public func line(_ page: Document.Page, of document: Document) -> String {
    let renderer = JSONRenderer(document, options: options)
    var writer = JSONWriter()
    writer.object { writer in
      writer.string("type", "page")
      renderer.members(of: page, &writer)
      writer.array("blocks") { writer in
        document.forEachInOrder { block, layer, owner in
          guard block.page == page.index else { return }
          renderer.block(block, in: layer, owner: owner?.id, &writer)
        }
      }
      writer.array("diagnostics") { writer in
        let isFirst = document.pages.first?.index == page.index
        for diagnostic in document.diagnostics
        where diagnostic.page == page.index || isFirst && diagnostic.page == nil {
          renderer.diagnostic(diagnostic, &writer)
        }
      }
    }
    return writer.take() + "\n"
  }

  /// The last line. `missing` pages count from 1.
  public func foot(pages: Int, missing: [Int]) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.string("type", "end")
      writer.int("pages", pages)
      writer.array("missing") { writer in for page in missing { writer.int(nil, page) } }
    }
    return writer.take() + "\n"
  }
}
