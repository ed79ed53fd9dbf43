internal import RectoDiagnostics
internal import RectoSystem
internal import Synchronization

/// What a worker says to its supervisor, from any of its threads: each message in one piece.
final class AnswerChannel: Sendable {
  private let descriptor: Mutex<Descriptor>

  init(_ descriptor: Descriptor) { self.descriptor = Mutex(descriptor) }

  func tell(_ message: WorkerMessage) {
    descriptor.withLock { descriptor in try? descriptor.write(message.line) }
  }

  func send(_ part: ResultPart, _ bytes: [UInt8]) throws(ConversionError) {
    try write(.result(part, bytes: bytes.count), bytes)
  }

  func answer(_ answer: ConversionAnswer) throws(ConversionError) {
    let line = Array(answer.line().utf8)
    try write(.answer(bytes: line.count), line)
  }

  /// Whoever sends results has nothing to go on for when nobody takes them.
  private func write(_ message: WorkerMessage, _ bytes: [UInt8]) throws(ConversionError) {
    let isSent = descriptor.withLock { descriptor in
      (try? descriptor.write(message.line)) != nil && (try? descriptor.write(bytes)) != nil
    }
    if !isSent { throw ConversionError(.internalError, "nobody takes the results") }
  }
}
