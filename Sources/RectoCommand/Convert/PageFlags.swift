internal import ArgumentParser
internal import RectoBatch

/// Which pages are wanted.
struct PageFlags: ParsableArguments {
  @Option(.pages) var pages: [String] = []

  /// All that were given, as one choice.
  var chosen: String? { pages.isEmpty ? nil : pages.joined(separator: ",") }
}
