import HostileBytes
import RectoGeometry
import RectoRendering
import RectoTesting
import RectoTree

/// Hostile text as tables by themselves: as many lines and cells as there are, and none that runs.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTables(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = HostileBytes(start, count)
  let renderer = TableRenderer(options: input.options)
  let box = Box(x0: 0, y0: 0, x1: 9, y1: 9)
  for block in input.hostile.document.blocks {
    block.forEachBlock { block in
      guard case .table(let table) = block.content else { return }
      for format in TableRenderer.Format.allCases {
        let text = renderer.text(table, box: box, page: 1, name: "t", as: format)
        switch format {
        case .tsv:
          let rows = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
          precondition(rows.count == table.rows + 1, "a line too many: \(text)")
          for row in rows.dropLast() {
            let cells = row.split(separator: "\t", omittingEmptySubsequences: false)
            precondition(cells.count == table.columns, "a cell too many: \(text)")
            precondition(
              cells.allSatisfy { !($0.first == "=" && $0.count > 1) }, "it runs: \(text)")
          }
        case .html:
          let faults = WrittenMarkup.faults(in: text, elements: WrittenMarkup.html)
          precondition(faults.isEmpty, "\(faults) in \(text)")
        case .csv, .json, .md: break
        }
      }
    }
  }
  return 0
}
