import Foundation
import Recto
import RectoLayout
import RectoOCR
import RectoPages
import RectoProcessing
import RectoTesting
import RectoTree
import Testing

@testable import RectoRendering

/// Chunks keep to their budgets, and are the document's Markdown, each byte of it once.
@Suite struct ChunkPropertyTests {
  static func document(_ pages: [SourcePage]) -> Document {
    var document = Document()
    for page in pages { document.append(PageLayouter(PageLayouter.Options()).layout(page)) }
    ProcessorChain().process(&document)
    return document
  }

  static func chunks(
    _ document: Document, _ options: ChunkOptions, _ rendering: RenderingOptions = .init()
  ) throws -> [Chunk] {
    var rendering = rendering
    rendering.chunks = options
    var chunks: [Chunk] = []
    var chunker = try Chunker(document, options: rendering)
    chunker.forEach { chunks.append($0) }
    return chunks
  }

  /// What is wrong with the chunks of a document in budgets of all kinds.
  static func faults(
    _ document: Document, _ rendering: RenderingOptions = .init(), sizes: [Int] = [64, 256, 1024],
    units: [ChunkOptions.Unit] = [.tokens]
  ) throws -> [String] {
    var output = Output()
    try MarkdownRenderer(document, options: rendering).render(to: &output)
    let markdown = output.bytes
    var faults: [String] = []
    for size in sizes {
      for unit in units {
        for overlap in [0, size / 4] {
          var options = ChunkOptions()
          (options.size, options.unit, options.overlap) = (size, unit, overlap)
          let chunks = try chunks(document, options, rendering)
          faults += self.faults(chunks, markdown, options).map {
            "\(size) \(unit), \(overlap): \($0)"
          }
        }
      }
    }
    return faults
  }

  private static func faults(
    _ chunks: [Chunk], _ markdown: [UInt8], _ options: ChunkOptions
  ) -> [String] {
    var faults: [String] = []
    var counter = ChunkCounter(options)
    var own: [Range<Int>] = []
    for chunk in chunks {
      let text = Array(chunk.text.utf8)
      let count = counter.count(text[...]) + counter.fixed
      if count > options.size { faults.append("chunk \(chunk.index) has \(count)") }
      if count != chunk.count {
        faults.append("chunk \(chunk.index) says \(chunk.count), not \(count)")
      }
      let before = own.count
      for range in chunk.ranges {
        let said = text[range.place..<range.place + range.bytes.count]
        if Array(said) != Array(markdown[range.bytes]) {
          faults.append("chunk \(chunk.index): \(range) is not what it says")
        }
        if !range.isRepeated { own.append(range.bytes) }
      }
      if own[before...].allSatisfy({ markdown[$0].allSatisfy(isBlank) }) {
        faults.append("chunk \(chunk.index) is empty")
      }
    }
    var end = 0
    for range in own.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound < end { faults.append("\(range) is there twice") }
      let left = markdown[min(end, range.lowerBound)..<range.lowerBound]
      if !left.allSatisfy(isBlank) {
        faults.append("lost: \(String(decoding: left, as: UTF8.self))")
      }
      end = range.upperBound
    }
    let left = markdown[min(end, markdown.count)...]
    if !left.allSatisfy(isBlank) { faults.append("lost: \(String(decoding: left, as: UTF8.self))") }
    if Set(chunks.map(\.id)).count != chunks.count { faults.append("an id is there twice") }
    return faults
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09
  }

  @Test func pagesOfAnythingAreCutWhole() throws {
    let seed = RandomNumbers.seed(of: "pagesOfAnythingAreCutWhole")
    for turn in 0..<24 {
      var random = RandomPage(RandomNumbers(seed: seed &+ UInt64(turn)))
      let document = Self.document([random.page(), random.page()])
      let faults = try Self.faults(document, sizes: [32, 64, 1024], units: [Self.unit(turn)])
      #expect(faults.isEmpty, "RECTO_SEED=\(seed &+ UInt64(turn)): \(faults.prefix(3))")
    }
  }

  /// Those of `Fixtures`, and of the folders that `RECTO_CORPORA` names.
  @Test func documentsAreCutWhole() throws {
    var options = ConversionOptions()
    options.resolvesLinks = true
    let count = try Fixtures.forEachConverted(options) { url, document, _ in
      let faults = try Self.faults(document)
      #expect(
        faults.isEmpty, "\(url.lastPathComponent): \(faults.count) \(faults.prefix(5))")
    }
    #expect(count > 10)
  }

  /// Trees of text that is made to break out.
  @Test func hostileTextIsCutWhole() throws {
    let seed = RandomNumbers.seed(of: "hostileTextIsCutWhole")
    for turn in 0..<40 {
      let hostile = HostileDocument(seed: seed &+ UInt64(turn))
      var rendering = RenderingOptions()
      rendering.pictures = hostile.pictures
      rendering.furniture = .keep
      rendering.include = Set(RenderingOptions.Inclusion.allCases)
      rendering.pageBreaks = true
      rendering.tables = RenderingOptions.Tables.allCases[turn % 3]
      let faults = try Self.faults(
        hostile.document, rendering, sizes: [32, 100, 1000], units: [Self.unit(turn)])
      #expect(faults.isEmpty, "RECTO_SEED=\(seed &+ UInt64(turn)): \(faults.prefix(3))")
    }
  }

  private static func unit(_ turn: Int) -> ChunkOptions.Unit {
    ChunkOptions.Unit.allCases[turn % ChunkOptions.Unit.allCases.count]
  }
}
