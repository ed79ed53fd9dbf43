internal import RectoGeometry
/// What a worker and its supervisor say to each other, one line each. After some lines of a worker
/// come as many bytes as they say.
enum WorkerMessage: Equatable {
  // To the worker.

  /// A page from 0 is not to be touched, and why.
  case skip(Int, String)
  /// No pages but these are to be touched.
  case only([Int])
  /// So many pages have been sent already: go on after them.
  case resume(Int)
  /// Read pages on one thread: it is to be found out which of them is at fault.
  case alone
  /// Leave out the pictures of figures.
  case plain
  /// How long the document may still take.
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
  case pictures
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
    case .only(let pages): "only \(pages.map(String.init).joined(separator: " "))\n"
    case .resume(let pages): "resume \(pages)\n"
    case .alone: "alone\n"
    case .plain: "plain\n"
    case .seconds(let seconds): "seconds \(seconds)\n"
    case .document: "document\n"
    case .convert(let request): "convert \(request)\n"
    case .identified(let id): "id \(id)\n"
    case .opened(let pages): "opened \(pages)\n"
    case .began(let page): "began \(page)\n"
    case .ended(let page): "ended \(page)\n"
    case .pictures: "pictures\n"
    case .writing: "writing\n"
    case .sent(let pages): "sent \(pages)\n"
    case .result(let part, let bytes): "result \(part.kind.rawValue) \(part.name) \(bytes)\n"
    case .answer(let bytes): "answer \(bytes)\n"
    }
  }

  /// Whether it is for a worker to say.
  var isFromWorker: Bool {
    switch self {
    case .skip, .only, .resume, .alone, .plain, .seconds, .convert: false
    default: true
    }
  }

  init?(_ line: String) {
    let space = line.utf8.firstIndex(of: 0x20) ?? line.endIndex
    let rest = line[space...].dropFirst()
    switch line[..<space] {
    case "skip":
      let parts = rest.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let page = Int(parts[0]) else { return nil }
      self = .skip(page, String(parts[1]))
    case "only": self = .only(rest.split(separator: " ").compactMap { Int($0) })
    case "resume":
      guard let pages = Int(rest) else { return nil }
      self = .resume(pages)
    case "alone": self = .alone
    case "plain": self = .plain
    case "seconds":
      guard let seconds = Double(rest) else { return nil }
      self = .seconds(seconds)
    case "document": self = .document
    case "convert": self = .convert(String(rest))
    case "id": self = .identified(String(rest))
    case "opened":
      guard let pages = Int(rest) else { return nil }
      self = .opened(pages: pages)
    case "began":
      guard let page = Int(rest) else { return nil }
      self = .began(page: page)
    case "ended":
      guard let page = Int(rest) else { return nil }
      self = .ended(page: page)
    case "pictures": self = .pictures
    case "writing": self = .writing
    case "sent":
      guard let pages = Int(rest) else { return nil }
      self = .sent(pages)
    case "result":
      let parts = rest.split(separator: " ")
      guard parts.count == 3, let kind = ResultPart.Kind(rawValue: String(parts[0])),
        let part = ResultPart(kind, String(parts[1])), let bytes = Int(parts[2]), bytes >= 0
      else { return nil }
      self = .result(part, bytes: bytes)
    case "answer":
      guard let bytes = Int(rest), bytes >= 0 else { return nil }
      self = .answer(bytes: bytes)
    default: return nil
    }
  }
}
