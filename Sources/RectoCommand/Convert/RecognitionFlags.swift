internal import ArgumentParser
internal import RectoBatch

/// What is recognised, and in which languages.
struct RecognitionFlags: ParsableArguments {
  @Option(.ocr) var ocr: String?
  @Option(.languages) var languages: String?
  @Option(.tessdata) var tessdata: String?

  func set(in values: inout OptionValues) {
    values.ocr = ocr
    values.languages = languages
    values.tessdata = tessdata
  }
}
