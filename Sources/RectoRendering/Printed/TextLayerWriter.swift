internal import RectoGeometry
public import RectoTree

/// The recognised words of a page as invisible text of a PDF, each over its place in the picture.
public struct TextLayerWriter {
  private let document: Document

  public init(_ document: Document) { self.document = document }

  /// What share of a word's box stands below its baseline.
  private static let descent: Float = 0.2
  /// The width of every letter of the font, in ems.
  private static let advance: Float = 0.5

  /// Operators that draw a page's words with the font `/RectoText`, in a space with the origin at the
  /// upper left corner of the page as shown, in points; `nil` if nothing was recognised.
  public func operators(for page: Document.Page) -> String? {
    let firstRecognised = page.firstRecognised
    guard !page.confidences.isEmpty else { return nil }
    var result = ""
    document.forEachInOrder { block, _ in
      block.forEachText { text in
        for (i, line) in text.lines.enumerated() where Int(line.page) == page.index {
          for word in WordFinder.words(in: text, runs: text.runs(ofLine: i), glyphs: page.glyphs)
          where word.characters.first.map({ Int($0.glyph) >= firstRecognised }) ?? false {
            result += Self.operators(for: word, turn: block.turn, frame: page.frame)
          }
        }
      }
    }
    return result.isEmpty ? nil : "BT\n3 Tr\n" + result + "ET\n"
  }

  private static func operators(for word: WordFinder.Word, turn: Turn, frame: Projection) -> String
  {
    let upright = turn.upright(word.box)
    let units = [UInt16](word.text.utf16)
    let baseline = upright.y1 - descent * upright.height
    guard upright.width > 0, upright.height > 0, !units.isEmpty else { return "" }
    // Pages may lie askew in the file.
    let left = frame(turn.page(Point(upright.x0, baseline)))
    let right = frame(turn.page(Point(upright.x1, baseline)))
    let length = (right - left).length
    guard length > 0 else { return "" }
    let size = upright.height * length / upright.width
    // Letters of scripts that are read from the right follow each other to the left.
    let isReversed = word.text.unicodeScalars.contains { Script.isRightToLeft($0.value) }
    let start = isReversed ? right : left
    let sign: Float = isReversed ? -1 : 1
    let (x, y) = ((right.x - left.x) / length, (right.y - left.y) / length)
    let stretch = 100 * length / (advance * Float(units.count) * size)
    let codes = (units + [0x20]).map { hex($0) }.joined()
    let numbers = [sign * x, sign * y, y, -x, start.x, start.y].map { decimal($0) }
    return "/RectoText \(decimal(size)) Tf \(decimal(stretch)) Tz "
      + numbers.joined(separator: " ") + " Tm <\(codes)> Tj\n"
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// A number with at most four decimals, without an exponent.
  private static func decimal(_ value: Float) -> String {
    guard value.isFinite, abs(value) < 1e7 else { return "0" }
    let scaled = Int(exactly: (Double(abs(value)) * 10_000).rounded()) ?? 0
    let fraction = String(scaled % 10_000 + 10_000).dropFirst()
    return (value < 0 && scaled > 0 ? "-" : "") + "\(scaled / 10_000).\(fraction)"
  }
}
