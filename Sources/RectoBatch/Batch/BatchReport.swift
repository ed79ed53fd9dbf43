internal import FoundationEssentials
public import RectoDiagnostics
internal import RectoSystem

/// What became of each document of a batch: JSON Lines, one for each document as it ends.
public struct BatchReport {
  /// A line of the report.
  public struct Entry: Codable, Sendable, Equatable {
    public enum Status: String, Codable, Sendable {
      case ok, partial, failed
      /// Converted by an earlier run, or there already, or without the pages that were asked for.
      case skipped
    }

    public var input: String
    /// The path of the results without extension, below the output folder.
    public var stem: String
    public var status: Status
    public var code: Int32
    public var error: ConversionAnswer.Problem?
    public var outputs: [String]
    public var pages: Int
    public var missingPages: [Int]
    public var recognisedPages: Int
    public var seconds: Double
    /// Of the worker, in bytes.
    public var peakMemory: Int
    public var hash: String?
    public var diagnostics: [ConversionAnswer.Remark]
  }

  private let file: AppendedFile
  private let path: String

  init(_ path: String, isNew: Bool) throws(ConversionError) {
    self.path = path
    do {
      file = try AppendedFile(path, isNew: isNew)
    } catch {
      throw Self.unwritable(path, error)
    }
  }

  func append(_ entry: Entry) throws(ConversionError) {
    do {
      try file.append(JSONLine.text(entry))
    } catch {
      throw Self.unwritable(path, error)
    }
  }

  private static func unwritable(_ path: String, _ error: SystemError) -> ConversionError {
    ConversionError(
      .unwritableOutput, "the report \(ShellWord.quoted(path)) cannot be written: \(error.reason)",
      advice: "Choose another place with --report.")
  }

  /// The documents of a report whose last line says that something is missing.
  public static func unfinished(in path: String) throws(ConversionError) -> [BatchDocument] {
    var entries: [String: Entry] = [:]
    var order: [String] = []
    for line in try InputFile.read(path).split(separator: 0x0A) {
      guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else { continue }
      if entries.updateValue(entry, forKey: entry.stem) == nil { order.append(entry.stem) }
    }
    guard !entries.isEmpty else {
      throw ConversionError(
        .unreadableInput, "\(ShellWord.quoted(path)) is not a report",
        advice: "Give a file made with --report.")
    }
    return order.compactMap { entries[$0] }.filter { entry in
      entry.status == .failed || entry.status == .partial
    }.map { BatchDocument(path: $0.input, stem: $0.stem) }
  }
}

extension BatchReport.Entry {
  init(_ document: BatchDocument, _ answer: ConversionAnswer) {
    input = document.path
    stem = document.stem
    status =
      switch answer.status {
      case .ok: .ok
      case .partial: .partial
      case .failed: .failed
      }
    code = answer.code
    error = answer.error
    outputs = answer.outputs
    pages = answer.pages
    missingPages = answer.missingPages
    recognisedPages = answer.recognisedPages
    seconds = answer.seconds
    peakMemory = answer.peakMemory
    hash = answer.hash
    diagnostics = answer.diagnostics
  }

  /// A document that has none of the pages that were asked for.
  init(leavingOut document: BatchDocument, _ answer: ConversionAnswer) {
    self.init(document, answer)
    status = .skipped
    code = ExitStatus.success.rawValue
  }

  /// A document that needed no work. `code` is how it ended when it was converted.
  init(skipping document: BatchDocument, code: Int32, outputs: [String]) {
    input = document.path
    stem = document.stem
    status = .skipped
    self.code = code
    self.outputs = outputs
    pages = 0
    missingPages = []
    recognisedPages = 0
    seconds = 0
    peakMemory = 0
    diagnostics = []
  }
}
