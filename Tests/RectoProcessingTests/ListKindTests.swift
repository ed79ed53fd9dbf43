import RectoGeometry
import RectoPages
import RectoTesting
import RectoTree
import Testing

@testable import RectoProcessing

private let prose = """
  Rain fell all night on the harbour and on the boats in it, and on the
  washing of all who lived there. Nobody had ever seen the sea so high.
  """

/// The items of the lists of a kind, each as its marker and its texts.
private func items(_ kind: List.Kind, of page: SourcePage) -> [String] {
  page.document().blocks.flatMap { block -> [String] in
    guard case .list(let list) = block.content, list.kind == kind else { return [] }
    return list.items.map { item in
      var parts = item.marker.isEmpty ? [] : [item.marker.string]
      for block in item.blocks { block.forEachText { if !$0.isEmpty { parts.append($0.string) } } }
      return parts.joined(separator: " | ")
    }
  }
}

@Suite struct ListTests {
  @Test func aParagraphSetInAsTheTextIsPartOfTheItem() {
    let page = SourcePage.drawn(
      """
      - Rain fell all night on the harbour and on the boats in it, and on the
        washing.

        Nobody had ever seen the sea so high or half so grey as it was then.
      - Gulls came.
      - Boats went.

      \(prose)
      """)
    #expect(
      items(.items, of: page) == [
        "- | Rain fell all night on the harbour and on the boats in it, and on the washing. | "
          + "Nobody had ever seen the sea so high or half so grey as it was then.",
        "- | Gulls came.",
        "- | Boats went.",
      ])
    #expect(page.document().blocks.count == 2)
  }
}

@Suite struct LoneItemTests {
  @Test func aLoneNumberedParagraphKeepsWhatGoesOnOnTheNextPage() {
    func page(_ index: Int, _ text: String) -> SourcePage {
      SourcePage.drawn(text, index: index)
    }
    let document = Document.of([
      page(
        0, "\(prose)\n\n1. Rain fell on the harbour, and on all the boats that lay in it, and on"),
      page(1, "the washing of those who lived there.\n\(prose)"),
    ])
    let text = document.blocks.compactMap { $0.text?.string }.joined(separator: "\n")
    #expect(text.contains("the washing of those who lived there."))
    let glyphs = document.blocks.reduce(0) { $0 + ($1.text?.runs.reduce(0) { $0 + $1.count } ?? 0) }
    #expect(glyphs == document.pages.reduce(0) { $0 + $1.glyphCount })
  }
}

@Suite struct DefinitionTests {
  private let terms = """
    Gull ← bold
        A bird that takes what it sees.
    Mole ← bold
        A wall against the sea.
    """

  @Test func termsAboveWhatTheyMean() {
    let page = SourcePage.drawn("\(prose)\n\n\(terms)\n\n\(prose)")
    #expect(
      items(.definitions, of: page) == [
        "Gull | A bird that takes what it sees.",
        "Mole | A wall against the sea.",
      ])
  }

  @Test func headingsAboveParagraphsThatAreNotSetInAreNone() {
    let page = SourcePage.drawn("Gull ← bold\n\(prose)\n\nMole ← bold\n\(prose)")
    #expect(items(.definitions, of: page).isEmpty)
  }

  @Test func theoremsAreNone() {
    let numbered = terms.replacing("Gull", with: "Lemma 1").replacing("Mole", with: "Lemma 2")
    #expect(items(.definitions, of: SourcePage.drawn("\(prose)\n\n\(numbered)")).isEmpty)
  }
}

@Suite struct BibliographyTests {
  private let works = """
    References ← 14 bold

    [1] Ada Keel. Gulls of the North. Harbour Press, 1987.
    [2] Bo Mast. On Moles. Journal of Walls 3, 1991.
    """

  @Test func worksStandBelowTheirHeadingAndAreLinkedToTheirNumbers() throws {
    let page = SourcePage.drawn(
      "As Keel says [1], and others [2, 7], gulls take.\n\n\(prose)\n\n\(works)")
    #expect(
      items(.bibliography, of: page) == [
        "[1] | Ada Keel. Gulls of the North. Harbour Press, 1987.",
        "[2] | Bo Mast. On Moles. Journal of Walls 3, 1991.",
      ])
    let text = try #require(page.document().blocks.first?.text)
    let links = text.spans.map { (String(text.slice($0.start, $0.end)), $0.link) }
    #expect(links.map(\.0) == ["1", "2"])
    #expect(links.map(\.1) == [.anchor("reference-1"), .anchor("reference-2")])
  }

  @Test func listsWithoutYearsAreNone() {
    let page = SourcePage.drawn(
      "\(prose)\n\n\(works.replacing(", 1987", with: "").replacing(", 1991", with: ""))")
    #expect(items(.bibliography, of: page).isEmpty)
  }
}

@Suite struct IndexTests {
  @Test func wordsWithPagesAreEntriesNestedByTheirIndent() {
    let page = SourcePage.drawn(
      """
      Index ← 14 bold

      boats 3, 17
        of gulls 4
      gulls 7, 9,
          12, 40
      harbour 8
      moles 5
      washing 2
      """)
    #expect(
      items(.index, of: page) == [
        "boats 3, 17 | of gulls 4", "gulls 7, 9, 12, 40", "harbour 8", "moles 5", "washing 2",
      ])
  }

  @Test func proseBelowAHeadingThatSaysIndexIsNone() {
    let page = SourcePage.drawn("Index ← 14 bold\n\n\(prose)\n\n\(prose)\n\n\(prose)")
    #expect(items(.index, of: page).isEmpty)
  }
}

@Suite struct CrossReferenceTests {
  private func links(_ string: String) -> [String: Link] {
    let page = SourcePage.drawn(
      """
      2.1 Tides ← 14 bold

      \(string)

      \(prose)

      Figure 3: The old mole.

      \(prose)

      Table 2-1. Tides by month.
      """)
    var result: [String: Link] = [:]
    for block in page.document().blocks {
      block.forEachText { text in
        for span in text.spans {
          if let link = span.link { result[String(text.slice(span.start, span.end))] = link }
        }
      }
    }
    return result
  }

  @Test func captionsAndSectionsAreLinkedWhereTheyAreNamed() {
    let links = links("See Figure 3, Table 2-1 and Section 2.1 below.")
    #expect(links["Figure 3"] == .anchor("figure-3"))
    #expect(links["Table 2-1"] == .anchor("table-2-1"))
    #expect(links["Section 2.1"].map { if case .place(0, _) = $0 { true } else { false } } == true)
  }

  @Test func whatIsNotInTheDocumentIsNotLinked() {
    #expect(links("See Figure 4 and Section 7 of it.").isEmpty)
  }
}

@Suite struct BareLinkTests {
  @Test(arguments: [
    ("see https://gulls.example/a(b)c.", "https://gulls.example/a(b)c"),
    ("at (www.gulls.example)", "http://www.gulls.example"),
    ("to <ada@gulls.example>,", "mailto:ada@gulls.example"),
  ])
  func addressesAreLinked(text: String, address: String) {
    #expect(BareLinks.addresses(in: text).map(\.address) == [address])
  }

  @Test(arguments: ["a@b", "gulls @ sea.example", "http://x", "3.14 and 2.71", "@handle.x"])
  func othersAreNot(text: String) {
    #expect(BareLinks.addresses(in: text).isEmpty)
  }
}
