internal import ArgumentParser
internal import RectoBatch
internal import RectoRendering

/// The options of a conversion on the command line.
struct OptionFlags: ParsableArguments {
  @Option(
    name: [.customShort("t", allowingJoined: true), .customLong("to")],
    help: ArgumentHelp(
      """
      The output format: md, html, json, text, jsonl (page by page), hocr, alto or pdf (the \
      original with its recognised words to be found and copied). May be repeated.
      """,
      valueName: "format"))
  var to: [String] = []

  @Option(
    name: [.customShort("p", allowingJoined: true), .customLong("pages")],
    help: "The pages, from 1: 1,3-5,8-,-1,odd (-1 is the last).")
  var pages: String?

  @Option(help: "Running headers, footers and page numbers: drop, keep or mark.")
  var furniture: String?

  @Option(
    help: "Bold, italic, code, super- and subscript, links within the document: keep or drop.")
  var emphasis: String?

  @Option(
    help: ArgumentHelp(
      """
      What is shown besides the text, as annotations,hidden: annotations (comments), attachments, \
      forms (names and values), hidden (text that nobody sees), metadata. JSON has all but hidden \
      text anyway. Or, of folders, which files are documents: '*.pdf', 'letters/*'. May be repeated.
      """,
      valueName: "layers|pattern"))
  var include: [String] = []

  @Option(
    help: ArgumentHelp(
      "Leave out a pass over the whole document, to see what it does. May be repeated.",
      valueName: "pass", visibility: .hidden))
  var without: [String] = []

  @Option(help: "Pictures: files (beside the output), embed or none.")
  var images: String?

  @Option(help: ArgumentHelp("The resolution of pictures.", valueName: "dpi"))
  var imageResolution: Double?

  @Option(help: "Tables in Markdown: auto (HTML if cells span), pipe or html.")
  var tables: String?

  @OptionGroup var recognition: RecognitionFlags

  @Option(
    help:
      "The text that a page brings along, when it is recognised: keep what is right, or replace.")
  var ocrLayer: String?

  @Option(
    help:
      "Which pictures on pages of text are read: auto (those that look like text), never, always."
  )
  var ocrImages: String?

  @Option(help: "How formulas are written: latex or unicode.")
  var math: String?

  @Flag(help: "Say where pages begin.")
  var pageBreaks = false

  @Flag(help: "JSON with the box of every word.")
  var words = false

  @Flag(help: "JSON with the box of every character.")
  var chars = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: "Threads that read the pages of one document; workers, if there are several.")
  var jobs: Int?

  @OptionGroup var limits: LimitFlags

  /// Those values of --include that name layers.
  private var layers: [String] { include.flatMap { Self.layers(in: $0) ?? [] } }

  /// Those values of --include that are patterns for the files of folders.
  var patterns: [String] { include.filter { Self.layers(in: $0) == nil } }

  private static func layers(in value: String) -> [String]? {
    let parts = value.split(separator: ",").map(String.init)
    return parts.allSatisfy { RenderingOptions.Inclusion(rawValue: $0) != nil } ? parts : nil
  }

  var values: OptionValues {
    var values = OptionValues()
    values.to = to.isEmpty ? nil : to
    values.pages = pages
    values.furniture = furniture
    values.emphasis = emphasis
    values.without = without.isEmpty ? nil : without
    values.include = layers.isEmpty ? nil : layers
    values.images = images
    values.imageResolution = imageResolution
    values.tables = tables
    values.pageBreaks = pageBreaks ? true : nil
    values.words = words ? true : nil
    values.chars = chars ? true : nil
    values.jobs = jobs
    limits.set(in: &values)
    recognition.set(in: &values)
    values.ocrLayer = ocrLayer
    values.ocrImages = ocrImages
    values.math = math
    return values
  }
}

/// How an encrypted document is opened.
struct PasswordFlags: ParsableArguments {
  @Option(help: "The user or owner password of an encrypted document.")
  var password: String?

  @Option(help: ArgumentHelp("A file whose first line is the password.", valueName: "file"))
  var passwordFile: String?

  func read() throws -> String? {
    if let passwordFile { return try Input.password(fromFile: passwordFile) }
    return password
  }
}
