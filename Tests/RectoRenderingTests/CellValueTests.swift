import RectoGeometry
import RectoRendering
import RectoTree
import Testing

/// What the cells of a workbook are.
@Suite struct CellValueTests {
  private let box = Box(x0: 0, y0: 0, x1: 9, y1: 9)

  /// A column under a head, and what its cells are: numbers with their formats, or texts.
  private func values(_ texts: [String], head: String = "Head") -> [String] {
    let cells = ([head] + texts).enumerated().map { row, text in
      Table.Cell(row: row, column: 0, box: box, text: Text(text))
    }
    let values = CellValues(
      Table(rows: cells.count, columns: 1, headRows: 1, cells: cells))
    return texts.map { text in
      values.value(of: text, column: 0).map { "\($0.number) \($0.format)" } ?? "'\(text)'"
    }
  }

  @Test func aColumnsNumbersAreNumbersAllOrNone() {
    #expect(values(["12", "total", "3.5"]) == ["12.0 0", "'total'", "3.5 0.0"])
    // Nothing says whether these are thousands.
    #expect(values(["1,250", "2,500"]) == ["'1,250'", "'2,500'"])
    #expect(values(["1,250", "1.5", "1,5"]) == ["'1,250'", "'1.5'", "'1,5'"])
  }

  @Test func threeDigitsAfterEverySignAreThousands() {
    #expect(
      values(["41,250", "1,120", "(340)", "29,970"])
        == ["41250.0 #,##0", "1120.0 #,##0", "-340.0 0;(0)", "29970.0 #,##0"])
    #expect(values((1...6).map { "\($0).500" }).first == "1500.0 #,##0")
    // Whole numbers above a thousand have no sign here.
    #expect(values(["1.250", "2.125", "3.750", "4000"]).first == "'1.250'")
  }

  @Test func amountsSharesAndNegativesKeepTheirLook() {
    #expect(
      values(["$1,234.50", "-$3.00"]) == [
        "1234.5 \"$\"#,##0.00;-\"$\"#,##0.00", "-3.0 \"$\"0.00;-\"$\"0.00",
      ])
    #expect(values(["12.00 €"]) == ["12.0 0.00 \"€\";-0.00 \"€\""])
    #expect(values(["12.5 %", "-3%"]) == ["0.125 0.0%", "-0.03 0%"])
    #expect(values(["−4", "+5"]) == ["-4.0 0", "5.0 0"])
  }

  @Test func daysAreDaysWhereTheirOrderIsCertain() {
    let format = "yyyy\\-mm\\-dd"
    #expect(values(["2024-02-29", "1999-12-31"]) == ["45351.0 \(format)", "36525.0 \(format)"])
    #expect(values(["31.12.1999"]) == ["36525.0 \(format)"])
    #expect(values(["3/5/2024", "3/25/2024"]).last == "45376.0 \(format)")
    #expect(values(["3/5/2024", "4/6/2024"]) == ["'3/5/2024'", "'4/6/2024'"])
    #expect(values(["2023-02-29", "2024-01-01"]) == ["'2023-02-29'", "'2024-01-01'"])
    #expect(values(["1-2", "555-0199"]) == ["'1-2'", "'555-0199'"])
  }
}
