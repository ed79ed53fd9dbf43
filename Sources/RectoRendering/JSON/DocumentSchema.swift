/// The JSON Schemas of what is written as JSON (draft 2020-12), from the descriptions that it is written
/// and read by.
public enum DocumentSchema {
  private static let about =
    "Pages count from 1; boxes are [x0, y0, x1, y1] in points from the page's top-left corner, y down; "
    + "offsets in text count Unicode scalars; glyphs are numbered in drawing order from 0."

  /// Of a document.
  public static var json: String {
    SchemaForm.schema(
      of: DescribedDocument.self, title: JSONRenderer.schema,
      about: "A converted document. " + about
    ).json
  }

  /// Of a line of a document as JSON Lines.
  public static var lines: String {
    SchemaForm.schema(
      of: DescribedRecord.self, title: JSONLinesRenderer.schema,
      about: "A line of a converted document: its beginning, one of its pages, its end. " + about
    ).json
  }
}
