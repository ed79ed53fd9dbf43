extension Text {
  /// The text as it is read without styles: formulas in Unicode, ruby in brackets.
  public var readable: String {
    var stretches = formulas.map { (start: $0.start, end: $0.end, text: $0.formula.plain) }
    stretches += spans.filter { $0.style.contains(.ruby) }.map { span in
      (span.start, span.end, "(" + slice(span.start, span.end) + ")")
    }
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
}
