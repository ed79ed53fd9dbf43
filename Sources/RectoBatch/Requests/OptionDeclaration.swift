internal import Recto
internal import RectoGeometry
internal import RectoOCR
internal import RectoRendering

/// An option of a conversion, declared once: the command line, its help and manual pages, completions,
/// configuration files and requests have its name, its values and its default from here.
public struct OptionDeclaration: Sendable {
  /// What a value of it is.
  public enum Kind: Sendable, Equatable {
    /// One of these, or several of them with commas between; with a remark on what each means.
    case choice([Choice])
    /// A name of a folder, or of a file.
    case folder, file
    case text
    /// Nothing: it is given or not.
    case flag
  }

  public struct Choice: Sendable, Equatable {
    public var name: String
    var remark: String?
  }

  /// As on the command line, and in JSON: `page-breaks`.
  public let name: String
  /// Its one letter: `p`.
  public let letter: Character?
  /// What its value is called in help: `seconds`.
  public let valueName: String?
  public let kind: Kind
  /// What it decides, without its values.
  private let summary: String
  /// What is in force where nothing is said.
  private let standard: String?

  private init(
    _ name: String, _ letter: Character? = nil, _ valueName: String? = nil, _ kind: Kind = .text,
    _ summary: String
  ) {
    (self.name, self.letter, self.kind, self.summary) = (name, letter, kind, summary)
    self.valueName = valueName
    standard = OptionValues.defaults.value(of: name)
  }

  /// What it decides, its values and its default, as one sentence.
  public var help: String {
    guard case .choice(let choices) = kind else {
      return summary + (standard.map { " (default: \($0))" } ?? "") + "."
    }
    let values = choices.map { choice in
      let remarks = [choice.name == standard ? "default" : nil, choice.remark].compactMap(\.self)
      return choice.name + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))")
    }
    let last = values.last ?? ""
    return "\(summary): \(values.dropLast().joined(separator: ", ")) or \(last)."
  }

  /// All options that are declared.
  public static let all = [
    to, pages, furniture, emphasis, include, without, images, imageResolution, tables, math,
    chunkSize, chunkUnit, chunkOverlap, chunkContext, tokenizer, pageBreaks, sourceMap, words,
    chars, ocr, languages, tessdata, ocrLayer, ocrImages, ocrBudget,
    jobs,
    timeout, pageTimeout, maxMemory, maxPages, maxPixels,
  ]

  private static func choice<Value: RawRepresentable & CaseIterable>(
    _ type: Value.Type, _ remarks: [String: String] = [:]
  ) -> Kind where Value.RawValue == String {
    .choice(type.allCases.map { Choice(name: $0.rawValue, remark: remarks[$0.rawValue]) })
  }
}

// What is written.
extension OptionDeclaration {
  public static let to = OptionDeclaration(
    "to", "t", "format",
    choice(
      OutputFormat.self,
      [
        "jsonl": "page by page, alone",
        "chunks": "parts that keep to a budget, as JSON Lines",
        "chunks-md": "the same to be read",
        "pdf": "the original with its recognised words to be found and copied",
      ]),
    "The output format; several as md,html")
  public static let pages = OptionDeclaration(
    "pages", "p", "pages", .text,
    "The pages, from 1, as 1,3-5,8-,-1,odd: -1 is the last, ranges end with the document, and the "
      + "document's order stays")
  public static let furniture = OptionDeclaration(
    "furniture", nil, nil, choice(RenderingOptions.Furniture.self),
    "Running headers, footers and page numbers")
  public static let emphasis = OptionDeclaration(
    "emphasis", nil, nil, choice(RenderingOptions.Emphasis.self),
    "Bold, italic, code, super- and subscript, links within the document")
  public static let include = OptionDeclaration(
    "include", nil, "layers",
    choice(
      RenderingOptions.Inclusion.self,
      [
        "annotations": "comments", "forms": "names and values", "hidden": "text that nobody sees",
      ]),
    "What is shown besides the text; several as annotations,forms. JSON has all but hidden text anyway"
  )
  public static let without = OptionDeclaration(
    "without", nil, "pass", .text,
    "Leave out a pass over the whole document, to see what it does. May be repeated")
  public static let images = OptionDeclaration(
    "images", nil, nil,
    choice(ConversionOptions.Images.self, ["files": "beside the output"]), "Pictures")
  public static let imageResolution = OptionDeclaration(
    "image-resolution", nil, "dpi", .text, "The resolution of pictures")
  public static let tables = OptionDeclaration(
    "tables", nil, nil, choice(RenderingOptions.Tables.self, ["auto": "HTML if cells span"]),
    "Tables in Markdown")
  public static let math = OptionDeclaration(
    "math", nil, nil, choice(RenderingOptions.Maths.self), "Formulas")
  public static let pageBreaks = OptionDeclaration(
    "page-breaks", nil, nil, .flag, "Say where pages begin")
  /// In JSON `true`: each map lies beside its output.
  public static let sourceMap = OptionDeclaration(
    "source-map", nil, "file", .file,
    "Tell where each byte of md, html or text comes from: page, box, glyphs, as JSON (see 'recto "
      + "schema source-map', 'recto locate'). A file; or the output's folder, for a file beside each "
      + "output: x.md.map")
  public static let words = OptionDeclaration(
    "words", nil, nil, .flag, "JSON with the box of every word; source maps with a range for each")
  public static let chars = OptionDeclaration(
    "chars", nil, nil, .flag,
    "JSON with the box of every character; source maps with a range for each")
}

// Chunks.
extension OptionDeclaration {
  public static let chunkSize = OptionDeclaration(
    "chunk-size", nil, "number", .text,
    "The budget of a chunk, with all that is repeated in it; 32 at least")
  public static let chunkUnit = OptionDeclaration(
    "chunk-unit", nil, nil,
    choice(ChunkOptions.Unit.self, ["tokens": "estimated without --tokenizer"]),
    "What the budget counts")
  public static let chunkOverlap = OptionDeclaration(
    "chunk-overlap", nil, "number", .text,
    "So much of what stands before a chunk in its section is repeated in it at most, in whole "
      + "sentences or words; half of the budget at most")
  public static let chunkContext = OptionDeclaration(
    "chunk-context", nil, nil,
    choice(ChunkOptions.Context.self, ["headings": "those that it stands under, in its budget"]),
    "What a chunk begins with besides its own text")
  public static let tokenizer = OptionDeclaration(
    "tokenizer", nil, "file", .file,
    "The tokenizer.json of a Hugging Face model, to count tokens as that model does")
}

// Text in pictures.
extension OptionDeclaration {
  public static let ocr = OptionDeclaration(
    "ocr", nil, nil,
    choice(OCROptions.Mode.self, ["auto": "what has no text of its own, or wrong text"]),
    "What is recognised")
  public static let languages = OptionDeclaration(
    "languages", "l", "languages", .text,
    "Languages to recognise, as eng+deu, en+de or English; auto finds them")
  public static let tessdata = OptionDeclaration(
    "tessdata", nil, "folder", .folder, "The folder of Tesseract's trained data")
  public static let ocrLayer = OptionDeclaration(
    "ocr-layer", nil, nil, choice(OCROptions.Layer.self, ["keep": "what is right"]),
    "The text that a page brings along, when it is recognised")
  public static let ocrImages = OptionDeclaration(
    "ocr-images", nil, nil,
    choice(
      OCROptions.Pictures.self, ["auto": "those that look like text", "never": "the fast way"]),
    "Which pictures on pages of text are read")
  public static let ocrBudget = OptionDeclaration(
    "ocr-budget", nil, "seconds", .text,
    "How long pictures on pages of text may be read in a document, as estimated by their letters")
}

// What it may take.
extension OptionDeclaration {
  public static let jobs = OptionDeclaration(
    "jobs", "j", "number", .text,
    "Worker processes for many documents, one a processor if it is not given; threads that read the "
      + "pages of a single one, else 1")
  public static let timeout = OptionDeclaration(
    "timeout", nil, "seconds", .text,
    "The longest that a document may take, in processor time; ten times as long by the clock")
  public static let pageTimeout = OptionDeclaration(
    "page-timeout", nil, "seconds", .text,
    "The longest that reading one page, or rendering its figures, may take")
  public static let maxMemory = OptionDeclaration(
    "max-memory", nil, "MiB", .text, "The most memory that a document may take")
  public static let maxPages = OptionDeclaration(
    "max-pages", nil, "pages", .text, "Pages after so many are left out")
  public static let maxPixels = OptionDeclaration(
    "max-pixels", nil, "pixels", .text, "Larger images are refused")
}
