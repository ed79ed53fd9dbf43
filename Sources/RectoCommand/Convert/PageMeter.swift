internal import RectoSystem

/// How progress is shown on standard error.
enum ProgressMode: String, CaseIterable {
  /// A bar on a terminal, lines now and then elsewhere.
  case auto
  case bar, json, none
}

/// The progress of one document: a line that is rewritten on a terminal, or JSON lines.
final class PageMeter {
  /// Shorter documents are done before a bar could be read.
  private static let fewestPages = 30

  private let mode: ProgressMode
  private let name: String
  private var shown = 0

  init(mode: ProgressMode, name: String) {
    self.mode = mode == .auto ? (StandardStreams.errorIsTerminal ? .bar : .none) : mode
    self.name = StandardStreams.printable(name)
  }

  func update(_ done: Int, of total: Int) {
    guard mode == .bar || mode == .json, total >= Self.fewestPages || mode == .json else { return }
    let percent = done * 100 / max(1, total)
    guard percent > shown || done == total else { return }
    shown = percent
    if mode == .json {
      StandardStreams.report("{\"page\":\(done),\"pages\":\(total)}\n")
    } else {
      StandardStreams.report("\r\(name) [\(Self.bar(percent))] \(done)/\(total)")
    }
  }

  /// Clears the line.
  func finish() {
    if mode == .bar && shown > 0 { StandardStreams.report("\r\u{1B}[2K") }
    shown = 0
  }

  static func bar(_ percent: Int) -> String {
    let filled = max(0, min(100, percent)) * 30 / 100
    return String(repeating: "#", count: filled) + String(repeating: ".", count: 30 - filled)
  }
}
