internal import FoundationEssentials
internal import Poppler
internal import Recto
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem
internal import RectoTree

/// Converts the document of one request, in a worker.
struct DocumentTask {
  let request: ConversionRequest
  let settings: WorkerSettings
  /// Pages not to be touched, the only ones to be, how many have been sent, and what is left out.
  var skipped: [Int: String] = [:]
  var only: Set<Int>?
  var sent = 0
  var isAlone = false
  var isPlain = false
  /// How long the document and a page of it may take.
  var seconds: Double
  var pageSeconds: Double
  /// Told what goes on, from any thread.
  let report: @Sendable (WorkerMessage) -> Void

  /// The answer, and the results that are part of it.
  func run() -> (answer: ConversionAnswer, results: [(name: String, json: String)]) {
    let begin = ResourceUse.now
    var answer = ConversionAnswer(id: request.id)
    var results: [(name: String, json: String)] = []
    do throws(ConversionError) {
      try convert(into: &answer, &results)
    } catch {
      let hash = answer.hash
      answer = ConversionAnswer(id: request.id, failure: error)
      answer.hash = hash
    }
    answer.seconds = ((ResourceUse.now - begin) * 1000).rounded() / 1000
    answer.peakMemory = ResourceUse.peak
    return (answer, results)
  }

  private func convert(
    into answer: inout ConversionAnswer, _ results: inout [(name: String, json: String)]
  ) throws(ConversionError) {
    let values = (request.options ?? OptionValues()).over(settings.options).over(.defaults)
    let formats = try values.formats()
    let bytes = try self.bytes()
    if request.hash == true { answer.hash = Digest.sha256(bytes) }
    let options = try self.options(values, formats: formats)
    let target = try ResultWriter.Target(of: request, settings)
    let from = try (request.from ?? settings.from).map { name throws(ConversionError) in
      try InputFormat(named: name)
    }
    let converter = Converter(options) { [report] event in
      switch event {
      case .opened(let pages): report(.opened(pages: pages))
      case .began(let page): report(.began(page: page))
      case .ended(let page): report(.ended(page: page))
      case .pictures: report(.pictures)
      }
    }
    var writer = ResultWriter(
      target: target, formats: formats, options: options, input: request.path)
    if formats == [.jsonLines] {
      try writer.stream(from: sent, report: report) { receive throws(ConversionError) in
        do {
          try converter.convert(
            piecewise: bytes, name: request.title, as: from, from: sent
          ) { document in
            answer.add(document)
            try receive(document)
          }
        } catch let error as ConversionError {
          throw error
        } catch {
          throw ConversionError(.internalError, "the document cannot be written: \(error)")
        }
      }
    } else {
      let result = try converter.convert(bytes, name: request.title, as: from)
      answer.add(result.document)
      try writer.write(result, of: bytes, name: request.title)
    }
    answer.outputs = writer.written
    results = writer.results
    if !answer.missingPages.isEmpty || answer.diagnostics.contains(where: \.isLoss) {
      answer.status = .partial
      answer.code = ExitStatus.partial.rawValue
    }
  }

  private func bytes() throws(ConversionError) -> [UInt8] {
    if let encoded = request.bytes {
      guard let data = Data(base64Encoded: encoded) else {
        throw ConversionError(
          .usage, "the bytes of \(request.title) are not base64", advice: "Encode them anew.")
      }
      return [UInt8](data)
    }
    guard let path = request.path else {
      throw ConversionError(
        .usage, "the request names no document", advice: "Give \"path\" or \"bytes\".")
    }
    return path == "-" ? settings.standardInput : try InputFile.read(path)
  }

  private func options(
    _ values: OptionValues, formats: [OutputFormat]
  ) throws(ConversionError) -> ConversionOptions {
    var options = try values.conversionOptions()
    options.password = request.password ?? settings.password
    options.rendering.generator = "recto \(Version.number)"
    options.resolvesLinks = formats.contains(.markdown)
    options.includesFacts =
      !Set(formats).isDisjoint(with: [.json, .jsonLines, .html])
      || !options.rendering.include.isEmpty
    if formats.contains(where: \.needsGlyphs) { options.keepsGlyphs = true }
    let hasFiles = request.output != nil || request.outputFile != nil
    if isPlain || options.images == .files && !hasFiles { options.images = .none }
    if isAlone { options.jobs = 1 }
    options.limits.skipped = skipped
    options.limits.only = only
    options.limits.pageSeconds = pageSeconds * WorkerLimits.soft
    options.limits.end = .now + .seconds(seconds * WorkerLimits.soft)
    return options
  }
}

extension ConversionAnswer {
  /// Counts the pages of a document or of a piece of it.
  fileprivate mutating func add(_ document: Document) {
    pages += document.pages.count { !$0.failed }
    missingPages += document.pages.filter(\.failed).map { $0.index + 1 }
    recognisedPages += document.pages.count { $0.recognition != nil }
    diagnostics += document.diagnostics.map(Remark.init)
  }
}

extension ConversionAnswer.Remark {
  /// Whether it says that something of the document is missing.
  fileprivate var isLoss: Bool { code == .documentCutShort || code == .pageCutShort }
}
