internal import RectoSystem
internal import Synchronization

/// Progress on standard error: a line that is rewritten on a terminal, or JSON lines.
final class ProgressMeter: Sendable {
  enum Mode: String, Sendable { case auto, bar, json, none }

  /// Shorter documents are done before a bar could be read.
  private static let fewestPages = 30

  private let mode: Mode
  private let name: String
  private let shown = Mutex(0)

  init(mode: Mode, name: String) {
    self.mode = mode == .auto ? (StandardStreams.errorIsTerminal ? .bar : .none) : mode
    self.name = name
  }

  func update(_ done: Int, of total: Int) {
    guard mode == .bar || mode == .json, total >= Self.fewestPages || mode == .json else { return }
    let percent = done * 100 / max(1, total)
    shown.withLock { last in
      guard percent > last || done == total else { return }
      last = percent
      if mode == .json {
        StandardStreams.report("{\"page\":\(done),\"pages\":\(total)}\n")
      } else {
        let filled = percent * 30 / 100
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
        StandardStreams.report("\r\(name) [\(bar)] \(done)/\(total)")
      }
    }
  }

  /// Clears the line.
  func finish() {
    guard mode == .bar else { return }
    shown.withLock { last in
      if last > 0 { StandardStreams.report("\r\u{1B}[2K") }
    }
  }
}
