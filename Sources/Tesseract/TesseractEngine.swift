internal import CTesseract
public import Leptonica
internal import RectoGeometry
public import RectoPages
internal import RectoSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Why an engine could not be had.
public enum TesseractFailure: Error, Sendable {
  /// libtesseract is not installed.
  case noLibrary
  /// The trained data of these languages cannot be read.
  case noData(languages: String)
}

/// A Tesseract engine with its languages loaded. It belongs to the thread that made it.
@safe public final class TesseractEngine {
  /// How the picture is cut into lines: the numbers of Tesseract's page segmentation modes.
  public enum Segmentation: Int32, Sendable {
    case page = 3
    case vertical = 5
    case block = 6
    case line = 7
    case sparse = 11
  }

  private let library: TesseractLibrary
  private let engine: OpaquePointer

  /// `languages` as Tesseract names them, joined by `+`; `osd` finds orientation and script only.
  public init(languages: String, dataFolder: String?) throws(TesseractFailure) {
    guard let library = TesseractLibrary.shared, let engine = unsafe library.create() else {
      throw .noLibrary
    }
    self.library = library
    unsafe self.engine = engine
    // Only the orientation data is of the older kind.
    let kind: Int32 = languages == "osd" ? 0 : 1
    let status =
      if let dataFolder {
        unsafe dataFolder.withCString { unsafe library.initialise(engine, $0, languages, kind) }
      } else { unsafe library.initialise(engine, nil, languages, kind) }
    guard status == 0 else { throw .noData(languages: languages) }
    // Of several, Tesseract is content with one.
    let lacking = Self.codes(languages).subtracting(unsafe Self.loaded(library, engine))
    guard lacking.isEmpty else {
      throw .noData(languages: lacking.sorted().joined(separator: "+"))
    }
    // Messages such as "Empty page!!" would go to standard error.
    unsafe _ = library.setVariable(engine, "debug_file", "/dev/null")
    // Else the vertical models put a blank after every character.
    if languages.contains("_vert") {
      unsafe _ = library.setVariable(engine, "preserve_interword_spaces", "1")
    }
  }

  deinit {
    unsafe library.end(engine)
    unsafe library.clearDictionaries(engine)
    unsafe library.delete(engine)
    Heap.trim()
  }

  private static func codes(_ languages: String) -> Set<String> {
    Set(languages.split(separator: "+").map(String.init))
  }

  private static func loaded(_ library: TesseractLibrary, _ engine: OpaquePointer) -> Set<String> {
    guard let names = unsafe library.loadedLanguages(engine) else { return [] }
    defer { unsafe library.deleteTexts(names) }
    var result: Set<String> = []
    var place = unsafe names
    while let name = unsafe place.pointee {
      unsafe result.insert(String(cString: name))
      unsafe place += 1
    }
    return result
  }

  public static var version: String? {
    guard let library = TesseractLibrary.shared, let text = unsafe library.version() else {
      return nil
    }
    return unsafe String(cString: text)
  }

  /// The lines of a picture; what was read so far when `seconds` of work are over.
  public func lines(
    of picture: Picture, segmentation: Segmentation, dotsPerInch: Int, seconds: Double
  ) -> [RecognisedLine] {
    library.setParallelLevels?(0)
    unsafe library.setMode(engine, segmentation.rawValue)
    unsafe library.setImage(engine, picture.handle)
    unsafe library.setResolution(engine, Int32(dotsPerInch))
    defer { unsafe library.clear(engine) }
    let monitor = unsafe library.createMonitor()
    defer { if let monitor = unsafe monitor { unsafe library.deleteMonitor(monitor) } }
    // Tesseract's own deadline is one of the clock. That of the work is asked for between words.
    var end = Deadline(after: seconds, of: .thread)
    unsafe withUnsafeMutablePointer(to: &end) { end in
      if let monitor = unsafe monitor {
        let wall = min(seconds * Deadline.patience, 1e6)
        unsafe library.setDeadline(monitor, Int32(clamped: wall * 1000))
        unsafe library.setCancelled(monitor, UnsafeMutableRawPointer(end))
        unsafe library.setCancel(monitor) { context, _ in
          unsafe context?.assumingMemoryBound(to: Deadline.self).pointee.hasPassed ?? false
        }
      }
      unsafe _ = library.recognise(engine, monitor)
    }
    guard let iterator = unsafe library.iterator(engine) else { return [] }
    defer { unsafe library.deleteIterator(iterator) }
    return unsafe lines(from: iterator)
  }

  /// Levels of the iterator: blocks, paragraphs, lines, words, symbols.
  private enum Level {
    static let line: Int32 = 2
    static let word: Int32 = 3
    static let symbol: Int32 = 4
  }

  private func lines(from iterator: OpaquePointer) -> [RecognisedLine] {
    guard let place = unsafe library.pageIterator(iterator) else { return [] }
    var lines: [RecognisedLine] = []
    repeat {
      // Words that had not been read when the time was over may have no symbols: asking for the text of
      // one that is not there ends the process, asking for its place does not.
      guard let box = unsafe box(place, Level.symbol),
        let text = unsafe take(library.text(iterator, Level.symbol)), !text.isEmpty
      else { continue }
      if unsafe library.isAtBeginning(place, Level.line) != 0 || lines.isEmpty {
        var direction: (UInt32, UInt32, UInt32, Float) = (0, 0, 0, 0)
        unsafe library.orientation(
          place, &direction.0, &direction.1, &direction.2, &direction.3)
        lines.append(
          RecognisedLine(
            words: [], box: unsafe self.box(place, Level.line) ?? box,
            isVertical: direction.1 == 2))
      }
      let last = lines.count - 1
      if unsafe library.isAtBeginning(place, Level.word) != 0 || lines[last].words.isEmpty {
        lines[last].words.append(
          RecognisedLine.Word(
            symbols: [], box: unsafe self.box(place, Level.word) ?? box,
            confidence: unsafe library.confidence(iterator, Level.word),
            isKnown: unsafe library.isFromDictionary(iterator) != 0))
      }
      let word = lines[last].words.count - 1
      lines[last].words[word].symbols.append(RecognisedLine.Symbol(text: text, box: box))
    } while unsafe library.next(iterator, Level.symbol) != 0
    // Rules and pictures come as words that are a single blank.
    for i in lines.indices {
      if lines[i].isVertical { lines[i].spreadDown() } else { lines[i].partWords() }
      lines[i].words.removeAll { word in word.symbols.allSatisfy { $0.text == " " } }
    }
    return lines.filter { !$0.words.isEmpty }
  }

  private func box(_ place: OpaquePointer, _ level: Int32) -> RectoGeometry.Box? {
    var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    guard unsafe library.box(place, level, &left, &top, &right, &bottom) != 0 else { return nil }
    return RectoGeometry.Box(x0: Float(left), y0: Float(top), x1: Float(right), y1: Float(bottom))
  }

  private func take(_ text: UnsafeMutablePointer<CChar>?) -> String? {
    guard let text = unsafe text else { return nil }
    defer { unsafe library.deleteText(text) }
    return unsafe String(cString: text)
  }

  /// How a picture is turned and in which script it is written.
  public struct Orientation: Sendable {
    /// By how many degrees clockwise it has to be turned to stand upright: 0, 90, 180, 270.
    public var degrees: Int
    public var confidence: Float
    /// The script by Tesseract's name, such as `Latin`, `Han`.
    public var script: String
    public var scriptConfidence: Float
  }

  /// Orientation and script, of an engine made with `osd`; `nil` if there is too little to tell.
  public func orientation(of picture: Picture, dotsPerInch: Int) -> Orientation? {
    library.setParallelLevels?(0)
    unsafe library.setMode(engine, 0)
    unsafe library.setImage(engine, picture.handle)
    unsafe library.setResolution(engine, Int32(dotsPerInch))
    defer { unsafe library.clear(engine) }
    var degrees: Int32 = 0
    var (confidence, scriptConfidence): (Float, Float) = (0, 0)
    var script: UnsafePointer<CChar>?
    // Scripts whose letters hang together have fewer shapes than the usual 50.
    for fewest in ["50", "10"] {
      unsafe _ = library.setVariable(engine, "min_characters_to_try", fewest)
      let found = unsafe library.detectOrientation(
        engine, &degrees, &confidence, &script, &scriptConfidence)
      if found != 0 { break }
      if fewest == "10" { return nil }
    }
    return Orientation(
      degrees: (360 - Int(degrees)) % 360, confidence: confidence,
      script: unsafe script.map { unsafe String(cString: $0) } ?? "",
      scriptConfidence: scriptConfidence)
  }
}
