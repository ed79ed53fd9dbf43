internal import RectoGeometry
internal import RectoPages

/// What became of pictures of the document before, so that those drawn again are not read again.
struct SeenPictures {
  /// A picture in the file at a size on the page.
  struct Key: Hashable {
    private let object: Int
    private let width, height: Int
    private let languages: String

    /// `nil` for pictures that are not objects of the file, or have text of the page over them.
    init?(_ image: PlacedImage, _ box: Box, on page: SourcePage, languages: String = "") {
      guard image.object > 0, TextPictures.glyphs(over: box, on: page) == 0 else { return nil }
      object = image.object
      (width, height) = (Int(clamped: box.width.rounded()), Int(clamped: box.height.rounded()))
      self.languages = languages
    }
  }

  struct Seen {
    let reading: Reading
    let preparation: PagePreparation
    let dotsPerInch: Double
  }

  /// Readings keep their pictures, of some megabytes.
  private static let mostReadings = 4
  private static let mostPictures = 10_000

  private var letters: [Key: Int?] = [:]
  private var readings: [(key: Key, seen: Seen?)] = []

  /// How many letters of text a picture has, looked at only once.
  mutating func letters(in key: Key?, else look: () -> Int?) -> Int? {
    guard let key else { return look() }
    if let known = letters[key] { return known }
    let found = look()
    if letters.count < Self.mostPictures { letters[key] = .some(found) }
    return found
  }

  /// A picture's reading, made only once.
  mutating func reading(of key: Key?, else read: () -> Seen?) -> Seen? {
    guard let key else { return read() }
    if let known = readings.first(where: { $0.key == key }) { return known.seen }
    let seen = read()
    if readings.count == Self.mostReadings { readings.removeFirst() }
    readings.append((key, seen))
    return seen
  }
}
