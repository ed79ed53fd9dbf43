internal import ArgumentParser
internal import Recto
internal import RectoBatch

/// Where the results of a conversion go, and what it takes its documents for.
struct PlaceFlags: ParsableArguments {
  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help:
      """
      A file, whose extension is the format unless -t says another, Markdown without one; a folder if it ends in '/' or \
      there are several documents; '-' is standard output.
      """,
    completion: .file())
  var output: String?

  @Option(
    name: [.customShort("f", allowingJoined: true), .customLong("from")],
    help: ArgumentHelp(
      """
      The input format, where the bytes do not tell: \
      \(InputFormat.allCases.map(\.rawValue).joined(separator: ", ")).
      """, valueName: "format"),
    completion: .list(InputFormat.allCases.map(\.rawValue)))
  var from: String?

  @Option(.sourceMap) var sourceMap: String?
}
