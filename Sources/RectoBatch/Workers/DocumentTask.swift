internal import FoundationEssentials
internal import Poppler
internal import Recto
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem
internal import RectoTree

/// Does what one request asks of a document, in a worker.
struct DocumentTask {
  let request: ConversionRequest
  let settings: WorkerSettings
  /// The document's file, if it is one.
  var document: Descriptor?
  /// Pages not to be touched, those not to be recognised, the only ones to be touched, and how many have
  /// been sent.
  var skipped: [Int: String] = [:]
  var plain: [Int: String] = [:]
  var only: Set<Int>?
  var sent = 0
  var isAlone = false
  /// Pages whose figures are not to be rendered, and the only ones whose figures are.
  var bare: [Int: String] = [:]
  var draw: Set<Int>?
  /// How many seconds of work the document and a page of it may take.
  var seconds: Double
  var pageSeconds: Double
  /// Where results go, and what goes on is told.
  let channel: AnswerChannel

  func run() -> ConversionAnswer {
    let begin = ResourceUse.now
    var answer = ConversionAnswer(id: request.id)
    do throws(ConversionError) {
      try work(into: &answer)
    } catch {
      let hash = answer.hash
      answer = ConversionAnswer(id: request.id, failure: error)
      answer.hash = hash
    }
    answer.seconds = ((ResourceUse.now - begin) * 1000).rounded() / 1000
    answer.peakMemory = ResourceUse.peak
    return answer
  }

  private func work(into answer: inout ConversionAnswer) throws(ConversionError) {
    if request.tables == nil, request.inspect == nil, request.audit == nil, request.locate == nil {
      try convert(into: &answer)
    } else {
      let bytes = try self.bytes(into: &answer)
      if let tables = request.tables { answer.add(try tables.run(self, bytes)) }
      if let inspect = request.inspect { answer.add(try inspect.run(self, bytes)) }
      if let locate = request.locate { answer.add(try locate.run(self, bytes)) }
      if let audit = request.audit {
        let (document, balances) = try audit.run(self, bytes)
        answer.add(document)
        if !balances { answer.fails("the account does not balance", "Please report the document.") }
      }
    }
    if answer.status == .ok,
      !answer.missingPages.isEmpty || answer.diagnostics.contains(where: \.isLoss)
    {
      answer.status = .partial
      answer.code = ExitStatus.partial.rawValue
    }
  }

  private func convert(into answer: inout ConversionAnswer) throws(ConversionError) {
    let formats = try values.formats()
    try request.options?.refuseChunks(in: formats, unless: .defaults)
    let bytes = try self.bytes(into: &answer)
    let options = try self.options(formats: formats)
    let sink = try self.sink()
    let from = try (request.from ?? settings.from).map { name throws(ConversionError) in
      try InputFormat(named: name)
    }
    let converter = Converter(options, observe: observe)
    let writer = ResultWriter(
      sink: sink, formats: formats, options: options, isMapped: values.sourceMap == true)
    guard formats == [.jsonLines] else {
      var result = try converter.convert(bytes, name: request.title, as: from)
      answer.add(result.document)
      if result.format == .json { try take(&result, into: &answer) }
      return try writer.write(result, of: bytes, name: request.title)
    }
    try writer.stream(from: sent, report: channel.tell) { receive throws(ConversionError) in
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
  }

  private var values: OptionValues { given.over(.defaults) }

  /// Options that were given with the request or for all.
  private var given: OptionValues { (request.options ?? OptionValues()).over(settings.options) }

  /// Has a document that was read back from JSON be as the options want it, where they can.
  private func take(
    _ result: inout Converter.Result, into answer: inout ConversionAnswer
  ) throws(ConversionError) {
    if values.images == ConversionOptions.Images.none.rawValue { result.dropPictures() }
    if values.images == ConversionOptions.Images.embed.rawValue,
      let first = result.addresses.values.min()
    {
      throw ConversionError(
        .usage,
        "\(request.title): its pictures are files, as \(ShellWord.quoted(first)), which are not read",
        advice: "Embed them where the JSON is made: recto FILE -t json --images embed.")
    }
    let unused = given.ofPages.map { "--\($0)" }
    if !unused.isEmpty {
      answer.note(
        Diagnostic(
          .optionUnused, .warning,
          "\(unused.joined(separator: ", ")): how pages are read means nothing for JSON, which is read "
            + "as it is"))
    }
  }

  /// Where the results go.
  func sink() throws(ConversionError) -> ResultSink {
    ResultSink(
      places: try ResultPlaces(of: request, settings), send: channel.send,
      begins: { [channel] in channel.tell(.writing) })
  }

  /// Tells the supervisor what goes on.
  var observe: @Sendable (Converter.Event) -> Void {
    { [channel] event in
      switch event {
      case .opened(let pages): channel.tell(.opened(pages: pages))
      case .began(let page): channel.tell(.began(page: page))
      case .ended(let page): channel.tell(.ended(page: page))
      case .recognising(let page): channel.tell(.recognising(page: page))
      case .recognised(let page): channel.tell(.recognised(page: page))
      case .assembling: channel.tell(.assembling)
      case .drawing(let page): channel.tell(.drawing(page: page))
      case .drawn(let page): channel.tell(.drawn(page: page))
      }
    }
  }

  private func bytes(into answer: inout ConversionAnswer) throws(ConversionError) -> [UInt8] {
    let bytes = try self.bytes()
    if request.hash == true { answer.hash = Digest.sha256(bytes) }
    return bytes
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
    if path == "-" { return settings.standardInput }
    guard let document else {
      throw ConversionError(.unreadableInput, "\(path): it was not handed over")
    }
    return try InputFile.read(document, name: path)
  }

  /// The options in force for results in these formats.
  func options(formats: [OutputFormat]) throws(ConversionError) -> ConversionOptions {
    var options = try values.conversionOptions()
    options.password = request.password ?? settings.password
    options.rendering.generator = "recto \(Version.number)"
    options.resolvesLinks = formats.contains { $0 == .markdown || $0.hasChunks }
    options.rendering.chunks.tokenizer = settings.tokenizer
    options.includesFacts =
      !Set(formats).isDisjoint(with: [.json, .jsonLines, .html, .hocr])
      || !options.rendering.include.isEmpty
    if formats.contains(where: \.needsGlyphs) { options.keepsGlyphs = true }
    let hasFiles = request.output != nil || request.outputFile != nil
    if options.images == .files && !hasFiles { options.images = .none }
    if isAlone { options.jobs = 1 }
    options.limits.skipped = skipped
    options.limits.unrecognised = plain
    options.limits.only = only
    options.limits.withoutPictures = bare
    options.limits.onlyPictures = draw
    options.limits.pageSeconds = pageSeconds * WorkerLimits.soft
    options.limits.seconds = seconds * WorkerLimits.soft
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

  /// Tells something that is no part of the document.
  fileprivate mutating func note(_ diagnostic: Diagnostic) {
    diagnostics.append(Remark(diagnostic))
  }

  /// What was written is there, and wrong.
  fileprivate mutating func fails(_ message: String, _ advice: String) {
    (status, code) = (.partial, ExitStatus.internalError.rawValue)
    error = Problem(message: message, advice: advice)
  }
}

extension ConversionAnswer.Remark {
  /// Whether it says that something of the document is missing.
  fileprivate var isLoss: Bool {
    switch code {
    case .documentCutShort, .pageCutShort, .pictureFailed, .pictureSkipped: true
    case .missingLanguage: severity != .note
    default: false
    }
  }
}
