internal import FoundationEssentials
internal import RectoDiagnostics
internal import RectoSystem

/// What a worker process does: one request after the other, until none will come.
struct Worker {
  let requests: Descriptor
  let channel: AnswerChannel
  let documents: DescriptorChannel
  let limits: WorkerLimits
  let settings: WorkerSettings

  func run() -> Int32 {
    var lines = LineBuffer()
    var task = Preparation()
    while true {
      guard let line = lines.next() else {
        guard (try? lines.fill(from: requests)) == true else { return 0 }
        continue
      }
      switch WorkerMessage(line) {
      case .skip(let page, let reason): task.skipped[page] = reason
      case .plain(let page, let reason): task.plain[page] = reason
      case .only(let pages): task.only = Set(pages)
      case .resume(let pages): task.sent = pages
      case .alone: task.isAlone = true
      case .bare(let page, let reason): task.bare[page] = reason
      case .draw(let pages): task.draw = Set(pages)
      case .seconds(let seconds): task.seconds = seconds
      case .document: task.document = documents.receive()
      case .convert(let request):
        guard convert(request, task) else { return 1 }
        task = Preparation()
      default: break
      }
    }
  }

  /// What was said of the next document.
  private struct Preparation {
    var skipped: [Int: String] = [:]
    var plain: [Int: String] = [:]
    var only: Set<Int>?
    var sent = 0
    var isAlone = false
    var bare: [Int: String] = [:]
    var draw: Set<Int>?
    var seconds: Double?
    var document: Descriptor?
  }

  /// `false` if nobody hears the answer.
  private func convert(_ line: String, _ preparation: Preparation) -> Bool {
    defer { preparation.document?.close() }
    let request: ConversionRequest
    do {
      request = try StrictRequest(line).request
    } catch {
      let id = StrictRequest.identifier(in: line)
      return send(ConversionAnswer(id: id, failure: error))
    }
    if let id = request.id, let data = try? JSONEncoder().encode(id) {
      channel.tell(.identified(String(decoding: data, as: UTF8.self)))
    }
    var task = DocumentTask(
      request: request, settings: settings,
      seconds: preparation.seconds ?? limits.seconds, pageSeconds: limits.pageSeconds,
      channel: channel)
    task.skipped = preparation.skipped
    task.plain = preparation.plain
    task.only = preparation.only
    task.sent = preparation.sent
    task.isAlone = preparation.isAlone
    task.bare = preparation.bare
    task.draw = preparation.draw
    task.document = preparation.document
    return send(task.run())
  }

  private func send(_ answer: ConversionAnswer) -> Bool { (try? channel.answer(answer)) != nil }
}
