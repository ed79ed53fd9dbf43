internal import FoundationEssentials
internal import Poppler
public import RectoDiagnostics
public import RectoSystem
internal import RectoTokens

/// A document of a batch.
public struct BatchDocument: Sendable, Equatable {
  public var path: String
  /// The path of its results without extension, below the output folder.
  public var stem: String

  public init(path: String, stem: String) {
    self.path = path
    self.stem = stem
  }

  /// Documents with a name each.
  public static func named(_ inputs: [InputFinder.Input]) -> [BatchDocument] {
    zip(inputs, OutputNames.stems(for: inputs.map(\.place))).map {
      BatchDocument(path: $0.path, stem: $1)
    }
  }
}

/// What becomes of results that are there already.
public enum Existing: String, Sendable, CaseIterable {
  /// They are replaced.
  case overwrite
  /// They stay; a document that has all of them is not converted.
  case noClobber
  /// They stay if the journal says that they are what would come out again.
  case resume
}

/// Converts many documents into a folder.
public struct Batch {
  public var documents: [BatchDocument]
  public var folder: String
  public var options: OptionValues
  public var from: String?
  public var password: String?
  public var jobs = 1
  public var existing = Existing.overwrite
  /// Whether resuming compares contents of sources and results, not only their size, time and place.
  public var checksContents = false
  public var shard: Shard?
  /// The file of the report, if there is to be one.
  public var report: String?
  /// Files that are read besides documents: neither results nor the report take their places.
  public var reads: [String] = []
  /// Begin nothing after the first failure.
  public var isFailFast = false
  public var isVerbose = false
  public var standardInput: [UInt8] = []

  public init(documents: [BatchDocument], folder: String, options: OptionValues) {
    self.documents = documents
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    self.folder = folder
    self.options = options
  }

  /// How far a batch is.
  public struct Tally: Sendable, Equatable {
    public var documents = 0
    public var converted = 0
    public var partial = 0
    public var failed = 0
    /// Not converted, as there was nothing to do.
    public var skipped = 0
    /// Left out, as they have none of the pages that were asked for.
    public var withoutPages = 0
    /// Of those skipped, how many failed when they were.
    public var skippedFailures = 0
    public var pages = 0
    public var isInterrupted = false
    /// How many could not be recognised, or not in whole, as the recogniser or its data is missing, and
    /// what the first of them lacked.
    public var unrecognised = 0
    public var lack: String?
    /// The most memory that a worker held, in bytes.
    public var peakMemory = 0

    public var done: Int { converted + partial + failed + skipped + withoutPages }

    /// How the batch ends.
    public var status: ExitStatus {
      if isInterrupted { return .interrupted }
      let failures = failed + skippedFailures
      if failures + withoutPages == documents && documents > 0 { return .nothingConverted }
      return failures + partial > 0 || done < documents ? .partial : .success
    }
  }

  /// What is told while it goes on.
  public enum Event {
    case page(Tally)
    /// It was interrupted and waits for these documents.
    case waiting([String])
    case ended(BatchReport.Entry, Tally)
  }

  /// Runs the batch. An interrupt that comes through the descriptor lets the documents at work end; the
  /// second, or a request to end, stops at once.
  public func run(
    interrupts: Descriptor?, _ tell: (Event) -> Void
  ) throws(ConversionError) -> Tally {
    let chosen = documents.filter { shard?.holds($0.stem) ?? true }
    let formats = try options.over(.defaults).formats()
    _ = try options.over(.defaults).conversionOptions()
    let limits = try options.workerLimits()
    var settings = WorkerSettings()
    settings.protect(documents.map(\.path) + reads)
    if let report, settings.protects(report) {
      throw ConversionError(
        .unwritableOutput,
        "the report \(ShellWord.quoted(report)) is one of the files that are read",
        advice: "Choose another place with --report.")
    }
    try OutputFile.makeFolder(of: folder + "/")
    let journal = try Journal(
      folder: folder, shard: shard, resuming: existing == .resume, checksContents: checksContents)
    let report = try report.map { path throws(ConversionError) in
      try BatchReport(path, isNew: existing != .resume)
    }
    settings.options = options
    try settings.prepare()
    // A file of the same name may hold another tokenizer.
    let key = Digest.sha256(
      Array(JSONLine.text(options.over(.defaults).decisive).utf8)
        + (settings.tokenizer?.digest ?? "").utf8)

    settings.from = from
    settings.password = password
    settings.folder = folder
    settings.isVerbose = isVerbose
    settings.standardInput = standardInput
    let supervisor = Supervisor(
      workers: jobs, limits: limits, settings: settings, interrupts: interrupts, patience: 2)

    let state = State()
    state.tally.documents = chosen.count
    try withoutActuallyEscaping(tell) { tell throws(ConversionError) in
      var place = 0
      func end(_ entry: BatchReport.Entry) {
        do throws(ConversionError) {
          try report?.append(entry)
        } catch {
          state.failure = error
        }
        tell(.ended(entry, state.tally))
      }
      let ending = try supervisor.run {
        while place < chosen.count {
          if state.failure != nil || isFailFast && state.tally.failed > 0 { return .none }
          let document = chosen[place]
          place += 1
          if let entry = skipped(document, formats: formats, journal: journal, key: key) {
            state.tally.skipped += 1
            if ExitStatus(rawValue: entry.code) != .success { state.tally.skippedFailures += 1 }
            end(entry)
            continue
          }
          state.sources[place - 1] = Journal.state(of: document.path)
          var request = ConversionRequest(path: document.path)
          request.output = document.stem
          request.hash = true
          return .job(
            place - 1,
            Supervisor.Job(
              request, places: .files("\(folder)/\(document.stem)"),
              maps: options.sourceMap == true ? .beside : .none))
        }
        return .none
      } observe: { number, message in
        guard case .ended = message else { return }
        state.tally.pages += 1
        state.read[number, default: 0] += 1
        tell(.page(state.tally))
      } wait: { titles in
        tell(.waiting(titles))
      } finish: { number, ended in
        let (document, answer) = (chosen[number], ended.answer)
        // What was read to judge others by, or twice, is not counted in the end.
        state.tally.pages += answer.pages - (state.read.removeValue(forKey: number) ?? 0)
        if answer.error?.kind == .noSuchPage {
          state.tally.withoutPages += 1
          state.sources[number] = nil
          return end(BatchReport.Entry(leavingOut: document, answer))
        }
        switch answer.status {
        case .ok: state.tally.converted += 1
        case .partial: state.tally.partial += 1
        case .failed: state.tally.failed += 1
        }
        if let lack = answer.lack(of: ShellWord.quoted(document.path)) {
          state.tally.unrecognised += 1
          state.tally.lack = state.tally.lack ?? lack
        }
        do throws(ConversionError) {
          try journal.record(
            document.stem, source: state.sources.removeValue(forKey: number), options: key, answer,
            hashes: ended.hashes)
        } catch {
          state.failure = error
        }
        end(BatchReport.Entry(document, answer))
      }
      state.tally.isInterrupted = ending == .interrupted
    }
    if let failure = state.failure { throw failure }
    state.tally.peakMemory = supervisor.peakMemory
    return state.tally
  }

  /// What the closures of a run share.
  private final class State {
    var tally = Tally()
    /// Documents at work, as they were before they were read.
    var sources: [Int: Journal.Entry.State] = [:]
    /// How many pages have been read of each.
    var read: [Int: Int] = [:]
    var failure: ConversionError?
  }

  /// What to report of a document that need not be converted.
  private func skipped(
    _ document: BatchDocument, formats: [OutputFormat], journal: Journal, key: String
  ) -> BatchReport.Entry? {
    switch existing {
    case .overwrite: return nil
    case .noClobber:
      let results = formats.map { "\(folder)/\(document.stem).\($0.fileExtension)" }
      let paths = results + (options.sourceMap == true ? results.map { $0 + ".map" } : [])
      guard paths.allSatisfy({ (try? FileFacts($0)) != nil }) else { return nil }
      return BatchReport.Entry(
        skipping: document, code: ExitStatus.success.rawValue, outputs: paths)
    case .resume:
      guard
        let entry = journal.standing(
          document.stem, path: document.path, options: key, hasPassword: password != nil)
      else { return nil }
      return BatchReport.Entry(
        skipping: document, code: entry.code, outputs: entry.outputs.map { "\(folder)/\($0.path)" })
    }
  }
}

extension ConversionAnswer {
  /// What was missing to recognise the document, without its name.
  fileprivate func lack(of name: String) -> String? {
    if let failure, failure.status == .missingLanguage {
      let text = failure.description
      return text.hasPrefix("\(name): ") ? String(text.dropFirst(name.count + 2)) : text
    }
    return diagnostics.first { $0.code == .missingLanguage && $0.severity != .note }?.summary
  }
}
