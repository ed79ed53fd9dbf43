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
  /// What is no file, and is written to in place of standard output.
  private var stream: (place: WritingPlace, path: String)?
  var isStream: Bool { stream != nil }

  /// `results` says how many there are.
  init(input: String, output: String?, results: Int = 1) throws(ConversionError) {
    guard let output, output != "-" else {
      guard results == 1 else { throw Self.tooMany(results) }
      return
    }
    if Self.isFolder(output) {
      folder =
        output.utf8.last == 0x2F && output.utf8.count > 1 ? String(output.dropLast()) : output
      let name = SystemPath.name(of: input)
      stem = OutputNames.stems(for: [input == "-" ? "stdin" : name.isEmpty ? "output" : name])[0]
      return
    }
    let place: WritingPlace
    do {
      place = try WritingPlace(output)
    } catch {
      throw Self.unwritable(output, error)
    }
    guard case .file = place else {
      guard results == 1 else { throw Self.tooMany(results) }
      stream = (place, output)
      return
    }
    folder = SystemPath.folder(of: output)
    if results == 1 {
      file = output
    } else {
      stem = OutputNames.withoutExtension(SystemPath.name(of: output))
    }
  }

  /// The format that an output's extension tells of a single document; `nil` for names without one, for
  /// folders and for what is no file. Throws for extensions that tell none: nobody wants Markdown in
  /// `r.docx`.
  static func format(
    of output: String, input: String?
  ) throws(ConversionError) -> OutputFormat? {
    guard isFile(output), let ending = ending(of: output) else { return nil }
    if let format = OutputFormat(ofFile: output) { return format }
    let name = ShellWord.quoted(output)
    if let format = try? OutputFormat(named: ending) { return format }
    if OutputFormat.ofTables.contains(ending) {
      throw ConversionError(
        .usage, "\(name): the extension .\(ending) is one of tables alone",
        advice: "To write them: recto tables \(ShellWord.quoted(input ?? "-")) -o \(name)")
    }
    throw ConversionError(
      .usage, "\(name): the extension .\(ending) tells no format that is written",
      advice: "Give the format with -t: "
        + "\(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  }

  /// Whether an output is a file, there or to be made: no folder, and nothing that is open already.
  static func isFile(_ output: String) -> Bool {
    guard output != "-", output.utf8.last != 0x2F, let place = try? WritingPlace(output),
      case .file = place
    else { return false }
    return true
  }

  /// Whether a path has an extension of a format that is written.
  static func isNameOfFile(_ path: String) -> Bool {
    guard let ending = ending(of: path) else { return false }
    return OutputFormat.ofTables.contains(ending) || (try? OutputFormat(named: ending)) != nil
  }

  /// In small letters; `nil` if there is none.
  static func ending(of path: String) -> String? {
    let name = SystemPath.name(of: path)
    guard let dot = name.utf8.lastIndex(of: 0x2E), dot > name.startIndex else { return nil }
    let ending = name[name.utf8.index(after: dot)...]
    return ending.isEmpty ? nil : ending.lowercased()
  }

  /// The files that results in these formats make.
  func paths(_ formats: [OutputFormat]) -> [String] {
    if let file { return [file] }
    guard let folder, let stem else { return [] }
    return formats.map { "\(folder)/\(stem).\($0.fileExtension)" }
  }

  /// The files of the source maps that are named so: the only one's, or that of each beside its output.
  func files(
    ofMaps name: String, input: String, _ formats: [OutputFormat]
  ) throws(ConversionError) -> MapFiles {
    if let folder, Self.isSameFolder(name, folder) {
      return .beside(paths(formats).map { $0 + ".map" })
    }
    guard formats.count == 1 else {
      throw ConversionError(
        .usage, "\(formats.count) formats have as many source maps",
        advice: "Give the folder of the output, and they lie beside their outputs.")
    }
    guard name != "-" else {
      throw ConversionError(
        .usage, "a source map is not written to standard output, which is the document's",
        advice: "Name a file with --source-map FILE.")
    }
    var path = name
    if Self.isFolder(name) {
      let stem = try OutputPlan(input: input, output: name).stem ?? ""
      let output = file.map(SystemPath.name) ?? "\(stem).\(formats[0].fileExtension)"
      path = "\(name)\(name.utf8.last == 0x2F ? "" : "/")\(output).map"
    }
    let isOutput = paths(formats).contains {
      SystemPath.name(of: $0) == SystemPath.name(of: path)
        && Self.isSameFolder(SystemPath.folder(of: $0), SystemPath.folder(of: path))
    }
    guard !isOutput else {
      throw ConversionError(
        .usage, "\(ShellWord.quoted(path)) is to be the output and its source map",
        advice: "Give another name with --source-map.")
    }
    return .file(path)
  }

  /// Where source maps go.
  enum MapFiles {
    /// Beside the outputs, in these files.
    case beside([String])
    case file(String)

    var paths: [String] {
      switch self {
      case .beside(let paths): paths
      case .file(let path): [path]
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    path.utf8.last == 0x2F || (try? FileFacts(path))?.kind == .folder
  }

  /// Whether two names are those of one folder, which need not be there yet.
  static func isSameFolder(_ one: String, _ other: String) -> Bool {
    func name(_ path: String) -> Substring {
      path.utf8.count > 1 && path.utf8.last == 0x2F ? path.dropLast() : path[...]
    }
    if let one = try? FileFacts(one), let other = try? FileFacts(other) {
      return one.kind == .folder && one.identity == other.identity
    }
    return name(one) == name(other)
  }

  /// Has what is no file take the place of standard output. Whoever reads at its other end sees the
  /// end of it however the conversion ends; so it is opened before anything is begun.
  func beginStream() throws(ConversionError) {
    guard let stream else { return }
    do {
      guard let descriptor = try stream.place.open(waiting: true) else { return }
      Descriptor.standardOutput.become(descriptor)
      descriptor.close()
    } catch {
      throw Self.unwritable(stream.path, error)
    }
  }

  private static func tooMany(_ results: Int) -> ConversionError {
    ConversionError(
      .usage, "\(counted(results, "format")) do not fit one output",
      advice: "Name a folder with -o OUT/.")
  }

  private static func unwritable(_ path: String, _ error: SystemError) -> ConversionError {
    ConversionError(
      .unwritableOutput, "\(ShellWord.quoted(path)) cannot be written: \(error.reason)",
      advice: "Choose another place with -o.")
  }
}
