import RectoSystem
import Testing

@testable import RectoBatch

/// What a worker sends, as its supervisor takes it apart: nothing that makes no sense is believed.
@Suite struct AnswerReaderTests {
  /// All items of bytes that arrive in pieces of so many; those of one result are joined.
  private func items(
    _ bytes: [UInt8], inPiecesOf size: Int = 1 << 16, mostBytes: Int = 1000
  ) throws -> [AnswerReader.Item] {
    let (reading, writing) = try Descriptor.pipe()
    defer { reading.close() }
    var reader = AnswerReader(mostBytes: mostBytes)
    var items: [AnswerReader.Item] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      try writing.write(rest.prefix(size))
      rest = rest.dropFirst(size)
      _ = try reader.fill(from: reading)
      while let item = reader.next() {
        if case .bytes(let more, let part) = item, case .bytes(let known, part)? = items.last {
          items[items.count - 1] = .bytes(known + more, of: part)
        } else {
          items.append(item)
        }
        if item == .nonsense { break }
      }
    }
    writing.close()
    return items
  }

  private let markdown = ResultPart(.whole, "md")

  @Test(arguments: [1, 2, 3, 7, 1 << 16]) func piecesMakeNoDifference(size: Int) throws {
    let part = try #require(markdown)
    let bytes = Array(
      "opened 3\nresult whole md 8\n# a\n\nb\n\nsent 16\nanswer 2\n{}began 4\n".utf8)
    #expect(
      try items(bytes, inPiecesOf: size) == [
        .message(.opened(pages: 3)), .bytes(Array("# a\n\nb\n\n".utf8)[...], of: part),
        .message(.sent(16)), .answer(Array("{}".utf8)), .message(.began(page: 4)),
      ])
  }

  @Test func anEmptyResultIsOne() throws {
    let part = try #require(markdown)
    #expect(try items(Array("result whole md 0\n".utf8)) == [.bytes([], of: part)])
  }

  @Test(arguments: [
    "nonsense\n", "\n", "opened\n", "result whole md 1001\n", "result picture ../../x 1\n",
    "answer 1001\n", "answer 0\n", "answer -1\n", "convert {}\n", "skip 1 x\n", "seconds 1\n",
    "result whole md 99999999999999999999\n", "\u{0}\u{0}\u{0}\n",
  ])
  func whatMakesNoSenseEndsTheReading(line: String) throws {
    #expect(try items(Array("opened 1\n\(line)opened 2\n".utf8)).last == .nonsense)
  }

  @Test func linesHaveAnEnd() throws {
    let (reading, writing) = try Descriptor.pipe()
    defer { for end in [reading, writing] { end.close() } }
    var reader = AnswerReader(mostBytes: 1000)
    var found: AnswerReader.Item?
    for _ in 0..<1000 where found == nil {
      try writing.write([UInt8](repeating: 0x61, count: 1 << 15))
      _ = try reader.fill(from: reading)
      found = reader.next()
    }
    #expect(found == .nonsense)
  }
}
