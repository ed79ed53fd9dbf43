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
    var record = DescribedRecord(kind: .document)
    record.metadata = document.metadata
    return line(record)
  }

  /// A page with the blocks that begin on it and what was noticed there.
  public func line(_ page: Document.Page, of document: Document) -> String {
    var document = document
    if document.blocks.contains(where: \.id.isEmpty) { document.nameBlocks() }
    var record = DescribedRecord(kind: .page)
    record.page = page
    record.items = document.described(onPage: page.index)
    let isFirst = document.pages.first?.index == page.index
    record.diagnostics = document.diagnostics.filter {
      $0.page == page.index || isFirst && $0.page == nil
    }
    return line(record)
  }

  /// The last line. `missing` pages count from 1.
  public func foot(pages: Int, missing: [Int]) -> String {
    var record = DescribedRecord(kind: .end)
    (record.pages, record.missing) = (pages, missing)
    return line(record)
  }

  private func line(_ record: DescribedRecord) -> String {
    var context = FormContext()
    context.options = options
    var form = WritingForm(context)
    ObjectShape().write(record, nil, &form)
    return form.writer.take() + "\n"
  }
}
