internal import RectoDiagnostics
internal import RectoSystem

/// The results of one document on their way to their places.
///
/// Each is staged beside its place as it arrives; all are put in place together when the document is
/// done, or none is. Nothing that was there is touched before that.
struct Delivery {
  private let places: ResultPlaces
  private let maps: MapPlaces
  /// Files that no result may replace: what is being read.
  private let inputs: Set<FileFacts.Identity>
  /// The most bytes that a worker may still send.
  private var bytesLeft: Int

  private var staged: [Staged] = []
  private var order: [ResultPart: Int] = [:]
  /// Folders that were made for results.
  private var folders: [String] = []
  private var results: [(name: String, json: [UInt8])] = []
  private var failure: ConversionError?

  private struct Staged {
    var path: String
    var file: StagedFile
    var hash = StableHash()
  }

  /// More results than this are given hidden names early: each that has none keeps a descriptor, of
  /// which systems allow a process 256 and more.
  private static let mostUnnamed = 64

  /// `mostBytes` is what all results together may have.
  init(
    to places: ResultPlaces, maps: MapPlaces = .none, besides inputs: Set<FileFacts.Identity>,
    mostBytes: Int
  ) {
    (self.places, self.maps, self.inputs, bytesLeft) = (places, maps, inputs, mostBytes)
  }

  /// Takes bytes of a result; those of one result come in order. `false` if they cannot be the
  /// document's. What cannot be written is remembered until the end.
  mutating func take(_ bytes: ArraySlice<UInt8>, of part: ResultPart) -> Bool {
    bytesLeft -= bytes.count
    guard bytesLeft >= 0 else { return false }
    if places == .answer {
      guard part.kind != .picture, part.kind != .map, !bytes.contains(0x0A) else { return false }
      if let known = order[part] {
        results[known].json += bytes
      } else {
        order[part] = results.count
        results.append((part.name, Array(bytes)))
      }
      return true
    }
    guard let path = path(of: part) else { return false }
    guard failure == nil else { return true }
    do throws(ConversionError) {
      let place = try place(of: part, at: path)
      try Self.writing(path) { () throws(SystemError) in try staged[place].file.write(bytes) }
      staged[place].hash.add(bytes)
    } catch {
      failure = error
    }
    return true
  }

  private func path(of part: ResultPart) -> String? {
    switch (part.kind, maps) {
    case (.map, .none): nil
    case (.map, .file(let path)): path
    default: places.path(of: part)
    }
  }

  /// What has been delivered.
  struct Delivered {
    /// The paths of files in the order that they came, and a hash of what is in each.
    var outputs: [String]
    var hashes: [String: String]
    /// What belongs into the answer.
    var results: [(name: String, json: String)]
  }

  /// Puts all results in their places.
  mutating func commit() throws(ConversionError) -> Delivered {
    var placed = 0
    do throws(ConversionError) {
      if let failure { throw failure }
      for result in staged {
        try Self.writing(result.path) { () throws(SystemError) in
          try result.file.place(takesBack: staged.count > 1)
        }
        placed += 1
      }
    } catch {
      for result in staged[..<placed].reversed() { result.file.takeBack() }
      drop()
      throw error
    }
    for result in staged { result.file.finish() }
    return Delivered(
      outputs: staged.map(\.path),
      hashes: Dictionary(staged.map { ($0.path, $0.hash.text) }) { first, _ in first },
      results: results.map { ($0.name, String(decoding: $0.json, as: UTF8.self)) })
  }

  /// Leaves everything as it was.
  mutating func drop() {
    for result in staged { result.file.drop() }
    for folder in folders.reversed() { Folder.removeIfEmpty(folder) }
    (staged, folders, results, order) = ([], [], [], [:])
  }

  /// The result's place among those staged.
  private mutating func place(of part: ResultPart, at path: String) throws(ConversionError) -> Int {
    if let known = order[part] { return known }
    if let old = try? FileFacts(path), inputs.contains(old.identity) {
      throw ConversionError(
        .unwritableOutput, "\(path) is one of the files that are read",
        advice: "Give another name or folder with -o.")
    }
    folders += try OutputFile.makeFolder(of: path)
    do {
      guard case .file(let target) = try WritingPlace(path) else {
        throw ConversionError(
          .unwritableOutput, "\(path) is there and is no file",
          advice: "Name it itself with -o to write to it, or choose another folder.")
      }
      let early = staged.count - Self.mostUnnamed
      if early >= 0 { try staged[early].file.seal() }
      staged.append(Staged(path: path, file: try StagedFile(for: target)))
    } catch let error as SystemError {
      throw Self.unwritable(path, error)
    } catch {
      throw error as? ConversionError ?? ConversionError(.unwritableOutput, "\(path): \(error)")
    }
    order[part] = staged.count - 1
    return staged.count - 1
  }

  private static func writing(
    _ path: String, _ body: () throws(SystemError) -> Void
  ) throws(ConversionError) {
    do { try body() } catch { throw unwritable(path, error) }
  }

  private static func unwritable(_ path: String, _ error: SystemError) -> ConversionError {
    ConversionError(
      .unwritableOutput, "\(path) cannot be written: \(error.reason)",
      advice: "Nothing that was there has been changed. Choose another place with -o.")
  }
}
