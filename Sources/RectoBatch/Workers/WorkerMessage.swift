internal import RectoGeometry

/// What a worker and its supervisor say to each other, one line each. After some lines of a worker
/// come as many bytes as they say.
enum WorkerMessage: Equatable {
  // To the worker.

  /// A page from 0 is not to be touched, and why.
  case skip(Int, String)
  /// A page from 0 is not to be recognised, and why.
  case plain(Int, String)
  /// No pages but these are to be touched.
  case only([Int])
  /// So many pages have been sent already: go on after them.
  case resume(Int)
  /// Read pages on one thread: it is to be found out which of them is at fault.
  case alone
  /// The figures of a page from 0 are not to be rendered, and why.
  case bare(Int, String)
  /// The figures of no pages but these are to be rendered.
  case draw([Int])
  /// How many seconds of work the document may still take.
  case seconds(Double)
  /// The document was sent as an open file.
  case document
  /// A request as JSON.
  case convert(String)

  // From the worker.

  /// The request's identifier as JSON.
  case identified(String)
  case opened(pages: Int)
  case began(page: Int)
  case ended(page: Int)
  /// A page that is being read is being recognised, or has been.
  case recognising(page: Int)
  case recognised(page: Int)
  /// All pages are read.
  case assembling
  /// The figures of a page from 0 are being rendered, or have been.
  case drawing(page: Int)
  case drawn(page: Int)
  /// From here on there is something of the document in standard output.
  case writing
  /// So many pages are written to standard output.
  case sent(Int)
  /// So many bytes of a result follow.
  case result(ResultPart, bytes: Int)
  /// The answer follows as JSON.
  case answer(bytes: Int)

  var line: String {
    switch self {
    case .skip(let page, let reason): "skip \(page) \(reason)\n"
    case .plain(let page, let reason): "plain \(page) \(reason)\n"
    case .only(let pages): "only \(pages.map(String.init).joined(separator: " "))\n"
    case .resume(let pages): "resume \(pages)\n"
    case .alone: "alone\n"
    case .bare(let page, let reason): "bare \(page) \(reason)\n"
    case .draw(let pages): "draw \(pages.map(String.init).joined(separator: " "))\n"
    case .seconds(let seconds): "seconds \(seconds)\n"
    case .document: "document\n"
    case .convert(let request): "convert \(request)\n"
    case .identified(let id): "id \(id)\n"
    case .opened(let pages): "opened \(pages)\n"
    case .began(let page): "began \(page)\n"
    case .ended(let page): "ended \(page)\n"
    case .recognising(let page): "recognising \(page)\n"
    case .recognised(let page): "recognised \(page)\n"
    case .assembling: "assembling\n"
    case .drawing(let page): "drawing \(page)\n"
    case .drawn(let page): "drawn \(page)\n"
    case .writing: "writing\n"
    case .sent(let pages): "sent \(pages)\n"
    case .result(let part, let bytes): "result \(part.kind.rawValue) \(part.name) \(bytes)\n"
    case .answer(let bytes): "answer \(bytes)\n"
    }
  }

  /// Whether it is for a worker to say.
  var isFromWorker: Bool {
    switch self {
    case .skip, .plain, .only, .resume, .alone, .bare, .draw, .seconds, .document, .convert: false
    default: true
    }
  }

  init?(_ line: String) {
    let space = line.utf8.firstIndex(of: 0x20) ?? line.endIndex
    let rest = line[space...].dropFirst()
    /// A message with a number.
    func number(_ make: (Int) -> WorkerMessage) -> WorkerMessage? { Int(rest).map(make) }
    /// A message with a page and words.
    func page(_ make: (Int, String) -> WorkerMessage) -> WorkerMessage? {
      let parts = rest.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let page = Int(parts[0]) else { return nil }
      return make(page, String(parts[1]))
    }
    /// What bytes follow.
    func result() -> WorkerMessage? {
      let parts = rest.split(separator: " ")
      guard parts.count == 3, let kind = ResultPart.Kind(rawValue: String(parts[0])),
        let part = ResultPart(kind, String(parts[1])), let bytes = Int(parts[2]), bytes >= 0
      else { return nil }
      return .result(part, bytes: bytes)
    }
    func pages() -> [Int] { rest.split(separator: " ").compactMap { Int($0) } }
    let message: WorkerMessage? =
      switch line[..<space] {
      case "skip": page(Self.skip)
      case "plain": page(Self.plain)
      case "only": .only(pages())
      case "resume": number(Self.resume)
      case "alone": .alone
      case "bare": page(Self.bare)
      case "draw": .draw(pages())
      case "seconds": Double(rest).map(Self.seconds)
      case "document": .document
      case "convert": .convert(String(rest))
      case "id": .identified(String(rest))
      case "opened": number(Self.opened)
      case "began": number(Self.began)
      case "ended": number(Self.ended)
      case "recognising": number(Self.recognising)
      case "recognised": number(Self.recognised)
      case "assembling": .assembling
      case "drawing": number(Self.drawing)
      case "drawn": number(Self.drawn)
      case "writing": .writing
      case "sent": number(Self.sent)
      case "result": result()
      case "answer": Int(rest).flatMap { $0 < 0 ? nil : .answer(bytes: $0) }
      default: nil
      }
    guard let message else { return nil }
    self = message
  }
}
