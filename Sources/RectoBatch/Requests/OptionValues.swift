internal import FoundationEssentials
public import Recto
public import RectoDiagnostics
internal import RectoGeometry
internal import RectoOCR
internal import RectoProcessing
internal import RectoRendering

/// The options of a conversion by their names on the command line; what is `nil` was not given.
///
/// A configuration file is this as JSON, and `--print-options` prints it.
public struct OptionValues: Codable, Sendable, Equatable {
  public var to: [String]?
  public var pages: String?
  public var furniture: String?
  public var emphasis: String?
  public var include: [String]?
  public var without: [String]?
  public var images: String?
  public var imageResolution: Double?
  public var tables: String?
  public var pageBreaks: Bool?
  /// Whether it is told where each byte of the results comes from.
  public var sourceMap: Bool?
  public var words: Bool?
  public var chars: Bool?
  public var jobs: Int?
  public var pageTimeout: Double?
  public var ocr: String?
  public var ocrLayer: String?
  public var ocrImages: String?
  public var ocrBudget: Double?
  public var languages: String?
  public var tessdata: String?
  public var math: String?
  public var chunkSize: Int?
  public var chunkUnit: String?
  public var chunkOverlap: Int?
  public var chunkContext: String?
  /// A file that says how tokens are counted.
  public var tokenizer: String?
  public var timeout: Double?
  public var maxMemory: Int?
  public var maxPages: Int?
  public var maxPixels: Int?

  public init() {}

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case to, pages, furniture, emphasis, include, without, images, tables, words, chars, jobs, ocr,
      languages, math, tessdata, timeout, tokenizer
    case imageResolution = "image-resolution"
    case chunkSize = "chunk-size"
    case chunkUnit = "chunk-unit"
    case chunkOverlap = "chunk-overlap"
    case chunkContext = "chunk-context"
    case pageBreaks = "page-breaks"
    case sourceMap = "source-map"
    case pageTimeout = "page-timeout"
    case ocrLayer = "ocr-layer"
    case ocrImages = "ocr-images"
    case ocrBudget = "ocr-budget"
    case maxMemory = "max-memory"
    case maxPages = "max-pages"
    case maxPixels = "max-pixels"
  }

  /// Options from a JSON file. Names that are not options are errors.
  public static func read(_ path: String) throws(ConversionError) -> OptionValues {
    let data = Data(try InputFile.read(path))
    var isWellFormed = false
    do {
      let known = Set(CodingKeys.allCases.map(\.rawValue))
      let names = try JSONDecoder().decode([String: Ignored].self, from: data).keys
      isWellFormed = true
      if let unknown = names.sorted().first(where: { !known.contains($0) }) {
        throw ConversionError(
          .usage, "\(ShellWord.quoted(path)): '\(unknown)' is not an option",
          advice: "The options are \(known.sorted().joined(separator: ", ")).")
      }
      return try JSONDecoder().decode(OptionValues.self, from: data)
    } catch let error as ConversionError {
      throw error
    } catch {
      throw ConversionError(
        .usage, "\(ShellWord.quoted(path)): \(JSONFault(error, isWellFormed: isWellFormed).reason)",
        advice: "Run 'recto --print-options' for an example.")
    }
  }

  private struct Ignored: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  /// These values, and where there are none those of `other`.
  public func over(_ other: OptionValues) -> OptionValues {
    var values = self
    values.to = to ?? other.to
    values.pages = pages ?? other.pages
    values.furniture = furniture ?? other.furniture
    values.emphasis = emphasis ?? other.emphasis
    values.include = include ?? other.include
    values.without = without ?? other.without
    values.images = images ?? other.images
    values.imageResolution = imageResolution ?? other.imageResolution
    values.tables = tables ?? other.tables
    values.pageBreaks = pageBreaks ?? other.pageBreaks
    values.sourceMap = sourceMap ?? other.sourceMap
    values.words = words ?? other.words
    values.chars = chars ?? other.chars
    values.jobs = jobs ?? other.jobs
    values.pageTimeout = pageTimeout ?? other.pageTimeout
    values.ocr = ocr ?? other.ocr
    values.ocrLayer = ocrLayer ?? other.ocrLayer
    values.ocrImages = ocrImages ?? other.ocrImages
    values.ocrBudget = ocrBudget ?? other.ocrBudget
    values.languages = languages ?? other.languages
    values.tessdata = tessdata ?? other.tessdata
    values.math = math ?? other.math
    values.chunkSize = chunkSize ?? other.chunkSize
    values.chunkUnit = chunkUnit ?? other.chunkUnit
    values.chunkOverlap = chunkOverlap ?? other.chunkOverlap
    values.chunkContext = chunkContext ?? other.chunkContext
    values.tokenizer = tokenizer ?? other.tokenizer
    values.timeout = timeout ?? other.timeout
    values.maxMemory = maxMemory ?? other.maxMemory
    values.maxPages = maxPages ?? other.maxPages
    values.maxPixels = maxPixels ?? other.maxPixels
    return values
  }

  /// What is in force where nothing is said. An ordinary document meets none of the limits.
  public static let defaults = {
    var values = OptionValues()
    values.to = ["md"]
    values.pages = "1-"
    values.furniture = "drop"
    values.emphasis = "keep"
    values.include = []
    values.images = "files"
    values.imageResolution = 150
    values.tables = "auto"
    values.pageBreaks = false
    values.sourceMap = false
    values.words = false
    values.chars = false
    values.jobs = 1
    values.ocr = "auto"
    values.ocrLayer = "keep"
    values.ocrImages = "auto"
    values.ocrBudget = OCROptions().pictureSeconds
    values.languages = "auto"
    values.math = "latex"
    values.chunkSize = 512
    values.chunkUnit = "tokens"
    values.chunkOverlap = 0
    values.chunkContext = "headings"
    values.timeout = 3600
    values.pageTimeout = 120
    values.maxMemory = 4096
    values.maxPixels = 250_000_000
    return values
  }()

  /// These values without those that do not change what comes out of an undamaged document.
  public var decisive: OptionValues {
    var values = self
    values.jobs = nil
    values.timeout = nil
    values.pageTimeout = nil
    values.maxMemory = nil
    return values
  }

  /// Those of these that say how pages are read, by their names.
  var ofPages: [String] {
    let all: [(CodingKeys, Bool)] = [
      (.ocr, ocr != nil), (.ocrLayer, ocrLayer != nil), (.ocrImages, ocrImages != nil),
      (.ocrBudget, ocrBudget != nil), (.languages, languages != nil), (.tessdata, tessdata != nil),
      (.without, without?.isEmpty == false), (.imageResolution, imageResolution != nil),
    ]
    return all.filter(\.1).map(\.0.rawValue)
  }

  /// A value as the command line takes it; `nil` for what is not given, and for lists and flags.
  func value(of name: String) -> String? {
    switch CodingKeys(rawValue: name) {
    case .to: to?.joined(separator: ",")
    case .pages: pages
    case .furniture: furniture
    case .emphasis: emphasis
    case .images: images
    case .imageResolution: imageResolution.map(Self.text)
    case .tables: tables
    case .ocr: ocr
    case .ocrLayer: ocrLayer
    case .ocrImages: ocrImages
    case .ocrBudget: ocrBudget.map(Self.text)
    case .languages: languages
    case .tessdata: tessdata
    case .math: math
    case .chunkSize: chunkSize.map(String.init)
    case .chunkUnit: chunkUnit
    case .chunkOverlap: chunkOverlap.map(String.init)
    case .chunkContext: chunkContext
    case .tokenizer: tokenizer
    case .timeout: timeout.map(Self.text)
    case .pageTimeout: pageTimeout.map(Self.text)
    case .maxMemory: maxMemory.map(String.init)
    case .maxPages: maxPages.map(String.init)
    case .maxPixels: maxPixels.map(String.init)
    case .include, .without, .pageBreaks, .sourceMap, .words, .chars, .jobs, nil: nil
    }
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() ? String(Int(clamped: number)) : String(number)
  }

  /// Options that hold for a process, whatever a document asks for.
  static let ofTheProcess: Set<String> = [
    CodingKeys.timeout.rawValue, CodingKeys.pageTimeout.rawValue, CodingKeys.maxMemory.rawValue,
    CodingKeys.tokenizer.rawValue,
  ]

  /// The names of all options in JSON.
  static var names: [String] { CodingKeys.allCases.map(\.rawValue) }

  /// As JSON with one option a line.
  public func json() throws(ConversionError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      throw ConversionError(.internalError, "the options cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The library's options. Throws a usage error for a value that is none.
  public func conversionOptions() throws(ConversionError) -> ConversionOptions {
    var options = ConversionOptions()
    options.ocr.mode = try value(ocr, "ocr", options.ocr.mode)
    options.ocr.layer = try value(ocrLayer, "ocr-layer", options.ocr.layer)
    options.ocr.pictures = try value(ocrImages, "ocr-images", options.ocr.pictures)
    if let ocrBudget {
      guard ocrBudget >= 0 else {
        throw ConversionError(
          .usage, "--ocr-budget \(Self.text(ocrBudget)) is out of range",
          advice: "Give 0 or more seconds.")
      }
      options.ocr.pictureSeconds = ocrBudget
    }
    options.ocr.dataFolder = tessdata
    if let languages, languages.lowercased() != "auto" {
      options.ocr.languages = try LanguageCatalogue(folder: tessdata).codes(of: languages)
    }
    if let pages { options.pages = try PageSelection(pages) }
    options.images = try value(images, "images", options.images)
    options.rendering.furniture = try value(furniture, "furniture", options.rendering.furniture)
    options.rendering.emphasis = try value(emphasis, "emphasis", options.rendering.emphasis)
    for name in without ?? [] {
      guard ProcessorChain.names.contains(name) else {
        throw ConversionError(
          .usage, "'\(name)' is not a pass",
          advice: "The passes are \(ProcessorChain.names.joined(separator: ", ")).")
      }
      options.withoutPasses.insert(name)
    }
    for name in include ?? [] {
      options.rendering.include.insert(
        try value(name, "include", RenderingOptions.Inclusion.metadata))
    }
    options.rendering.maths = try value(math, "math", options.rendering.maths)
    options.rendering.tables = try value(tables, "tables", options.rendering.tables)
    options.rendering.pageBreaks = pageBreaks ?? false
    options.rendering.chunks = try chunkOptions()
    options.rendering.characters = chars ?? false
    options.rendering.words = words ?? false
    options.keepsGlyphs =
      options.rendering.words || options.rendering.characters || sourceMap == true
    if let imageResolution {
      guard (10...1200).contains(imageResolution) else {
        throw ConversionError(
          .usage, "--image-resolution \(Self.text(imageResolution)) is out of range",
          advice: "Give 10 to 1200 dots per inch.")
      }
      options.imageResolution = imageResolution
    }
    if let jobs {
      guard (1...256).contains(jobs) else {
        throw ConversionError(.usage, "--jobs \(jobs) is out of range", advice: "Give 1 to 256.")
      }
      options.jobs = jobs
    }
    options.limits.pages = maxPages
    options.limits.pixels = maxPixels ?? options.limits.pixels
    return options
  }

  /// The formats to write. Throws a usage error for a name that is none.
  public func formats() throws(ConversionError) -> [OutputFormat] {
    var formats: [OutputFormat] = []
    for name in to ?? [] {
      let format = try OutputFormat(named: name)
      if !formats.contains(format) { formats.append(format) }
    }
    if formats.count > 1, formats.contains(.jsonLines) {
      throw ConversionError(
        .usage, "jsonl is written page by page and goes with no other format",
        advice: "Convert twice, or take json.")
    }
    if images == "embed", let chunks = formats.first(where: \.hasChunks) {
      throw ConversionError(
        .usage, "\(chunks.rawValue) has no room for embedded pictures",
        advice: "Give --images files or none.")
    }
    if sourceMap == true, let other = formats.first(where: { !$0.hasSourceMap }) {
      let names = OutputFormat.allCases.filter(\.hasSourceMap).map(\.rawValue)
      throw ConversionError(
        .usage, "\(other.rawValue) has no source map",
        advice:
          "Those that have one are \(names.joined(separator: ", ")); the others say themselves "
          + "where things stand.")
    }
    return formats
  }

  /// What workers may take. Throws a usage error for a limit that is none.
  public func workerLimits() throws(ConversionError) -> WorkerLimits {
    let values = over(.defaults)
    func positive(_ value: Double?, _ option: String) throws(ConversionError) -> Double {
      guard let value, value > 0, value.isFinite else {
        throw ConversionError(
          .usage, "--\(option) \(Self.text(value ?? 0)) is out of range",
          advice: "Give more than 0.")
      }
      return value
    }
    _ = try positive(Double(values.maxPages ?? 1), "max-pages")
    _ = try positive(values.maxPixels.map(Double.init), "max-pixels")
    let memory = try positive(values.maxMemory.map(Double.init), "max-memory")
    guard (64...1_073_741_824.0).contains(memory) else {
      throw ConversionError(
        .usage, "--max-memory \(values.maxMemory ?? 0) is out of range",
        advice: "Give at least 64 MiB.")
    }
    return WorkerLimits(
      seconds: try positive(values.timeout, "timeout"),
      pageSeconds: try positive(values.pageTimeout, "page-timeout"),
      memory: (values.maxMemory ?? 0) << 20)
  }

  func value<Value: RawRepresentable & CaseIterable>(
    _ text: String?, _ option: String, _ fallback: Value
  ) throws(ConversionError) -> Value where Value.RawValue == String {
    guard let text else { return fallback }
    guard let value = Value(rawValue: text) else {
      let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConversionError(
        .usage, "'\(text)' is not a value of --\(option)",
        advice: "The values are \(choices)."
          + (option == "include" ? " Files of folders are chosen with --only." : ""))
    }
    return value
  }
}
