internal import FoundationEssentials
internal import Poppler
internal import RectoDiagnostics
internal import RectoSystem

/// What has been converted into a folder, so that a later run need not do it again.
///
/// It is kept in `.recto` in the output folder, a line for each document that has ended; parts of a
/// batch on several machines have one each.
struct Journal {
  struct Entry: Codable, Equatable {
    /// The path of the results without extension, below the output folder.
    var stem: String
    var source: Source
    /// The hash of the options, and the version of Recto.
    var options: String
    var version: String
    var code: Int32
    /// Whether doing it again may end otherwise.
    var isOpen: Bool
    var outputs: [Output]

    struct Source: Codable, Equatable {
      var hash: String
      var size: Int
      var changed: Int
    }

    struct Output: Codable, Equatable {
      var path: String
      var size: Int
    }
  }

  private let folder: String
  private let file: AppendedFile
  private var entries: [String: Entry] = [:]

  /// Opens the journal of an output folder. With `resuming`, what all parts of the batch have
  /// recorded counts; otherwise this part begins anew.
  init(folder: String, shard: Shard?, resuming: Bool) throws(ConversionError) {
    self.folder = folder
    let place = "\(folder)/.recto"
    let name = shard.map { "journal-\($0.index)-of-\($0.count).jsonl" } ?? "journal.jsonl"
    try OutputFile.makeFolder(of: "\(place)/\(name)")
    if resuming {
      for name in (try? Folder.names(in: place)) ?? [] where name.hasPrefix("journal") {
        guard let bytes = try? InputFile.read("\(place)/\(name)") else { continue }
        for line in bytes.split(separator: 0x0A) {
          // A line that was being written when the machine stopped is not whole.
          guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else {
            continue
          }
          entries[entry.stem] = entry
        }
      }
    }
    do {
      file = try AppendedFile("\(place)/\(name)", isNew: !resuming)
    } catch {
      throw ConversionError(
        .unwritableOutput, "\(place)/\(name) cannot be written: \(error.reason)",
        advice: "Choose another folder with -o.")
    }
  }

  /// What was recorded of a document, if it still holds: the same source, options and version, and
  /// results that are there as they were written.
  func standing(_ stem: String, path: String, options: String) -> Entry? {
    guard let entry = entries[stem], entry.options == options, entry.version == Version.number,
      !entry.isOpen, let facts = try? FileFacts(path),
      facts.size == entry.source.size,
      facts.changed == entry.source.changed || Self.hash(path) == entry.source.hash
    else { return nil }
    let isThere = entry.outputs.allSatisfy { output in
      (try? FileFacts("\(folder)/\(output.path)"))?.size == output.size
    }
    return isThere ? entry : nil
  }

  func record(
    _ stem: String, path: String, options: String, _ answer: ConversionAnswer
  ) throws(ConversionError) {
    guard let hash = answer.hash, let facts = try? FileFacts(path) else { return }
    let outputs = answer.outputs.compactMap { output -> Entry.Output? in
      guard let size = (try? FileFacts(output))?.size else { return nil }
      return Entry.Output(path: String(output.dropFirst(folder.count + 1)), size: size)
    }
    let entry = Entry(
      stem: stem,
      source: Entry.Source(hash: hash, size: facts.size, changed: facts.changed),
      options: options, version: Version.number, code: answer.code,
      isOpen: Self.isOpen(answer), outputs: outputs)
    do {
      try file.append(JSONLine.text(entry))
    } catch {
      throw ConversionError(
        .unwritableOutput, "the journal in \(folder)/.recto cannot be written: \(error.reason)",
        advice: "Check the space on the disk.")
    }
  }

  /// Whether something failed for want of time, memory, space or language data rather than for what
  /// the document is.
  private static func isOpen(_ answer: ConversionAnswer) -> Bool {
    let isLimited = answer.diagnostics.contains { remark in
      switch remark.code {
      case .pageSkipped, .pageCutShort, .documentCutShort, .recognitionFailed, .missingLanguage:
        true
      default: false
      }
    }
    switch ExitStatus(rawValue: answer.code) {
    case .success, .partial, .damagedInput, .unsupportedFormat, .encrypted: return isLimited
    default: return true
    }
  }

  private static func hash(_ path: String) -> String? {
    (try? InputFile.read(path)).map(Digest.sha256)
  }
}

/// Values as single lines of JSON.
enum JSONLine {
  static func text(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }
}
