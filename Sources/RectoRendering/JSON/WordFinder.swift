internal import RectoGeometry
internal import RectoTree

/// Leads a line's text back to its glyphs: words and characters with their boxes.
enum WordFinder {
  struct Word {
    var text: String
    var start: Int32
    var box: Box
    var characters: [Character]
  }

  struct Character {
    var text: String
    var glyph: Int32
    var box: Box
  }

  /// The words of a line. Blank glyphs and made spaces part them; dropped hyphens are left out.
  static func words(in text: Text, runs: [SourceRun], glyphs: [PlacedGlyph]) -> [Word] {
    var words: [Word] = []
    var current: Word?
    for run in runs {
      var place = run.start
      let step: Int32 = run.first <= run.last ? 1 : -1
      for index in stride(from: run.first, through: run.last, by: Int(step)) {
        guard glyphs.indices.contains(Int(index)) else { continue }
        let glyph = glyphs[Int(index)]
        if glyph.isBlank || glyph.length == 0 { continue }
        // Spaces of the text lie between glyphs, whether a glyph stands for them or not.
        var slice = text.slice(place, place + 1)
        while slice == " " || slice == "\n", place < run.end {
          if let word = current { words.append(word) }
          current = nil
          place += 1
          slice = text.slice(place, place + 1)
        }
        let end = place + Int32(glyph.length)
        guard end <= run.end else { continue }
        let own = String(text.slice(place, end))
        let character = Character(text: own, glyph: index, box: glyph.box)
        if current == nil || startsWord(text, place) {
          if let word = current { words.append(word) }
          current = Word(text: "", start: place, box: .empty, characters: [])
        }
        current?.text += own
        current?.box.formUnion(glyph.box)
        current?.characters.append(character)
        place = end
      }
    }
    if let word = current { words.append(word) }
    return words
  }

  private static func startsWord(_ text: Text, _ place: Int32) -> Bool {
    guard place > 0 else { return true }
    let before = text.slice(place - 1, place)
    return before == " " || before == "\n"
  }
}
