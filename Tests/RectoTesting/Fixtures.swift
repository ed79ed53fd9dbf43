public import Foundation

/// The repository's fixtures.
public enum Fixtures {
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  public static let folder = root.appending(path: "Fixtures")

  public static func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: folder.appending(path: path)))
  }

  /// PDF files in folders named by `RECTO_CORPORA` (separated by ':'), beside the fixtures' own.
  public static var corpora: [URL] {
    let named = ProcessInfo.processInfo.environment["RECTO_CORPORA"] ?? ""
    return ([folder] + named.split(separator: ":").map { URL(filePath: String($0)) })
      .flatMap(documents)
  }

  /// Some of the documents that lie beside the checkout, if any do: each fortieth.
  public static var sample: [URL] {
    let all = documents(in: root.appending(path: "../shared/corpora/dev").standardized)
    return stride(from: 0, to: all.count, by: 40).map { all[$0] }
  }

  private static func documents(in folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "pdf" }
      .sorted { $0.path < $1.path }
  }
}
