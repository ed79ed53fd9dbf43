internal import RectoSystem

/// Takes apart what a worker sends. The worker has read a stranger's document, so nothing is believed
/// that could not be: lines and lengths have bounds, and what makes no sense ends the reading.
struct AnswerReader {
  enum Item: Equatable {
    case message(WorkerMessage)
    /// Bytes of a result, as they come.
    case bytes(ArraySlice<UInt8>, of: ResultPart)
    /// The answer as JSON.
    case answer([UInt8])
    /// This is no worker of ours any more.
    case nonsense
  }

  /// The longest line: the identifier of a request, which its sender chooses.
  private static let longestLine = 4 << 20

  private let mostBytes: Int
  private var lines = LineBuffer()
  private var state = State.line

  private enum State {
    case line
    case result(ResultPart, left: Int)
    case answer([UInt8], left: Int)
    case broken
  }

  /// `mostBytes` is the longest that one result may be.
  init(mostBytes: Int) { self.mostBytes = mostBytes }

  /// Takes what a descriptor has; `false` at its end.
  mutating func fill(from descriptor: Descriptor) throws(SystemError) -> Bool {
    try lines.fill(from: descriptor)
  }

  /// What has arrived next; `nil` until there is something.
  mutating func next() -> Item? {
    switch state {
    case .broken: return .nonsense
    case .line: return line()
    case .result(let part, let left):
      guard lines.count > 0 else { return nil }
      let bytes = lines.take(left)
      state = bytes.count == left ? .line : .result(part, left: left - bytes.count)
      return .bytes(bytes, of: part)
    case .answer(var answer, let left):
      guard lines.count > 0 else { return nil }
      state = .line
      let bytes = lines.take(left)
      answer += bytes
      if bytes.count == left { return .answer(answer) }
      state = .answer(answer, left: left - bytes.count)
      return nil
    }
  }

  private mutating func line() -> Item? {
    guard let line = lines.next() else {
      return lines.count > Self.longestLine ? broken() : nil
    }
    guard let message = WorkerMessage(line), message.isFromWorker else { return broken() }
    switch message {
    case .result(let part, let bytes):
      guard bytes <= mostBytes else { return broken() }
      // A result may be empty, and is one all the same.
      if bytes == 0 { return .bytes([], of: part) }
      state = .result(part, left: bytes)
      return next()
    case .answer(let bytes):
      guard bytes > 0, bytes <= mostBytes else { return broken() }
      state = .answer([], left: bytes)
      return next()
    default: return .message(message)
    }
  }

  private mutating func broken() -> Item {
    state = .broken
    return .nonsense
  }
}
