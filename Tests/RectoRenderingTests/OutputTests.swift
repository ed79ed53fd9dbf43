import RectoTree
import Testing

@testable import RectoRendering

/// What is written, and what is remembered of it.
@Suite struct OutputTests {
  /// What each mark says, as the output has it and as the text does.
  private func told(_ output: Output) -> [String] {
    (output.marks ?? []).map { mark in
      let own = String(decoding: output.bytes[mark.bytes], as: UTF8.self)
      let text = output.sources[mark.source].text
        .slice(mark.text.lowerBound, mark.text.upperBound)
      return mark.isStandIn ? "\(own) for \(text)" : own == text ? own : "\(own) as \(text)"
    }
  }

  @Test func marksAreSlicesOfTheTextAndMarkupIsNone() {
    var output = Output(isMapped: true)
    let text = output.begin(Text("one two"))
    output.markup("**")
    output.text(text[0..<3])
    output.markup("**")
    output.text(text[from: 3])
    output.standIn(for: 0..<3) { $0.markup("!") }
    #expect(output.string == "**one** two!")
    #expect(told(output) == ["one", " two", "! for one"])
    var plain = Output()
    plain.text(plain.begin(Text("one")))
    #expect(plain.string == "one" && plain.marks == nil && plain.sources.isEmpty)
  }

  @Test func linesBeginWithWhatIsAroundThem() {
    var output = Output(isMapped: true)
    output.lines(after: "> ") { output in
      output.markup("- ")
      output.indented(by: 2) { output in
        output.text(output.begin(Text("a\nb\n\nc")))
        output.markup("\n\n")
        output.lines(after: "> ") { $0.text($0.begin(Text("d\n"))) }
      }
    }
    output.markup("\ne")
    #expect(output.string == "> - a\n>   b\n>\n>   c\n>\n>   > d\n>   >\ne")
    #expect(told(output) == ["a", "b", "c", "d"])
  }

  @Test func whatIsEmptyHasNoSeparator() {
    var output = Output()
    output.joined(["", "a", "", "b", ""], by: ", ") { $1.markup($0) }
    output.item(after: "; ") { _ in }
    output.joined(["c", "", "d"], by: "-", keepingEmpty: true) { $1.markup($0) }
    #expect(output.string == "a, bc--d")
  }

  @Test func marksFollowWhatIsPutInAndTakenOut() {
    var output = Output(isMapped: true)
    let text = output.begin(Text("  12. x  "))
    output.markup("# ")
    let start = output.following { $0.text(text) }
    output.trim(from: start ?? 0)
    output.insert("\\", at: 4, isEscape: true)
    #expect(output.string == "# 12\\. x")
    #expect(told(output) == ["12", ". x"])
    #expect(output.marks?.map(\.isEscaped) == [false, true])
    output.takeBack(to: 6)
    output.insert("[", at: 2)
    #expect(output.string == "# [12\\.")
    #expect(told(output) == ["12", "."])
    output.replace(3..<4, with: "one")
    #expect(output.string == "# [one2\\.")
    #expect(told(output) == ["2", "."])
  }

  @Test func blanksAtTheStartOfALineAreDropped() {
    var output = Output(isMapped: true)
    output.line { output in
      let text = output.begin(Text(" \t- x"))
      output.text(text[0..<1])
      output.text(text[from: 1])
    }
    #expect(output.string == "\\- x")
    #expect(told(output) == ["- x"])
    output = Output()
    output.lines(after: "> ") { $0.line { $0.markup("  ") } }
    #expect(output.string == ">")
  }

  @Test func escapesBelongToWhatTheyStandBefore() {
    var output = Output(isMapped: true)
    let text = output.begin(Text("a_b`c"))
    MarkdownEscaping.write(text, next: "*", to: &output)
    #expect(output.string == "a_b\\`c")
    #expect(told(output) == ["a_b", "`c"])
    #expect(output.marks?.map(\.isEscaped) == [false, true])
    output = Output(isMapped: true)
    HTMLEscaping.write(output.begin(Text("a<\u{1}\nb")), lineFeed: "<br>", to: &output)
    #expect(output.string == "a&lt;<br>b")
    #expect(told(output) == ["a", "&lt; as <", "<br> as \n", "b"])
  }

  @Test func whatIsPutBeforeAnEscapePartsWhatItEscapes() {
    var output = Output(isMapped: true)
    let text = output.begin(Text("a[b"))
    output.text(text[0..<1])
    let start = output.following { output in
      output.escape("\\")
      output.text(text[from: 1])
    }
    #expect(output.marks?.map(\.isEscaped) == [false, true])
    output.insert("**", at: start ?? 0)
    #expect(output.string == "a**\\[b")
    #expect(output.marks?.map(\.isEscaped) == [false, false])
  }

  @Test func whatIsWrittenApartKeepsItsMarks() {
    var output = Output(isMapped: true)
    _ = output.begin(Text("outer"))
    output.lines(after: "> ") { output in
      var inner = output.apart()
      inner.markup("<p>")
      inner.text(inner.begin(Text("a\n \nb")))
      inner.replaceEmptyLines()
      output.append(inner)
    }
    #expect(output.string == "> <p>a&#10; \n> b")
    #expect(told(output) == ["a", " ", "b"])
  }

  @Test func isHandedOverInPiecesWithNothingLost() throws {
    var pieces: [[UInt8]] = []
    var output = Output { pieces.append($0) }
    for _ in 0..<20 {
      output.markup(String(repeating: "x", count: 10_000))
      try output.passOn()
    }
    try output.finish()
    #expect(pieces.count > 1)
    #expect(pieces.joined().count == 200_000)
  }
}
