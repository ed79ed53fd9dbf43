internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoPages

/// Whether a page's text layer says what the page shows.
enum TextLayerVerdict: Equatable {
  case trusted
  /// An invisible layer over a picture that reads like text.
  case transcript
  /// One that says which words there are, and little more: made to be searched, not read.
  case poorTranscript
  /// It has to be recognised.
  case missing(String)
  /// It is there, but what these lines of it say cannot be what the page shows.
  case doubtful(String, [LayerLine])

  /// Whether the page is one of text, where pictures are read by themselves.
  var isOfText: Bool {
    switch self {
    case .trusted, .doubtful: true
    case .transcript, .poorTranscript, .missing: false
    }
  }

  /// As the page keeps it.
  var summary: TextLayer {
    switch self {
    case .trusted: TextLayer(.trusted)
    case .transcript: TextLayer(.transcript, reason: "an invisible text layer over a picture")
    case .poorTranscript:
      TextLayer(.doubtful, reason: "an invisible text layer with hardly any punctuation")
    case .missing(let reason): TextLayer(.missing, reason: reason)
    case .doubtful(let reason, _): TextLayer(.doubtful, reason: reason)
    }
  }

  /// Fewer visible glyphs than this are page numbers and stamps of what is otherwise a picture.
  static let fewGlyphs = 12
  /// A picture that covers so much of the page is a scan of it, with up to `stampGlyphs` over it.
  static let scanCover: Float = 0.6
  static let stampGlyphs = 150
  /// With few glyphs, pictures that cover this much of the page may hold its text.
  static let pictureCover: Float = 0.2
  /// So many curved paths without glyphs are letters drawn as outlines.
  static let outlines = 150

  init(_ page: SourcePage, layer: OCROptions.Layer) {
    var (visible, invisible) = (0, 0)
    var invisibleText = String.UnicodeScalarView()
    let transcript = TranscriptText(of: page)
    for (i, glyph) in page.glyphs.enumerated() {
      if transcript.contains(glyph, at: i) {
        page.appendText(of: glyph, to: &invisibleText)
        if !glyph.isBlank { invisible += 1 }
      } else if !glyph.isBlank, glyph.flags.isDisjoint(with: [.clipped, .softMask]),
        glyph.colour >> 24 != 0
      {
        visible += 1
      }
    }
    let areas = page.images.map { $0.box.intersection(page.box).area }
    let largest = (areas.max() ?? 0) / max(page.box.area, 1)
    let cover = min(1, areas.reduce(0, +) / max(page.box.area, 1))
    let isScan = largest >= Self.scanCover && visible < Self.stampGlyphs
    let isPicture = visible < Self.fewGlyphs && cover >= Self.pictureCover
    if isScan || isPicture {
      if layer == .keep, invisible > 3 * visible, invisible >= Self.fewGlyphs,
        Self.reads(invisibleText)
      {
        self = Self.isPunctuated(invisibleText) ? .transcript : .poorTranscript
      } else {
        self = .missing(invisible > 0 ? "its invisible text layer is not used" : "no text layer")
      }
    } else if visible == 0, page.drawings.count(where: \.isFreeform) >= Self.outlines {
      self = .missing("text drawn as outlines")
    } else {
      self = Self.judged(LayerLine.lines(of: page), of: page)
    }
  }

  /// A layer by its lines: those that are implausible, or all if most are. What is set in fonts that say
  /// elsewhere what they show is not in doubt.
  private static func judged(_ all: [LayerLine], of source: SourcePage) -> TextLayerVerdict {
    let implausible = all.filter { $0.isImplausible || $0.isMoved(on: source) }
    let page = LayerLine(all)
    // Not one glyph that says what it is, however few there are.
    let isMute = page.inked > 0 && page.unmapped == page.inked
    if implausible.isEmpty, !page.isImplausible, !isMute { return .trusted }
    let evidence = MapEvidence(all, on: source)
    let lines = all.filter { $0.pairs.isPlain || !evidence.vouches(for: $0, on: source) }
    let kept = Set(lines.map(\.range))
    let wrong = implausible.filter { kept.contains($0.range) }
    let whole = LayerLine(lines)
    let part = LayerLine(wrong)
    if whole.isImplausible || isMute || 2 * part.inked > whole.inked {
      return .doubtful("its \(whole.complaint): the fonts' character maps may be wrong", lines)
    }
    if wrong.isEmpty { return .trusted }
    // Shorter ones tell less by themselves, figures nothing; fonts are seldom wrong in one line only.
    let fonts = Set(wrong.flatMap { $0.fonts(on: source) })
    let doubtful = lines.filter { line in
      line.isTelling
        || !line.pairs.isPlain && !fonts.isDisjoint(with: line.fonts(on: source))
    }
    return .doubtful(
      "of \(wrong.count) of its \(lines.count) lines, the \(part.complaint)", doubtful)
  }

  /// Texts of at least so many letters with case have at least one mark of punctuation in so many
  /// letters: prose has one in thirty, tables and indexes more. Layers made for search have none.
  private static let tellingLetters = 400
  private static let lettersPerMark = 300

  private static func isPunctuated(_ text: String.UnicodeScalarView) -> Bool {
    var (letters, marks) = (0, 0)
    for scalar in text where !scalar.properties.isWhitespace {
      if scalar.properties.isCased { letters += 1 }
      // Hyphens at the ends of lines are in such layers, too.
      if scalar.properties.generalCategory == .otherPunctuation { marks += 1 }
    }
    return letters < tellingLetters || marks * lettersPerMark >= letters
  }

  private static func isPrivate(_ scalar: UInt32) -> Bool {
    scalar == 0xFFFD || (0xE000...0xF8FF).contains(scalar) || (1...8).contains(scalar)
      || (0x0E...0x1F).contains(scalar)
  }

  /// Whether a layer's characters look like writing: mostly letters, in words of usual length.
  private static func reads(_ text: String.UnicodeScalarView) -> Bool {
    var (letters, others, bad) = (0, 0, 0)
    for scalar in text where !scalar.properties.isWhitespace {
      if isPrivate(scalar.value) {
        bad += 1
      } else if scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) {
        letters += 1
      } else {
        others += 1
      }
    }
    return bad * 20 < letters && others * 2 < letters
  }
}
