internal import RectoBatch
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoSystem

/// The progress of a batch: a bar on a terminal, a line now and then in a log, or JSON lines.
final class BatchMeter {
  /// How often it is shown anew, in seconds.
  private static let barSeconds = 0.2
  private static let logSeconds = 30.0

  private let mode: ProgressMode
  private let isTerminal = StandardStreams.errorIsTerminal
  private let begin = ResourceUse.now
  private var last: Double
  private var isShown = false

  init(mode: ProgressMode) {
    self.mode = mode
    last = begin
  }

  func update(_ event: Batch.Event) {
    let tally: Batch.Tally
    switch event {
    case .page(let now): tally = now
    case .waiting: return
    case .ended(let entry, let now):
      tally = now
      if mode == .json {
        return StandardStreams.report(
          Self.json(tally, seconds: ResourceUse.now - begin, entry) + "\n")
      }
    }
    let isBar = mode == .bar || mode == .auto && isTerminal
    guard isBar || mode == .auto else { return }
    let now = ResourceUse.now
    guard now - last >= (isBar ? Self.barSeconds : Self.logSeconds) else { return }
    last = now
    if isBar {
      let percent = tally.done * 100 / max(1, tally.documents)
      StandardStreams.report("\r\u{1B}[2K[\(PageMeter.bar(percent))] \(text(tally, at: now))")
      isShown = true
    } else {
      Failure.say(text(tally, at: now))
    }
  }

  /// Takes the bar away, so that a message can stand in its place.
  func clear() {
    if isShown { StandardStreams.report("\r\u{1B}[2K") }
    isShown = false
  }

  /// The summary.
  func finish(_ tally: Batch.Tally, isQuiet: Bool) {
    clear()
    guard !isQuiet, mode != .json else { return }
    let seconds = ResourceUse.now - begin
    var parts = ["\(tally.converted) converted"]
    if tally.partial > 0 { parts.append("\(tally.partial) in part") }
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    if tally.skipped > 0 {
      parts.append("\(tally.skipped) left as \(tally.skipped == 1 ? "it was" : "they were")")
    }
    if tally.skippedFailures > 0 { parts.append("\(tally.skippedFailures) of them failed before") }
    if tally.withoutPages > 0 { parts.append("\(tally.withoutPages) without these pages") }
    if tally.done < tally.documents { parts.append("\(tally.documents - tally.done) not begun") }
    Failure.say(
      "\(counted(tally.documents, "document")): \(parts.joined(separator: ", ")); "
        + "\(counted(tally.pages, "page")) in "
        + "\(Self.duration(seconds)), \(Self.rate(tally.pages, seconds)) a second, workers up to "
        + "\(tally.peakMemory >> 20) MiB")
    if let lack = tally.lack {
      Failure.say("\(tally.unrecognised) of them could not be recognised in whole: \(lack)")
    }
  }

  private func text(_ tally: Batch.Tally, at now: Double) -> String {
    let seconds = now - begin
    let worked = tally.done - tally.skipped
    var text =
      "\(tally.done)/\(counted(tally.documents, "document")), \(counted(tally.pages, "page")), "
      + "\(Self.rate(tally.pages, seconds)) a second"
    if tally.failed > 0 { text += ", \(tally.failed) failed" }
    if worked > 0 {
      let left = seconds / Double(worked) * Double(tally.documents - tally.done)
      text += ", \(Self.duration(left)) left"
    }
    return text
  }

  private static func json(
    _ tally: Batch.Tally, seconds: Double, _ entry: BatchReport.Entry
  ) -> String {
    "{\"documents\":\(tally.documents),\"done\":\(tally.done),\"failed\":\(tally.failed),"
      + "\"pages\":\(tally.pages),\"seconds\":\((seconds * 1000).rounded() / 1000),"
      + "\"status\":\"\(entry.status.rawValue)\"}"
  }

  private static func rate(_ pages: Int, _ seconds: Double) -> Int {
    Int(clamped: (Double(pages) / max(seconds, 0.001)).rounded())
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(clamped: seconds.rounded())
    if whole < 60 { return "\((seconds * 10).rounded() / 10) s" }
    return whole < 3600
      ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole / 60 % 60) min"
  }
}
