internal import RectoGeometry
internal import RectoPages

/// Mends the places that Tesseract gives to words and symbols.
extension RecognisedLine {
  /// Takes words out of their neighbours: where Tesseract is not sure of a letter's place, its box may
  /// reach over the words that follow.
  mutating func partWords() {
    guard let first = words.first, let last = words.last else { return }
    let runsLeft = last.box.midX < first.box.midX
    for (i, j) in zip(words.indices, words.indices.dropFirst()) {
      let (left, right) = runsLeft ? (j, i) : (i, j)
      let (a, b) = (words[left].box, words[right].box)
      if a.x1 > b.midX, a.x0 < b.x0 {
        words[left].clip(to: a.x0...b.x0)
      } else if b.x0 < a.midX, b.x1 > a.x1 {
        words[right].clip(to: a.x1...b.x1)
      }
    }
  }

  /// Spreads the symbols of each word of a line that runs down evenly over the word: the places that
  /// Tesseract gives for them are turned into those of another picture.
  mutating func spreadDown() {
    for i in words.indices {
      let box = words[i].box
      let height = box.height / Float(words[i].symbols.count)
      for j in words[i].symbols.indices {
        words[i].symbols[j].box = box
        words[i].symbols[j].box.y0 = box.y0 + Float(j) * height
        words[i].symbols[j].box.y1 = box.y0 + Float(j + 1) * height
      }
    }
  }
}

extension RecognisedLine.Word {
  /// Cuts its boxes off where they reach beyond a range from left to right.
  fileprivate mutating func clip(to range: ClosedRange<Float>) {
    func clip(_ box: inout RectoGeometry.Box) {
      box.x0 = min(max(box.x0, range.lowerBound), range.upperBound)
      box.x1 = min(max(box.x1, range.lowerBound), range.upperBound)
    }
    clip(&box)
    for i in symbols.indices { clip(&symbols[i].box) }
  }
}
