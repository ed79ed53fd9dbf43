internal import RectoGeometry

extension Text {
  /// Appends the next line, or the next part of a paragraph: with a space, without one where the
  /// writing has none, or closing a word that a hyphen divides. The hyphen's glyph is kept in the
  /// runs, and its line says that it was dropped.
  package mutating func join(_ next: Text) {
    guard !isEmpty else {
      self = next
      return
    }
    let tail = string.unicodeScalars.suffix(2)
    guard let last = tail.last, let first = next.string.unicodeScalars.first else {
      append(next)
      return
    }
    if dividesAddress(from: next) {
      append(next)
      return
    }
    let dividesWord = Self.isHyphen(last) && Self.isLetter(tail.first)
    if last == "\u{AD}", !Self.dividesSoftly(tail.first, before: first) {
      // It was drawn, and what stands around it is no divided word: `5-7`, `PDP-11`.
      hardenSoftHyphens()
      let goesOn = Self.isLetter(first) || first.properties.numericType != nil
      append(next, separator: goesOn ? "" : " ")
    } else if last == "\u{AD}" || dividesWord && first.properties.isLowercase {
      dropLast(UTF8.width(last))
      if !lines.isEmpty { lines[lines.count - 1].droppedHyphen = true }
      append(next)
    } else if dividesWord
      || Script.isIdeographic(last.value) && Script.isIdeographic(first.value)
    {
      append(next)
    } else {
      append(next, separator: " ")
    }
  }

  /// Whether the line ends inside an address that its link says whole.
  private func dividesAddress(from next: Text) -> Bool {
    guard let span = spans.last, Int(span.end) == string.utf8.count, let after = next.spans.first,
      after.start == 0, after.link == span.link, case .uri(let address) = span.link
    else { return false }
    let tail = string.split(separator: " ").last ?? ""
    let head = next.string.prefix { $0 != " " }
    return address.contains(tail + head)
  }

  /// Whether a soft hyphen between two characters divides a word.
  private static func dividesSoftly(
    _ before: Unicode.Scalar?, before after: Unicode.Scalar
  ) -> Bool {
    isLetter(before) && isLetter(after)
  }

  /// Writes the soft hyphens that are left as what they look like.
  package mutating func hardenSoftHyphens() {
    let soft = "\u{AD}".utf8.count
    let places = string.unicodeScalars.indices.filter { string.unicodeScalars[$0] == "\u{AD}" }
      .map { Int32(string.utf8.distance(from: string.startIndex, to: $0)) }
    guard !places.isEmpty else { return }
    let lost = Int32(soft - 1)
    func moved(_ offset: Int32) -> Int32 {
      offset - lost * Int32(places.count { $0 < offset })
    }
    string = String(
      String.UnicodeScalarView(string.unicodeScalars.map { $0 == "\u{AD}" ? "-" : $0 }))
    for i in spans.indices {
      (spans[i].start, spans[i].end) = (moved(spans[i].start), moved(spans[i].end))
    }
    for i in lines.indices {
      (lines[i].start, lines[i].end) = (moved(lines[i].start), moved(lines[i].end))
    }
    for i in runs.indices {
      (runs[i].start, runs[i].end) = (moved(runs[i].start), moved(runs[i].end))
    }
    for i in formulas.indices {
      (formulas[i].start, formulas[i].end) = (moved(formulas[i].start), moved(formulas[i].end))
    }
    for i in pictures.indices {
      (pictures[i].start, pictures[i].end) = (moved(pictures[i].start), moved(pictures[i].end))
    }
  }

  private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "-" || scalar == "\u{2010}"
  }

  private static func isLetter(_ scalar: Unicode.Scalar?) -> Bool {
    scalar?.properties.isAlphabetic ?? false
  }
}
