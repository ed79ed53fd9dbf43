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

    /// A document as it was when it was read.
    struct Source: Codable, Equatable {
      var hash: String
      var state: State
    }

    struct Output: Codable, Equatable {
      var path: String
      var hash: String
      var state: State
    }

    /// What changes with a file's content, as good as always.
    struct State: Codable, Equatable {
      var size: Int
      /// In nanoseconds since 1970.
      var changed: Int
      /// Of all files of the device.
      var number: UInt64
    }
  }

  private let folder: String
  /// Whether contents are compared where the state of a file is as it was.
  private let checksContents: Bool
  private let file: AppendedFile
  private var entries: [String: Entry] = [:]

  /// Opens the journal of an output folder. With `resuming`, what all parts of the batch have
  /// recorded counts; otherwise this part begins anew.
  init(
    folder: String, shard: Shard?, resuming: Bool, checksContents: Bool
  ) throws(ConversionError) {
    self.folder = folder
    self.checksContents = checksContents
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
  /// results that are there as they were written. A file that is in another state than it was may still
  /// have the content that it had.
  ///
  /// No password is recorded, and none changes what comes out; with one, a document that could not be
  /// opened is tried again.
  func standing(
    _ stem: String, path: String, options: String, hasPassword: Bool
  ) -> Entry? {
    guard let entry = entries[stem], entry.options == options, entry.version == Version.number,
      !entry.isOpen, !(hasPassword && entry.code == ExitStatus.encrypted.rawValue),
      holds(path, entry.source.state, entry.source.hash, Digest.sha256),
      entry.outputs.allSatisfy({
        holds("\(folder)/\($0.path)", $0.state, $0.hash, Self.hash)
      })
    else { return nil }
    return entry
  }

  private func holds(
    _ path: String, _ state: Entry.State, _ hash: String, _ function: ([UInt8]) -> String
  ) -> Bool {
    guard let now = Self.state(of: path), now.size == state.size else { return false }
    if now == state && !checksContents { return true }
    return (try? InputFile.read(path)).map(function) == hash
  }

  /// The state of a file; `nil` if there is none.
  static func state(of path: String) -> Entry.State? {
    guard let facts = try? FileFacts(path) else { return nil }
    return Entry.State(size: facts.size, changed: facts.changed, number: facts.identity.number)
  }

  /// `state` is that of the document before it was read, `hashes` those of the results.
  func record(
    _ stem: String, source state: Entry.State?, options: String, _ answer: ConversionAnswer,
    hashes: [String: String]
  ) throws(ConversionError) {
    guard let hash = answer.hash, let state else { return }
    let outputs = answer.outputs.compactMap { output -> Entry.Output? in
      guard let state = Self.state(of: output), let hash = hashes[output] else { return nil }
      let path = String(decoding: output.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
      return Entry.Output(path: path, hash: hash, state: state)
    }
    let entry = Entry(
      stem: stem, source: Entry.Source(hash: hash, state: state),
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
      case .pageSkipped, .pageCutShort, .documentCutShort, .recognitionFailed, .missingLanguage,
        .pictureSkipped:
        true
      default: false
      }
    }
    switch ExitStatus(rawValue: answer.code) {
    case .success, .partial, .damagedInput, .unsupportedFormat, .encrypted: return isLimited
    default: return true
    }
  }

  /// As results are hashed while they are delivered.
  private static func hash(_ bytes: [UInt8]) -> String {
    var hash = StableHash()
    hash.add(bytes)
    return hash.text
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
