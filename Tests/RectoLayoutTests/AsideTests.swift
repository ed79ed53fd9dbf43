import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@Suite struct AsideTests {
  private static let prose = "Rain fell all night on the harbour and on the boats."

  private static func numbered(_ rows: [(number: Int?, line: String)]) -> Document {
    let lines = rows.map { row in
      let number = row.number.map(String.init) ?? ""
      return String(repeating: " ", count: 3 - number.count) + number + "    " + row.line
    }
    return SourcePage.drawn(lines.joined(separator: "\n")).document()
  }

  @Test func numbersOfLinesAreALayer() {
    let document = Self.numbered((1...8).map { ($0, Self.prose) })
    #expect(document.blocks.count == 1)
    let numbers = document.furniture.first { $0.layer == .lineNumber }?.block
    #expect(numbers?.text?.string == "1\n2\n3\n4\n5\n6\n7\n8")
    #expect(document.blocks.first?.text?.string.hasPrefix("Rain fell") ?? false)
  }

  @Test func everyFifthLineMayBeNumbered() {
    let lines = ["The gulls", "went out over the sea", "and the boats", "lay still", "in the rain"]
    let document = Self.numbered(
      (1...25).map { ($0 % 5 == 0 ? $0 : nil, lines[$0 % 5]) })
    let numbers = document.furniture.first { $0.layer == .lineNumber }?.block
    #expect(numbers?.text?.string == "5\n10\n15\n20\n25")
  }

  @Test func numbersOfShortRowsAreText() {
    let names = ["Gull", "Herring gull", "Tern", "Common sandpiper", "Dunlin", "Knot"]
    let document = Self.numbered(names.enumerated().map { ($0.offset + 1, $0.element) })
    #expect(!document.furniture.contains { $0.layer == .lineNumber })
  }

  @Test(arguments: [[.fixedPitch, .hasUnicodeMap], .hasUnicodeMap] as [Font.Traits])
  func numbersOfShortLinesOfCodeAreALayer(traits: Font.Traits) {
    let code = [
      "let gulls = harbour.count(of: .gull)", "if gulls > 3 {", "  fly(gulls)", "}", "print(gulls)",
      "return",
    ]
    let rows = code.enumerated().map { " \($0.offset + 1)    \($0.element)" }
    var page = SourcePage.drawn(rows.joined(separator: "\n"))
    page.fonts[0].traits = traits
    let hasNumbers = page.document().furniture.contains { $0.layer == .lineNumber }
    #expect(hasNumbers == traits.contains(.fixedPitch))
  }

  @Test func slantedTextOverTheTextIsAWatermark() {
    var page = SourcePage.drawn((0..<12).map { _ in Self.prose }.joined(separator: "\n"))
    let direction = Point(0.8, -0.6)
    for (i, scalar) in "DRAFT".unicodeScalars.enumerated() {
      page.glyphs.append(
        Glyph(
          origin: Point(90, 250) + direction * (30 * Float(i)), advance: direction * 30,
          up: Point(-0.6, -0.8) * 50, scalar: scalar.value))
    }
    let document = page.document()
    #expect(document.blocks.count == 1)
    #expect(document.furniture.map(\.layer) == [.watermark])
    #expect(document.furniture.first?.block.text?.string == "DRAFT")
  }
}
