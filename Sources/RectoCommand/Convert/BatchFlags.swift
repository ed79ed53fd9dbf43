internal import ArgumentParser
internal import RectoBatch

/// The options of a conversion of many documents.
struct BatchFlags: ParsableArguments {
  @Option(
    name: .customLong("from-list"),
    help: ArgumentHelp(
      "A file of paths, one a line or with zero bytes between; '-' is standard input.",
      valueName: "file"), completion: .file())
  var list: String?

  @Option(
    help: ArgumentHelp(
      """
      Which files of folders are documents, whatever their extension: '*.pdf', 'letters/*'. May be \
      repeated.
      """, valueName: "pattern"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Which files and folders in folders are left out. May be repeated.", valueName: "pattern"))
  var exclude: [String] = []

  @Flag(help: "Follow links in folders that lead out of the folder, too.")
  var followLinks = false

  @Flag(
    help:
      "With --resume, compare the contents of sources and results, not only size, time and place.")
  var checkContents = false

  @Option(
    help: ArgumentHelp(
      "Only a part of the documents, the same on every machine: 1/4 to 4/4.", valueName: "i/n"))
  var shard: String?

  @Option(
    help: ArgumentHelp("A line of JSON for each document as it ends.", valueName: "file"),
    completion: .file())
  var report: String?

  @Option(
    help: ArgumentHelp(
      "Convert anew what a report says has failed or is partial.", valueName: "report"),
    completion: .file())
  var retryFailed: String?

  @Flag(help: "Begin nothing more after the first failure.")
  var failFast = false

  /// The option that asks for a batch even with one document, if one is given.
  var given: String? {
    if list != nil { return "--from-list" }
    if shard != nil { return "--shard" }
    if report != nil { return "--report" }
    if retryFailed != nil { return "--retry-failed" }
    if !only.isEmpty { return "--only" }
    return exclude.isEmpty ? nil : "--exclude"
  }
}

/// What becomes of results that are there.
enum ExistingFlag: EnumerableFlag {
  case overwrite, noClobber, resume

  var value: Existing {
    switch self {
    case .overwrite: .overwrite
    case .noClobber: .noClobber
    case .resume: .resume
    }
  }

  static func help(for value: ExistingFlag) -> ArgumentHelp? {
    switch value {
    case .overwrite:
      "Replace results that are there. Of these three the last one counts."
    case .noClobber: "Leave results that are there as they are."
    case .resume: "Convert only what an earlier run into the folder has not, or what has changed."
    }
  }
}
