internal import RectoBatch
internal import RectoDiagnostics
internal import RectoSystem

/// Where the result of one document goes.
struct OutputPlan {
  /// The folder that is written to; `nil` if none is.
  private(set) var folder: String?
  /// Below it, a path without extension.
  private(set) var stem: String?
  /// Exactly one file.
  private(set) var file: String?

  init(input: String, output: String?, formats: [OutputFormat]) throws(ConversionError) {
    guard let output, output != "-" else {
      guard formats.count == 1 else {
        throw ConversionError(
          .usage, "\(formats.count) formats do not fit one output",
          advice: "Name a folder with -o OUT/.")
      }
      return
    }
    let isFolder = output.hasSuffix("/") || (try? FileFacts(output))?.kind == .folder
    if isFolder {
      folder = output.hasSuffix("/") && output.count > 1 ? String(output.dropLast()) : output
      let place = input == "-" ? "stdin" : input.split(separator: "/").last.map(String.init)
      stem = OutputNames.stems(for: [place ?? "output"])[0]
      return
    }
    let slash = output.lastIndex(of: "/")
    folder = slash.map { $0 == output.startIndex ? "/" : String(output[..<$0]) } ?? "."
    if formats.count == 1 {
      file = output
    } else {
      let name = slash.map { output[output.index(after: $0)...] } ?? output[...]
      stem = OutputNames.withoutExtension(String(name))
    }
  }

  /// The files that results in these formats make.
  func paths(_ formats: [OutputFormat]) -> [String] {
    if let file { return [file] }
    guard let folder, let stem else { return [] }
    return formats.map { "\(folder)/\(stem).\($0.fileExtension)" }
  }

  /// The request that puts its results there.
  func request(for input: String) -> ConversionRequest {
    var request = ConversionRequest(path: input)
    request.output = stem
    request.outputFile = file
    if folder == nil { request.toStandardOutput = true }
    return request
  }
}
