internal import ArgumentParser
internal import RectoBatch

/// What a document may take.
struct LimitFlags: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The longest that a document may take, in processor time; ten times as long by the clock.",
      valueName: "seconds"))
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "The longest that reading one page, or rendering its figures, may take.", valueName: "seconds"
    ))
  var pageTimeout: Double?

  @Option(help: ArgumentHelp("The most memory that a document may take.", valueName: "MiB"))
  var maxMemory: Int?

  @Option(help: ArgumentHelp("Pages after so many are left out.", valueName: "pages"))
  var maxPages: Int?

  @Option(help: ArgumentHelp("Larger images are refused.", valueName: "pixels"))
  var maxPixels: Int?

  func set(in values: inout OptionValues) {
    values.timeout = timeout
    values.pageTimeout = pageTimeout
    values.maxMemory = maxMemory
    values.maxPages = maxPages
    values.maxPixels = maxPixels
  }
}
