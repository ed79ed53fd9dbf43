internal import RectoGeometry
public import RectoTree

/// Joins neighbouring fixed-pitch paragraphs into code with its lines and indentation.
public struct CodeBlocks: DocumentProcessor {
  public static let name = "code"

  /// The share of fixed-pitch letters that makes a paragraph code.
  static let share: Float = 0.9

  public init() {}

  public func process(_ document: inout Document) {
    if Self.isTypewritten(document) { return }
    var result: [Block] = []
    result.reserveCapacity(document.blocks.count)
    for block in document.blocks {
      guard case .paragraph(let text) = block.content, block.look.fixedPitch >= Self.share,
        text.lines.count > 1 || text.string.contains(" ")
          || Self.isCode(result.last)
      else {
        result.append(block)
        continue
      }
      let lines = Self.lines(of: text)
      if var last = result.last, case .code(var code, _) = last.content, last.page == block.page,
        block.box.y0 - last.box.y1 < 2.2 * block.look.size, block.box.y0 > last.box.y0
      {
        if block.box.y0 - last.box.y1 > 0.9 * block.look.size {
          code.append(Text(), separator: "\n")
        }
        code.append(lines, separator: "\n")
        last.content = .code(code)
        last.box.formUnion(block.box)
        result[result.count - 1] = last
      } else {
        var code = block
        code.content = .code(lines)
        Self.note("letters of fixed pitch", on: &code)
        result.append(code)
      }
    }
    for i in result.indices {
      if case .code(let text, _) = result[i].content {
        result[i].content = .code(Self.indented(text, size: result[i].look.size))
      }
    }
    document.blocks = result
  }

  /// Whether the document as a whole is prose in a typewriter face: most of its fixed-pitch letters
  /// are in paragraphs of three lines and more, which lines of code do not make.
  private static func isTypewritten(_ document: Document) -> Bool {
    guard let body = BodyText(document), body.fixedPitch > 0.6 else { return false }
    var (prose, all) = (0, 0)
    for block in document.blocks where block.look.fixedPitch >= share {
      guard let text = block.text else { continue }
      all += text.string.utf8.count
      if text.lines.count >= 3 { prose += text.string.utf8.count }
    }
    return prose * 2 > all
  }

  private static func isCode(_ block: Block?) -> Bool {
    if case .code = block?.content { true } else { false }
  }

  /// The printed lines again, each on a line of its own.
  private static func lines(of text: Text) -> Text {
    var result = Text()
    var rest = text
    var consumed: Int32 = 0
    for line in text.lines.dropFirst() {
      var (head, tail) = rest.split(at: line.start - consumed)
      let trailing = head.string.utf8.reversed().prefix { $0 == 0x20 }.count
      head.dropLast(trailing)
      if head.lines.last?.droppedHyphen == true {
        head.restoreHyphen(at: Int32(head.string.utf8.count))
      }
      if result.isEmpty { result = head } else { result.append(head, separator: "\n") }
      consumed = line.start
      swap(&rest, &tail)
    }
    if result.isEmpty { return rest }
    result.append(rest, separator: "\n")
    return result
  }

  /// Puts spaces before each line for its distance from the leftmost.
  private static func indented(_ text: Text, size: Float) -> Text {
    guard let left = text.lines.map(\.box.x0).min() else { return text }
    // The width of a character: fixed pitch is 0.5 to 0.6 em; measure it on the longest line.
    let widths = text.lines.compactMap { line -> Float? in
      let count = text.slice(line.start, line.end).count
      return count > 3 ? line.box.width / Float(count) : nil
    }.sorted()
    let pitch = widths.isEmpty ? 0.6 * size : widths[widths.count / 2]
    guard pitch > 0 else { return text }
    var result = Text()
    var rest = text
    var consumed: Int32 = 0
    for (i, line) in text.lines.enumerated() {
      let next = i + 1 < text.lines.count ? text.lines[i + 1].start : Int32(text.string.utf8.count)
      let (head, tail) = rest.split(at: next - consumed)
      let spaces = min(80, max(0, Int(clamped: ((line.box.x0 - left) / pitch).rounded())))
      result.append(head, separator: String(repeating: " ", count: spaces))
      consumed = next
      rest = tail
    }
    return result
  }
}
