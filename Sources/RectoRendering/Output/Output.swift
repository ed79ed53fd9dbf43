internal import RectoTree

/// What a renderer writes: bytes that it appends, either as markup or as slices of a text, which are
/// remembered if a map of them is wanted.
///
/// What the lines of a quotation or an item begin with is put before each of them here, so that
/// whoever writes what stands in it need not know.
public struct Output {
  public internal(set) var bytes: [UInt8] = []
  /// What was written of which text, in order and without overlap; `nil` if nobody asks.
  var marks: [Mark]?
  var sources: [Source] = []
  /// What stands where; `nil` if nobody asks.
  var outline: Outline?
  /// The id of the block that is being written.
  var block = ""
  private let sink: (([UInt8]) throws -> Void)?

  /// What each line begins with, and how much of that stands on this one.
  var prefix: [UInt8] = []
  var prefixWritten = 0
  /// Lines that nothing else stands on begin with all of that, blanks at their end, too.
  var keepsBlanks = false
  /// What will be written before whatever comes next, if anything does.
  var pending: [UInt8] = []
  /// Where that begins which is being followed; `nil` until something of it is written.
  var first: Int?
  /// Only blanks have come since the start of a line that drops them.
  var dropsBlanks = false
  /// What was written last escapes what comes next.
  var isEscaped = false

  /// Bytes that say what a range of a text says.
  struct Mark: Equatable {
    var bytes: Range<Int>
    /// Which of the sources, and a range of UTF-8 offsets in its text.
    var source: Int
    var text: Range<Int32>
    /// They stand for all of the range without being what is printed.
    var isStandIn = false
    /// What stands between the mark before and this one escapes it.
    var isEscaped = false
  }

  /// A text of which something was written, and the id of its block.
  struct Source {
    var block: String
    var text: Text
  }

  /// `sink` takes what is written in large pieces; without it all is kept.
  public init(isMapped: Bool = false, to sink: (([UInt8]) throws -> Void)? = nil) {
    marks = isMapped ? [] : nil
    self.sink = sink
  }

  /// One that remembers what stands where, too.
  static func outlined() -> Output {
    var output = Output(isMapped: true)
    output.outline = Outline()
    return output
  }

  /// Writes what is no text of the document.
  public mutating func markup(_ text: String) {
    let utf8 = text.utf8
    guard !dropsBlanks, prefix.isEmpty || !utf8.contains(Self.feed) else {
      return write(Array(utf8)[...])
    }
    guard !utf8.isEmpty else { return }
    beginBytes()
    bytes.append(contentsOf: utf8)
  }

  /// Writes a slice of the text that was begun last, as it is.
  mutating func text(_ slice: TextSlice) {
    guard marks != nil else { return write(slice.bytes) }
    var rest = slice.bytes
    while !rest.isEmpty {
      // No mark goes over the end of a line, where a prefix may be put.
      let line = rest.prefix { $0 != Self.feed }
      let shown = dropsBlanks ? line.drop(while: Self.isBlank) : line
      write(line.prefix(line.count - shown.count))
      for part in slice[shown.indices].stretches {
        let isEscaped = isEscaped
        write(part.bytes)
        mark(part.bytes.count, part.range, isEscaped: isEscaped)
      }
      rest = rest[line.endIndex...]
      write(rest.prefix(1))
      rest = rest.dropFirst()
    }
  }

  /// Writes a slice of the text in other words that say the same to readers of the format.
  mutating func text(_ slice: TextSlice, as entity: String) {
    markup(entity)
    mark(entity.utf8.count, slice.range)
  }

  /// Writes a sign that escapes the slice that follows.
  mutating func escape(_ sign: String) {
    let isInside = marks?.last?.bytes.upperBound == bytes.count
    markup(sign)
    isEscaped = isInside
  }

  /// Writes what stands for a range of the text, and is not what is printed there.
  mutating func standIn(for range: Range<Int32>, _ write: (inout Output) -> Void) {
    let source = sources.count
    guard let start = following(write), marks != nil, source > 0 else { return }
    // What was marked in it is part of it.
    changeMarks(from: start) { _ in [] }
    sources.removeLast(sources.count - source)
    mark(bytes.count - start, range, isStandIn: true)
  }

  /// Writes what is in a block.
  mutating func within(
    _ block: Block, in layer: Document.Layer? = nil, _ write: (inout Output) -> Void
  ) {
    guard marks != nil else { return write(&self) }
    let outer = self.block
    self.block = block.id
    part(.block(block, layer), write)
    self.block = outer
  }

  /// Says of which text the slices are that follow. Gives back all of it.
  mutating func begin(_ text: Text) -> TextSlice {
    if marks != nil { sources.append(Source(block: block, text: text)) }
    return TextSlice(text)
  }

  /// Remembers that the last bytes say what a range of the last text says.
  private mutating func mark(
    _ count: Int, _ range: Range<Int32>, isStandIn: Bool = false, isEscaped: Bool = false
  ) {
    guard marks != nil, count > 0, !range.isEmpty, !sources.isEmpty else { return }
    marks?.append(
      Mark(
        bytes: bytes.count - count..<bytes.count, source: sources.count - 1, text: range,
        isStandIn: isStandIn, isEscaped: isEscaped))
  }

  /// So many bytes are kept before they are handed over.
  private static let pieceSize = 1 << 16

  /// Hands over what is written, if it is much: it cannot be changed or mapped afterwards.
  public mutating func passOn() throws {
    if marks == nil, bytes.count > Self.pieceSize { try finish() }
  }

  /// Hands over what is left.
  public mutating func finish() throws {
    guard let sink, !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// What is written, if it goes nowhere.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}
