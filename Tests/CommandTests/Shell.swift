import Foundation
import RectoTesting

/// Runs the built command as a shell does.
enum Shell {
  struct Outcome {
    var status: Int32
    var out: String
    var err: String
  }

  static let binary: URL = {
    var url = Fixtures.root.appending(path: ".build/debug/recto")
    if let path = ProcessInfo.processInfo.environment["RECTO_BINARY"] { url = URL(filePath: path) }
    return url
  }()

  static func process(
    _ arguments: [String], in folder: URL?, binary other: URL? = nil
  ) -> Process {
    let process = Process()
    process.executableURL = other ?? binary
    process.arguments = arguments
    process.currentDirectoryURL = folder
    return process
  }

  static func run(
    _ arguments: [String], input: Data? = nil, in folder: URL? = nil, binary: URL? = nil
  ) throws -> Outcome {
    try run(process(arguments, in: folder, binary: binary), input: input)
  }

  /// Runs a script with bash.
  static func shell(_ script: String, in folder: URL? = nil) throws -> Outcome {
    let process = process(["-c", script], in: folder, binary: URL(filePath: "/bin/bash"))
    return try run(process, input: nil)
  }

  private static func run(_ process: Process, input: Data?) throws -> Outcome {
    let work = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: work) }
    let (out, err) = (work.appending(path: "out"), work.appending(path: "err"))
    for url in [out, err] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    let source = work.appending(path: "in")
    try (input ?? Data()).write(to: source)
    process.standardInput = try FileHandle(forReadingFrom: source)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      out: String(decoding: try Data(contentsOf: out), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: err), as: UTF8.self))
  }

  static func temporaryFolder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "recto-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// Has a folder of its own for as long as it takes.
  static func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  /// What is in a folder, but for hidden files.
  static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { !$0.hasPrefix(".") }
  }
}
