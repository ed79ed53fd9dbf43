import RectoSystem
import Testing

/// Lines as they arrive in pieces.
@Suite struct LineBufferTests {
  @Test func aLastLineWithoutAnEndIsTakenOnceAndNothingFollows() throws {
    let ends = try Descriptor.pipe()
    defer { ends.reading.close() }
    var lines = LineBuffer()
    try ends.writing.write("one\ntwo")
    #expect(try lines.fill(from: ends.reading))
    #expect(lines.next() == "one")
    #expect(lines.next() == nil)
    ends.writing.close()
    #expect(try !lines.fill(from: ends.reading))
    #expect(lines.rest() == "two")
    #expect(lines.next() == nil && lines.rest() == nil && lines.count == 0)
  }
}
