internal import FoundationEssentials
internal import Recto
internal import RectoDiagnostics
internal import RectoOCR
internal import RectoRendering

/// The options of a conversion by their names on the command line; what is `nil` was not given.
///
/// A configuration file is this as JSON, and `--print-options` prints it.
struct OptionValues: Codable, Equatable {
  var to: [String]?
  var pages: String?
  var furniture: String?
  var emphasis: String?
  var images: String?
  var imageResolution: Double?
  var tables: String?
  var pageBreaks: Bool?
  var words: Bool?
  var chars: Bool?
  var jobs: Int?
  var pageTimeout: Double?
  var ocr: String?
  var ocrLayer: String?
  var languages: String?
  var tessdata: String?
  var math: String?

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case to, pages, furniture, emphasis, images, tables, words, chars, jobs, ocr, languages, math,
      tessdata
    case imageResolution = "image-resolution"
    case pageBreaks = "page-breaks"
    case pageTimeout = "page-timeout"
    case ocrLayer = "ocr-layer"
  }

  /// Options from a JSON file. Names that are not options are errors.
  static func read(_ path: String) throws(ConversionError) -> OptionValues {
    let data = Data(try Input.read(path))
    do {
      let known = Set(CodingKeys.allCases.map(\.rawValue))
      let names = try JSONDecoder().decode([String: Ignored].self, from: data).keys
      if let unknown = names.sorted().first(where: { !known.contains($0) }) {
        throw ConversionError(
          .usage, "\(path): '\(unknown)' is not an option",
          advice: "The options are \(known.sorted().joined(separator: ", ")).")
      }
      return try JSONDecoder().decode(OptionValues.self, from: data)
    } catch let error as ConversionError {
      throw error
    } catch {
      throw ConversionError(
        .usage, "\(path): this is not a JSON object of options",
        advice: "Run 'recto --print-options' for an example.")
    }
  }

  private struct Ignored: Decodable {
    init(from decoder: any Decoder) throws {}
  }

  /// These values, and where there are none those of `other`.
  func over(_ other: OptionValues) -> OptionValues {
    OptionValues(
      to: to ?? other.to, pages: pages ?? other.pages, furniture: furniture ?? other.furniture,
      emphasis: emphasis ?? other.emphasis, images: images ?? other.images,
      imageResolution: imageResolution ?? other.imageResolution, tables: tables ?? other.tables,
      pageBreaks: pageBreaks ?? other.pageBreaks, words: words ?? other.words,
      chars: chars ?? other.chars, jobs: jobs ?? other.jobs,
      pageTimeout: pageTimeout ?? other.pageTimeout,
      ocr: ocr ?? other.ocr, ocrLayer: ocrLayer ?? other.ocrLayer,
      languages: languages ?? other.languages, tessdata: tessdata ?? other.tessdata,
      math: math ?? other.math)
  }

  static let defaults = OptionValues(
    to: ["md"], pages: "1-", furniture: "drop", emphasis: "keep", images: "files",
    imageResolution: 150, tables: "auto", pageBreaks: false, words: false, chars: false, jobs: 1,
    pageTimeout: 20, ocr: "auto", ocrLayer: "keep", languages: "auto", math: "latex")

  /// As JSON with one option a line.
  func json() throws(ConversionError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else {
      throw ConversionError(.internalError, "the options cannot be written as JSON")
    }
    return String(decoding: data, as: UTF8.self) + "\n"
  }

  /// The library's options. Throws a usage error for a value that is none.
  func conversionOptions() throws(ConversionError) -> ConversionOptions {
    var options = ConversionOptions()
    options.ocr.mode = try value(ocr, "ocr", options.ocr.mode)
    options.ocr.layer = try value(ocrLayer, "ocr-layer", options.ocr.layer)
    options.ocr.dataFolder = tessdata
    if let languages, languages.lowercased() != "auto" {
      options.ocr.languages = try LanguageCatalogue(folder: tessdata).codes(of: languages)
    }
    if let pages { options.pages = try PageSelection(pages) }
    options.images = try value(images, "images", options.images)
    options.rendering.furniture = try value(furniture, "furniture", options.rendering.furniture)
    options.rendering.emphasis = try value(emphasis, "emphasis", options.rendering.emphasis)
    options.rendering.maths = try value(math, "math", options.rendering.maths)
    options.rendering.tables = try value(tables, "tables", options.rendering.tables)
    options.rendering.pageBreaks = pageBreaks ?? false
    options.rendering.characters = chars ?? false
    options.rendering.words = words ?? false
    options.keepsGlyphs = options.rendering.words || options.rendering.characters
    if let imageResolution {
      guard (10...1200).contains(imageResolution) else {
        throw ConversionError(
          .usage, "an image resolution of \(imageResolution) is out of range",
          advice: "Give 10 to 1200 dots per inch.")
      }
      options.imageResolution = imageResolution
    }
    if let jobs {
      guard (1...256).contains(jobs) else {
        throw ConversionError(.usage, "\(jobs) jobs are out of range", advice: "Give 1 to 256.")
      }
      options.jobs = jobs
    }
    if let pageTimeout {
      guard pageTimeout > 0 else {
        throw ConversionError(
          .usage, "a page timeout of \(pageTimeout) s is out of range", advice: "Give more than 0.")
      }
      options.pageSeconds = pageTimeout
    }
    return options
  }

  private func value<Value: RawRepresentable & CaseIterable>(
    _ text: String?, _ option: String, _ fallback: Value
  ) throws(ConversionError) -> Value where Value.RawValue == String {
    guard let text else { return fallback }
    guard let value = Value(rawValue: text) else {
      let choices = Value.allCases.map(\.rawValue).joined(separator: ", ")
      throw ConversionError(
        .usage, "'\(text)' is not a value of --\(option)", advice: "The values are \(choices).")
    }
    return value
  }
}
