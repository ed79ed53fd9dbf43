public import RectoGeometry

/// Something about a document that its reader should know, tied to its place.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: String, Sendable, Codable, CaseIterable {
    case note, warning, error
  }

  /// What kind of thing it is. The raw values are stable: programs filter by them.
  public enum Code: String, Sendable, Codable, CaseIterable {
    /// The page could not be interpreted at all.
    case pageFailed = "page-failed"
    /// A limit on objects or time was met; the rest of the page is missing.
    case pageCutShort = "page-cut-short"
    /// The page was left out: it stopped an earlier attempt, or there was no time left for it.
    case pageSkipped = "page-skipped"
    /// Pages beyond a limit were left out.
    case documentCutShort = "document-cut-short"
    /// Glyphs whose Unicode value is not known: their font has no trustworthy map.
    case unmappedGlyphs = "unmapped-glyphs"
    /// The page has pictures but no text: its text would have to be recognised.
    case noTextLayer = "no-text-layer"
    /// The file was damaged and had to be repaired while reading.
    case repaired = "repaired"
    /// Form fields refer to themselves and were left out.
    case formLoop = "form-loop"
    /// A figure could not be rendered; its text is there, its picture is not.
    case pictureFailed = "picture-failed"
    /// The picture of a figure was left out: rendering it stopped an earlier attempt, or there was no
    /// time left for it.
    case pictureSkipped = "picture-skipped"
    /// Trained data or the recogniser itself is not installed.
    case missingLanguage = "missing-language"
    /// A page could not be recognised.
    case recognitionFailed = "recognition-failed"
    /// Pictures of text on pages of text were left out, as reading them would have taken too long.
    case picturesUnread = "pictures-unread"
    /// A page was recognised.
    case recognised = "recognised"
    /// A page was recognised, but badly.
    case lowQuality = "low-quality"
    /// The document has none of the pages that were asked for, or not one that was named.
    case noSuchPage = "no-such-page"
    /// Whoever asked for the conversion wants it no longer.
    case cancelled
    /// Only tables were asked for, and there is none.
    case noTable = "no-table"
    /// The text layer holds text that no reader sees.
    case hiddenText = "hidden-text"
    /// JSON has what only a newer version knows, which is left out.
    case newerSchema = "newer-schema"
    /// JSON has links to what is not there.
    case linkLost = "link-lost"
    /// Options were given that mean nothing for the document.
    case optionUnused = "option-unused"
  }

  public var code: Code
  public var severity: Severity
  /// The page from 0; `nil` for the whole document.
  public var page: Int?
  public var box: Box?
  public var summary: String

  public init(
    _ code: Code, _ severity: Severity, page: Int? = nil, box: Box? = nil, _ summary: String
  ) {
    self.code = code
    self.severity = severity
    self.page = page
    self.box = box
    self.summary = summary
  }
}
