import Leptonica
import RectoPages
import Testing

@testable import RectoOCR

/// A grey picture of shapes, with boxes for letters.
private struct DrawnPicture {
  let width: Int, height: Int
  var samples: [UInt8]
  private let paper: UInt8

  init(_ width: Int, _ height: Int, paper: UInt8 = 255) {
    (self.width, self.height, self.paper) = (width, height, paper)
    samples = Array(repeating: paper, count: width * height)
  }

  mutating func fill(_ x: Int, _ y: Int, _ w: Int, _ h: Int, _ tone: UInt8) {
    for row in max(0, y)..<min(height, y + h) {
      for column in max(0, x)..<min(width, x + w) { samples[row * width + column] = tone }
    }
  }

  /// So many letters of 6 x 12 pixels, in words of five.
  mutating func text(_ x: Int, _ y: Int, letters: Int, ink: UInt8 = 0) {
    for i in 0..<letters { fill(x + i * 8 + i / 5 * 5, y, 6, 12, ink) }
  }

  mutating func frame(_ x: Int, _ y: Int, _ w: Int, _ h: Int) {
    fill(x, y, w, 2, 0)
    fill(x, y + h - 2, w, 2, 0)
    fill(x, y, 2, h, 0)
    fill(x + w - 2, y, 2, h, 0)
  }

  /// A line that slopes.
  mutating func slope(_ x: Int, _ y: Int, _ length: Int, down: Double) {
    for i in 0..<length { fill(x + i, y + Int(Double(i) * down), 2, 3, 0) }
  }

  /// The picture light on dark.
  var turned: DrawnPicture {
    var result = self
    result.samples = samples.map { 255 - $0 }
    return result
  }

  var isRead: Bool {
    let raster = Raster(width: width, height: height, samples: samples, dotsPerInch: 150)
    let tones = PictureTones(raster)
    guard TextPictures.areOfPrint(tones),
      let picture = Picture(grey: samples, width: width, height: height)
    else { return false }
    return TextPictures.areRead(LetterRows(picture, tones: tones), scale: 72 / 150)
  }
}

/// Which pictures hold tables and texts that are read.
@Suite struct LetterRowTests {
  /// A table of cells of some letters; `draw` draws what is below them.
  private func table(
    rows: Int = 6, columns: Int = 4, _ draw: (inout DrawnPicture) -> Void = { _ in }
  ) -> DrawnPicture {
    var picture = DrawnPicture(columns * 150 + 20, rows * 30 + 20)
    draw(&picture)
    for row in 0..<rows {
      for column in 0..<columns {
        picture.text(20 + column * 150, 19 + row * 30, letters: 4 + (row + column) * 3 % 5)
      }
    }
    return picture
  }

  @Test func tablesAreRead() {
    #expect(table().isRead)
    #expect(table(rows: 4, columns: 2).isRead)
    #expect(table(rows: 20, columns: 3).isRead)
    // Light on dark, as in the dark looks of programs.
    #expect(table().turned.isRead)
  }

  @Test func rulesAndGroundsOfTablesAreNothingElse() {
    let grid = table { picture in
      for row in 0...6 { picture.fill(10, 10 + row * 30, 600, 2, 0) }
      for column in 0...4 { picture.fill(10 + column * 150, 10, 2, 182, 0) }
    }
    #expect(grid.isRead)
    let head = table { $0.fill(10, 10, 600, 28, 190) }
    #expect(head.isRead)
    let stripes = table { picture in
      for row in [1, 3, 5] { picture.fill(10, 10 + row * 30, 600, 30, 225) }
    }
    #expect(stripes.isRead)
  }

  @Test func cellsAlignedAtTheirEndsOrMiddlesAreCellsToo() {
    for share in [1, 2] {
      var picture = DrawnPicture(640, 220)
      for row in 0..<6 {
        for column in 0..<4 {
          let letters = 3 + (row * 7 + column * 5) % 6
          let end = 140 + column * 150
          picture.text(
            end - (letters * 8 + letters / 5 * 5) / share, 20 + row * 30, letters: letters)
        }
      }
      #expect(picture.isRead)
    }
  }

  @Test func linesOfWordsAreRead() {
    var prose = DrawnPicture(700, 120)
    for line in 0..<4 { prose.text(20, 15 + line * 24, letters: 60) }
    #expect(prose.isRead)
    // Lines of code are short and begin anywhere.
    var code = DrawnPicture(400, 260)
    for line in 0..<10 {
      code.text(20 + line * 37 % 100, 15 + line * 22, letters: 6 + line * 5 % 11)
    }
    #expect(code.isRead)
  }

  @Test func labelsOfDrawingsAreNotRead() {
    var diagram = DrawnPicture(700, 400)
    for (x, y, letters) in [
      (20, 20, 9), (320, 44, 14), (70, 150, 12), (470, 190, 8), (210, 310, 17),
    ] {
      diagram.frame(x, y, letters * 10 + 30, 40)
      diagram.text(x + 14, y + 14, letters: letters)
    }
    diagram.slope(120, 62, 200, down: 0.4)
    diagram.slope(200, 190, 250, down: 0.5)
    #expect(!diagram.isRead)
  }

  @Test func chartsWithAnAxisAreRead() {
    func chart(steps: Int, bars: Int) -> DrawnPicture {
      var chart = DrawnPicture(680, 420)
      for step in 0..<steps {
        let letters = 5 - step % 2
        chart.text(60 - letters * 8, 20 + step * 55, letters: letters)
      }
      for bar in 0..<bars {
        let height = bar * 61 % 250 + 60
        chart.fill(90 + bar * 95, 380 - height, 50, height, 60)
        chart.text(88 + bar * 95, 392, letters: 5)
      }
      chart.fill(70, 10, 3, 372, 0)
      chart.slope(80, 40, 400, down: 0.6)
      return chart
    }
    #expect(chart(steps: 6, bars: 3).isRead)
    #expect(chart(steps: 2, bars: 6).isRead)
    // Four labels in a row may be buttons.
    #expect(!chart(steps: 3, bars: 4).isRead)
  }

  @Test func listsOfDifferentWordsAreNoAxis() {
    var screen = DrawnPicture(600, 400)
    for (i, letters) in [4, 11, 7, 16, 5, 9].enumerated() {
      screen.fill(12, 20 + i * 60, 30, 30, 90)
      screen.slope(14, 22 + i * 60, 28, down: 0.9)
      screen.text(60 + i % 3 * 11, 29 + i * 60, letters: letters)
    }
    #expect(!screen.isRead)
  }

  @Test func screensScaledToThePageAreNotRead() {
    // The table from above at half its size: letters of 3 points.
    let table = self.table()
    let small = Picture(grey: table.samples, width: table.width, height: table.height)?
      .scaled(by: 0.5)
    guard let small else {
      Issue.record("the picture cannot be scaled")
      return
    }
    let raster = Raster(
      width: small.width, height: small.height, samples: small.samples, dotsPerInch: 150)
    let rows = LetterRows(small, tones: PictureTones(raster))
    #expect(rows.share > 0.9)
    #expect(!TextPictures.areRead(rows, scale: 72 / 150))
    #expect(TextPictures.areRead(rows, scale: 72 / 75))
  }

  @Test func dotsAreNoLetters() {
    var plot = DrawnPicture(500, 400)
    for i in 0..<200 { plot.fill(30 + i * 71 % 440, 20 + i * 53 % 360, 8, 8, 0) }
    #expect(!plot.isRead)
  }

  @Test func photographsAndEmptyPicturesAreNotRead() {
    var photograph = DrawnPicture(300, 300)
    for i in photograph.samples.indices {
      photograph.samples[i] = UInt8((i % 300 + i / 300 * 2 + i * 37 % 61) % 256)
    }
    #expect(!photograph.isRead)
    for paper in [UInt8](arrayLiteral: 0, 128, 255) {
      #expect(!DrawnPicture(300, 300, paper: paper).isRead)
    }
    #expect(!DrawnPicture(1, 1).isRead)
  }
}
