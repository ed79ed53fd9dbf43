internal import RectoGeometry
public import RectoTree

/// Ties footnotes to the raised marks in the text of their page.
///
/// A mark is a superscript that says what a note on the same page begins with. Both get the note's
/// name as their link; a note that nothing refers to keeps its mark as it is printed.
public struct FootnoteLinks: DocumentProcessor {
  public static let name = "footnote-links"

  private let earlier: TakenNames

  public init(after earlier: TakenNames = TakenNames()) { self.earlier = earlier }

  private struct Note {
    var block: Int
    var mark: Range<Int32>
    var name: String
    var isReferred = false
  }

  public func process(_ document: inout Document) {
    guard document.blocks.contains(where: Self.isNote) else { return }
    var notes: [Int: [String: Note]] = [:]
    var names = earlier.notes
    let calls = NoteCalls(document) { Self.isNote(document.blocks[$0]) }
    for (i, block) in document.blocks.enumerated() {
      guard case .footnote = block.content, let text = block.text,
        let mark = FootnoteMark(of: text, called: calls.labels(onPage: block.page))
          ?? FootnoteMark(of: text)
      else { continue }
      let label = mark.label
      guard notes[block.page]?[label] == nil else { continue }
      // Numbers that begin anew on each page are told apart by the page.
      var name = label.allSatisfy(\.isASCII) && label != "*" ? label : "note-\(names.count + 1)"
      if names.contains(name) { name += "-p\(block.page + 1)" }
      names.insert(name)
      notes[block.page, default: [:]][label] = Note(block: i, mark: mark.range, name: name)
    }
    guard !notes.isEmpty else { return }
    for i in document.blocks.indices {
      if Self.isNote(document.blocks[i]) { continue }
      document.blocks[i].mapTexts { text in refer(&text, to: &notes, by: calls) }
    }
    for i in document.furniture.indices {
      document.furniture[i].block.mapTexts { text in refer(&text, to: &notes, by: calls) }
    }
    for note in notes.values.flatMap(\.values) where note.isReferred {
      guard var text = document.blocks[note.block].text else { continue }
      text.link(note.mark, to: .note(note.name))
      document.blocks[note.block].text = text
      if case .footnote(var footnote) = document.blocks[note.block].content {
        footnote.name = note.name
        document.blocks[note.block].content = .footnote(footnote)
      }
    }
  }

  private static func isNote(_ block: Block) -> Bool {
    if case .footnote = block.content { true } else { false }
  }

  private func refer(
    _ text: inout Text, to notes: inout [Int: [String: Note]], by calls: NoteCalls
  ) {
    for (i, span) in text.spans.enumerated() {
      guard let (page, label) = calls.call(by: span, in: text),
        let place = [page, page + 1].first(where: { notes[$0]?[label] != nil }),
        let name = notes[place]?[label]?.name
      else { continue }
      text.setLink(.note(name), ofSpan: i)
      notes[place]?[label]?.isReferred = true
    }
  }
}
