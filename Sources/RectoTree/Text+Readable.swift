extension Text {
  /// What is read in place of a range of a text.
  package struct Reading {
    package var range: Range<Int32>
    package var text: String
  }

  /// The text as it is read without styles: formulas in Unicode, ruby in brackets, words for pictures.
  public var readable: String {
    let readings = readings
    guard !readings.isEmpty else { return string }
    var result = ""
    var place: Int32 = 0
    for reading in readings where reading.range.lowerBound >= place {
      result += slice(place, reading.range.lowerBound) + reading.text
      place = reading.range.upperBound
    }
    return result + slice(place, .max)
  }

  /// What is read otherwise than it is printed, in order; the first counts where two overlap.
  package var readings: [Reading] {
    func reading(_ start: Int32, _ end: Int32, _ text: String) -> Reading {
      Reading(range: start..<max(start, end), text: text)
    }
    var readings = formulas.map { reading($0.start, $0.end, $0.formula.plain) }
    readings += spans.filter { $0.style.contains(.ruby) }.map { span in
      reading(span.start, span.end, "(" + slice(span.start, span.end) + ")")
    }
    readings += spans.compactMap { span in
      script(of: span).map { reading(span.start, span.end, $0) }
    }
    readings += pictures.map { reading($0.start, $0.end, $0.alternate ?? "") }
    return readings.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Raised figures behind a letter or a figure, and lowered ones behind a figure, in Unicode's own
  /// characters: they must not become part of a number. `nil` for all other spans.
  private func script(of span: Span) -> String? {
    let isRaised = span.style.contains(.superscript)
    guard isRaised || span.style.contains(.subscript),
      let before = slice(0, span.start).unicodeScalars.last
    else { return nil }
    let isFigure = before.properties.numericType != nil
    guard isFigure || isRaised && before.properties.isAlphabetic else { return nil }
    let forms = isRaised ? UnicodeScripts.superscripts : UnicodeScripts.subscripts
    let own = slice(span.start, span.end)
    guard own.contains(where: \.isNumber) else { return nil }
    return String(own.map { $0.isLetter ? $0 : forms[$0] ?? $0 })
  }
}
