internal import ArgumentParser
internal import RectoBatch

/// What is recognised, and in which languages.
struct RecognitionFlags: ParsableArguments {
  @Option(
    help: "What is recognised: auto (what has no text of its own, or wrong text), never or always.")
  var ocr: String?

  @Option(
    name: [.customShort("l", allowingJoined: true), .customLong("languages")],
    help: ArgumentHelp(
      "Languages to recognise, as eng+deu, en+de or English; auto finds them.",
      valueName: "languages"))
  var languages: String?

  @Option(help: ArgumentHelp("The folder of Tesseract's trained data.", valueName: "folder"))
  var tessdata: String?

  func set(in values: inout OptionValues) {
    values.ocr = ocr
    values.languages = languages
    values.tessdata = tessdata
  }
}
