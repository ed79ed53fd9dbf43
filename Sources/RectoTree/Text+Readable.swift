extension Text {
  /// The text as it is read without styles: formulas in Unicode, ruby in brackets, words for pictures.
  public var readable: String {
    var stretches = formulas.map { (start: $0.start, end: $0.end, text: $0.formula.plain) }
    stretches += spans.filter { $0.style.contains(.ruby) }.map { span in
      (span.start, span.end, "(" + slice(span.start, span.end) + ")")
    }
    stretches += spans.compactMap { span in
      script(of: span).map { (span.start, span.end, $0) }
    }
    stretches += pictures.map { ($0.start, $0.end, $0.alternate ?? "") }
    guard !stretches.isEmpty else { return string }
    stretches.sort { $0.start < $1.start }
    var result = ""
    var place: Int32 = 0
    for stretch in stretches where stretch.start >= place {
      result += slice(place, stretch.start) + stretch.text
      place = stretch.end
    }
    return result + slice(place, .max)
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
