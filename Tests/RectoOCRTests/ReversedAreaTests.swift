import Leptonica
import Testing

@testable import RectoOCR

/// A page of grey blocks for letters, 12 pixels wide and 20 high, with something dark in its midst.
@Suite struct ReversedAreaTests {
  private static let (width, height) = (600, 800)
  /// Where the dark thing is.
  private static let (top, bottom, left, right) = (300, 380, 100, 500)

  private static func page(_ tone: (_ x: Int, _ y: Int) -> UInt8?) throws -> Picture {
    var samples = [UInt8](repeating: 245, count: width * height)
    func letter(_ x: Int, _ y: Int) -> Bool { x % 20 < 12 && y % 40 < 20 }
    for y in 40..<760 {
      for x in 40..<560 {
        let isApart = y < top - 40 || y >= bottom + 40
        if isApart, letter(x, y) { samples[y * width + x] = 60 }
        if let tone = tone(x, y) { samples[y * width + x] = tone }
      }
    }
    return try #require(Picture(grey: samples, width: width, height: height))
  }

  private static func isInside(_ x: Int, _ y: Int) -> Bool {
    (top..<bottom).contains(y) && (left..<right).contains(x)
  }

  /// Two lines of letters on the ground.
  private static func isLetter(_ x: Int, _ y: Int) -> Bool {
    (left + 10..<right - 10).contains(x) && x % 20 < 12
      && ((310..<330).contains(y) || (345..<365).contains(y))
  }

  private static func areas(_ picture: Picture) -> ReversedAreas {
    ReversedAreas(in: picture, PictureFacts(picture))
  }

  @Test(arguments: [(0, 255), (40, 230), (90, 250), (113, 245), (150, 255)])
  func lightLettersBecomeDark(ground: UInt8, letters: UInt8) throws {
    let page = try Self.page { x, y in
      guard Self.isInside(x, y) else { return nil }
      return Self.isLetter(x, y) ? letters : ground
    }
    let found = Self.areas(page)
    #expect(found.areas.count == 1)
    let (before, after) = (page.samples, found.turned(page).samples)
    for y in 0..<Self.height {
      for x in 0..<Self.width {
        let i = y * Self.width + x
        if !Self.isInside(x, y) {
          #expect(after[i] == before[i], "\(x) \(y)")
        } else if Self.isLetter(x, y) ? after[i] > 20 : after[i] < 235 {
          Issue.record("\(x) \(y) is \(after[i])")
          return
        }
      }
    }
  }

  /// By up to two degrees, with a thin rule along all of the page on top and one that goes on below.
  @Test(arguments: [-35, -9, 0, 18, 35])
  func slantedAndRuledGroundsAreTurned(slope: Int) throws {
    let page = try Self.page { x, y in
      let slant = y + (x - 300) * slope / 1000
      if slant == Self.top || (Self.top..<Self.bottom + 30).contains(slant) && x == Self.left {
        return 30
      }
      guard Self.isInside(x, slant) else { return nil }
      return Self.isLetter(x, slant) ? 250 : 30
    }
    let found = Self.areas(page)
    #expect(found.areas.count == 1)
    #expect(Self.areas(found.turned(page)).areas.isEmpty)
  }

  /// Large letters with two holes, bars, frames, and what is of all shades.
  @Test(arguments: [
    "B", "H", "bar", "frame", "photograph", "disc", "stars", "specks", "thick frame",
  ])
  func otherDarkThingsStay(thing: String) throws {
    let page = try Self.page { x, y in
      guard Self.isInside(x, y) else { return nil }
      let (dx, dy) = (x - Self.left, y - Self.top)
      let isHole = (20..<60).contains(dx % 200) && (15..<32).contains(dy % 40)
      switch thing {
      case "B":
        guard dx < 80 else { return nil }
        let (a, b) = (abs(dy % 40 - 20), dx - 55)
        return isHole || b > 0 && a * a + b * b > 400 ? nil : 20
      case "H": return dx < 80 && (dx < 25 || dx > 55 || (30..<50).contains(dy)) ? 20 : nil
      case "bar": return 20
      case "frame":
        let isEdge = dx < 6 || dy < 6 || dx > 393 || dy > 73
        return isEdge ? 20 : Self.isLetter(x, y) ? 60 : nil
      case "stars":
        return (dx * 7 + dy / 30 * 131) % 97 < 12 && dy % 30 < 12 && dx % 90 < 12 ? 240 : 20
      case "specks":
        return Self.isLetter(x, y) && dx > 200 || (dx * dx + dy * 7 + dx * dy) % 11 == 0 ? 255 : 0
      case "thick frame":
        let isEdge = dx < 20 || dy < 20 || dx > 380 || dy > 60
        return isEdge || (30..<50).contains(dy) && dx % 20 < 12 ? 20 : 250
      case "photograph": return isHole ? 250 : UInt8(dx * 160 / 400)
      default:
        let (a, b) = (dx - 40, dy - 40)
        return a * a + b * b < 1600 && !isHole ? 20 : nil
      }
    }
    #expect(Self.areas(page).areas.isEmpty)
  }
}
