internal import ArgumentParser
internal import RectoBatch

/// What a document may take.
struct LimitFlags: ParsableArguments {
  @Option(.timeout) var timeout: Double?
  @Option(.pageTimeout) var pageTimeout: Double?
  @Option(.maxMemory) var maxMemory: Int?
  @Option(.maxPages) var maxPages: Int?
  @Option(.maxPixels) var maxPixels: Int?

  func set(in values: inout OptionValues) {
    values.timeout = timeout
    values.pageTimeout = pageTimeout
    values.maxMemory = maxMemory
    values.maxPages = maxPages
    values.maxPixels = maxPixels
  }
}
