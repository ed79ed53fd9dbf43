import Foundation
import Testing

@testable import RectoSystem

/// Where paths lead when they are written to.
@Suite struct WritingPlaceTests {
  @Test func descriptorsAreKnownByTheirPaths() throws {
    #expect(try WritingPlace("/dev/stdout") == .descriptor(Descriptor(1)))
    #expect(try WritingPlace("/dev/fd/2") == .descriptor(Descriptor(2)))
    #expect(try WritingPlace("/proc/self/fd/1") == .descriptor(Descriptor(1)))
  }

  @Test func linksAreFollowedToWhatIsWritten() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "recto-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path
    for (link, target) in [
      ("a", "b"), ("b", "\(path)/c"), ("loop", "pool"), ("pool", "loop"), ("out", "/dev/stdout"),
      ("up", "../\(folder.lastPathComponent)/c"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(link)", withDestinationPath: target)
    }
    #expect(try WritingPlace("\(path)/a") == .file("\(path)/c"))
    try Data().write(to: folder.appending(path: "c"))
    #expect(try WritingPlace("\(path)/a") == .file("\(path)/c"))
    #expect(try WritingPlace("\(path)/up") == .file("\(path)/../\(folder.lastPathComponent)/c"))
    #expect(try WritingPlace("\(path)/out") == .descriptor(Descriptor(1)))
    #expect(throws: SystemError.self) { try WritingPlace("\(path)/loop") }
    #expect(throws: SystemError.self) { try WritingPlace(path) }
    #expect(unsafe mkfifo("\(path)/pipe", 0o600) == 0)
    #expect(try WritingPlace("\(path)/pipe") == .stream("\(path)/pipe"))
    // Nobody reads there, and nobody is waited for.
    #expect(throws: SystemError.self) {
      try WritingPlace.stream("\(path)/pipe").open(waiting: false)
    }
  }

  @Test(
    arguments: [
      [0x61, 0xE9, 0x2E], [0xFF, 0xFE], [0xC3], [0xC3, 0xA9], [0xF4, 0x8F, 0xBE, 0x80],
      [0xF4, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xC0, 0xAF], [0x41, 0xCC, 0x81],
    ] as [[UInt8]])
  func namesOfAnyBytesComeBack(bytes: [UInt8]) {
    #expect(SystemPath.bytes(SystemPath.text(bytes)) == bytes)
  }

  @Test func noTwoNamesAreOne() {
    let choices: [UInt8] = [0x61, 0xC3, 0xA9, 0xF4, 0x8F, 0xBE, 0x80, 0xBF, 0xE9, 0x2F]
    var texts: [[Unicode.Scalar]: [UInt8]] = [:]
    // Every name of four of these bytes.
    for number in 0..<10_000 {
      let bytes = [1, 10, 100, 1000].map { choices[number / $0 % 10] }
      let text = Array(SystemPath.text(bytes).unicodeScalars)
      #expect(SystemPath.bytes(SystemPath.text(bytes)) == bytes, "\(bytes)")
      #expect(texts[text] == nil || texts[text] == bytes)
      texts[text] = bytes
    }
  }

  @Test func partsOfPathsAreToldByTheirSlashes() {
    for (path, folder, name) in [
      ("a/b", "a", "b"), ("/a", "/", "a"), ("a", ".", "a"), ("a/\u{301}b", "a", "\u{301}b"),
    ] {
      #expect(SystemPath.folder(of: path) == folder)
      #expect(Array(SystemPath.name(of: path).utf8) == Array(name.utf8))
    }
  }
}
