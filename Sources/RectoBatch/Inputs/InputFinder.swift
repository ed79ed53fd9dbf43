internal import Recto
public import RectoDiagnostics
internal import RectoSystem

/// Finds the documents of a batch: files, what is in folders, what is in lists.
public struct InputFinder: Sendable {
  /// A document, and where its results go below the output folder.
  public struct Input: Sendable, Equatable {
    public var path: String
    /// With the document's own extension.
    public var place: String
  }

  /// A pattern of file names as in the shell: `*`, `?`, `[a-z]`. It is matched against the name, or
  /// if it has a slash against the whole path below the folder given.
  public struct Pattern: Sendable {
    private let glob: Glob

    public init(_ pattern: String) { glob = Glob(pattern) }

    public func matches(_ path: String) -> Bool { glob.matches(path) }
  }

  /// Of the files in folders, those that have one of these; those whose extension says that they
  /// can be read, if there are none.
  public var only: [Pattern] = []
  /// Files and folders in folders that are left out.
  public var exclude: [Pattern] = []
  /// Whether links in a folder are followed where they lead out of it.
  public var followsLinks = false

  public init() {}

  /// Why something in a folder is no document of the batch.
  public enum Reason: Sendable {
    /// It is a link that leads out of the folder.
    case leadsOut
    /// Its extension is none that is read.
    case extensionIsOther
  }

  /// The documents in a fixed order: by place, folder by folder. Links in folders are followed within
  /// the folder that was given: what is outside of it was not.
  ///
  /// What is in the only folder given comes directly below the output; of several, each keeps its
  /// name. Files named on the command line come directly below the output too, those of a list keep
  /// their folders.
  ///
  /// `leaves` is told of what is not taken, and why.
  public func inputs(
    arguments: [String], list: [String] = [], leaves: (String, Reason) -> Void = { _, _ in }
  ) throws(ConversionError) -> [Input] {
    var inputs: [Input] = []
    var seen: Set<FileFacts.Identity> = []
    let isOnly = arguments.count + list.count == 1
    for argument in arguments {
      guard let facts = try? FileFacts(argument), facts.kind == .folder else {
        // What is missing is reported when its turn comes.
        inputs.append(Input(path: argument, place: Self.name(of: argument)))
        continue
      }
      let folder = argument == "/" ? "" : Self.trimmed(argument)
      let prefix = isOnly ? "" : Self.name(of: folder) + "/"
      seen.insert(facts.identity)
      try walk(folder, prefix: prefix, in: SystemPath.resolved(argument), &inputs, &seen, leaves)
    }
    for path in list {
      guard let facts = try? FileFacts(path), facts.kind == .folder else {
        inputs.append(Input(path: path, place: Self.place(of: path)))
        continue
      }
      seen.insert(facts.identity)
      try walk(
        Self.trimmed(path), prefix: Self.place(of: path) + "/", in: SystemPath.resolved(path),
        &inputs, &seen, leaves)
    }
    return inputs
  }

  /// Paths from a list, one a line, or with zero bytes between them where there are any.
  public static func paths(inList bytes: [UInt8]) -> [String] {
    let separator: UInt8 = bytes.contains(0) ? 0 : 0x0A
    // Some editors begin a text with a mark of its encoding.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return bytes.split(separator: separator).map { line in
      let isTerminated = separator == 0x0A && line.last == 0x0D
      return SystemPath.text(Array(isTerminated ? line.dropLast() : line))
    }
  }

  /// `root` is the folder that was given, without links.
  private func walk(
    _ folder: String, prefix: String, in root: String?, _ inputs: inout [Input],
    _ seen: inout Set<FileFacts.Identity>, _ leaves: (String, Reason) -> Void
  ) throws(ConversionError) {
    let names: [String]
    do {
      names = try Folder.names(in: folder.isEmpty ? "/" : folder)
    } catch {
      throw ConversionError(
        .unreadableInput, "the folder \(ShellWord.quoted(folder)) cannot be read: \(error.reason)",
        advice: "Change its mode, or leave it out with --exclude.")
    }
    var folders: [(path: String, place: String, identity: FileFacts.Identity)] = []
    for name in names where !name.hasPrefix(".") {
      let (path, place) = ("\(folder)/\(name)", prefix + name)
      guard !exclude.contains(where: { $0.matches(place) }) else { continue }
      let facts: FileFacts
      do {
        facts = try FileFacts(path)
      } catch {
        // Whatever it is: that it cannot be looked at is said when its turn comes.
        if isWanted(place) || error.isTooLong { inputs.append(Input(path: path, place: place)) }
        continue
      }
      if !followsLinks, FileFacts.isLink(path), !Self.isBelow(root, path) {
        if facts.kind == .folder || isWanted(place) { leaves(path, .leadsOut) }
        continue
      }
      switch facts.kind {
      case .folder: folders.append((path, place, facts.identity))
      case .file:
        if isWanted(place) {
          inputs.append(Input(path: path, place: place))
        } else if only.isEmpty {
          leaves(path, .extensionIsOther)
        }
      case .other: break
      }
    }
    for folder in folders {
      // A link may lead back to where it is.
      guard seen.insert(folder.identity).inserted else { continue }
      try walk(folder.path, prefix: folder.place + "/", in: root, &inputs, &seen, leaves)
    }
  }

  private static func isBelow(_ root: String?, _ path: String) -> Bool {
    guard let root, let target = SystemPath.resolved(path) else { return false }
    return target.utf8.elementsEqual(root.utf8)
      || target.utf8.starts(with: (root == "/" ? root : root + "/").utf8)
  }

  private func isWanted(_ place: String) -> Bool {
    if !only.isEmpty { return only.contains { $0.matches(place) } }
    let parts = Self.name(of: place).utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count > 1, let ending = parts.last else { return false }
    return InputFormat.fileExtensions.contains(String(decoding: ending, as: UTF8.self).lowercased())
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  static func name(of path: String) -> String {
    path.utf8.split(separator: 0x2F).last.map { String(decoding: $0, as: UTF8.self) } ?? "document"
  }

  /// A listed path below the output: nothing in it leads out of there.
  private static func place(of path: String) -> String {
    let parts = path.utf8.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
      .filter { $0 != "." && $0 != ".." }
    return parts.isEmpty ? "document" : parts.joined(separator: "/")
  }
}
