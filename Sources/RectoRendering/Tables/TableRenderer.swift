public import RectoGeometry
public import RectoTree

/// Writes a table by itself.
public struct TableRenderer: Sendable {
  public enum Format: String, Sendable, CaseIterable { case csv, tsv, json, html, md }

  private let options: RenderingOptions
  private let keepsFormulas: Bool

  /// `keepsFormulas`: in comma- and tab-separated text leave cells that spreadsheets would run.
  public init(options: RenderingOptions = RenderingOptions(), keepsFormulas: Bool = false) {
    self.options = options
    self.keepsFormulas = keepsFormulas
  }

  /// The table as text that ends in a line's end; `page` counts from 1.
  public func text(_ table: Table, box: Box, page: Int, name: String, as format: Format) -> String {
    switch format {
    case .csv: return rows(table, separator: ",", quotes: true)
    case .tsv: return rows(table, separator: "\t", quotes: false)
    case .html:
      var output = Output()
      HTMLBlocks(options).write(Block(.table(table)), to: &output)
      return output.string + "\n"
    case .md:
      var output = Output()
      MarkdownBlocks(options).table(table, to: &output)
      return output.string + "\n"
    case .json:
      var form = WritingForm()
      ObjectShape().write(
        DescribedTable.Alone(name: name, page: page, box: box, table: table), nil, &form)
      return form.writer.take() + "\n"
    }
  }

  /// RFC 4180 for commas; spanning cells stand in their first place. Where nothing can be quoted,
  /// blanks stand for the ends of lines.
  private func rows(_ table: Table, separator: String, quotes: Bool) -> String {
    table.grid.map { row in
      row.map { cell in
        let written = cell.map { table.writing(in: $0, \.readable) } ?? ""
        let shown =
          quotes
          ? ControlCharacters.lines(written)
          : ControlCharacters.line(written).split(separator: "\t").joined(separator: " ")
        let text = keepsFormulas ? shown : SpreadsheetFormula.neutralised(shown)
        guard quotes else { return text }
        let marks = (separator + "\"\n\r").unicodeScalars
        // An empty line is no row to some readers.
        let isPlain =
          !text.unicodeScalars.contains { marks.contains($0) } && (table.columns > 1 || text != "")
        return isPlain ? text : "\"" + Self.doublingQuotes(text) + "\""
      }.joined(separator: separator) + "\n"
    }.joined()
  }

  private static func doublingQuotes(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result.append(scalar) }
      result.append(scalar)
    }
    return String(result)
  }
}
