internal import ArgumentParser

/// The options of a conversion on the command line.
struct OptionFlags: ParsableArguments {
  @Option(
    name: [.customShort("t", allowingJoined: true), .customLong("to")],
    help: ArgumentHelp(
      "The output format: md, html, json or text. May be repeated.", valueName: "format"))
  var to: [String] = []

  @Option(
    name: [.customShort("p", allowingJoined: true), .customLong("pages")],
    help: "The pages, from 1: 1,3-5,8-,-1,odd (-1 is the last).")
  var pages: String?

  @Option(help: "Running headers, footers and page numbers: drop, keep or mark.")
  var furniture: String?

  @Option(help: "Bold, italic, code, super- and subscript: keep or drop.")
  var emphasis: String?

  @Option(help: "Pictures: files (beside the output), embed or none.")
  var images: String?

  @Option(help: ArgumentHelp("The resolution of pictures.", valueName: "dpi"))
  var imageResolution: Double?

  @Option(help: "Tables in Markdown: auto (HTML if cells span), pipe or html.")
  var tables: String?

  @Option(help: "When text in pictures is recognised: auto, never or always.")
  var ocr: String?

  @Option(help: "Invisible text layers over scans: keep or replace.")
  var ocrLayer: String?

  @Option(
    name: [.customShort("l", allowingJoined: true), .customLong("languages")],
    help: ArgumentHelp(
      "Languages to recognise, as eng+deu, en+de or English; auto finds them.",
      valueName: "languages"))
  var languages: String?

  @Option(help: ArgumentHelp("The folder of Tesseract's trained data.", valueName: "folder"))
  var tessdata: String?

  @Option(help: "Formulas that stand by themselves: latex or unicode.")
  var math: String?

  @Flag(help: "Say where pages begin.")
  var pageBreaks = false

  @Flag(help: "JSON with the box of every word.")
  var words = false

  @Flag(help: "JSON with the box of every character.")
  var chars = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")],
    help: "Threads that read pages.")
  var jobs: Int?

  @Option(help: ArgumentHelp("The longest that one page may take.", valueName: "seconds"))
  var pageTimeout: Double?

  var values: OptionValues {
    OptionValues(
      to: to.isEmpty ? nil : to, pages: pages, furniture: furniture, emphasis: emphasis,
      images: images, imageResolution: imageResolution, tables: tables,
      pageBreaks: pageBreaks ? true : nil, words: words ? true : nil, chars: chars ? true : nil,
      jobs: jobs, pageTimeout: pageTimeout, ocr: ocr, ocrLayer: ocrLayer, languages: languages,
      tessdata: tessdata, math: math)
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
