internal import FoundationEssentials
internal import RectoDiagnostics

/// Which files the results of some inputs go to.
struct OutputPlan {
  enum Target {
    case standardOutput
    /// A path without its extension, or with it if there is one format only.
    case file(stem: String, exact: String?)
  }

  private var targets: [String: Target] = [:]
  let isStandardOutput: Bool

  init(inputs: [String], output: String?, formats: [OutputFormat]) throws(ConversionError) {
    guard let output, output != "-" else {
      isStandardOutput = true
      guard inputs.count == 1, formats.count == 1 else {
        throw ConversionError(
          .usage, "\(inputs.count) documents in \(formats.count) formats do not fit one output",
          advice: "Name a folder with -o OUT/.")
      }
      targets[inputs[0]] = .standardOutput
      return
    }
    isStandardOutput = false
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    if output.hasSuffix("/") || exists && isFolder || inputs.count > 1 {
      guard !exists || isFolder else {
        throw ConversionError(
          .unwritableOutput, "\(output) is a file, and \(inputs.count) documents need a folder",
          advice: "Name a folder with -o OUT/.")
      }
      var taken: Set<String> = []
      for input in inputs {
        var stem = input == "-" ? "stdin" : Self.stem(of: input)
        // Two inputs never write to one name.
        var number = 2
        while !taken.insert(stem).inserted {
          stem = "\(Self.stem(of: input))-\(number)"
          number += 1
        }
        let folder = output.hasSuffix("/") ? output : output + "/"
        targets[input] = .file(stem: folder + stem, exact: nil)
      }
    } else {
      targets[inputs[0]] = .file(
        stem: Self.withoutExtension(output), exact: formats.count == 1 ? output : nil)
    }
  }

  func target(of input: String) -> Target { targets[input] ?? .standardOutput }

  private static func stem(of path: String) -> String {
    withoutExtension(String(path.split(separator: "/").last ?? "output"))
  }

  private static func withoutExtension(_ path: String) -> String {
    let slash = path.lastIndex(of: "/")
    guard let dot = path.lastIndex(of: "."), dot != path.startIndex,
      slash.map({ path.index(after: $0) < dot }) ?? true
    else { return path }
    return String(path[..<dot])
  }
}
