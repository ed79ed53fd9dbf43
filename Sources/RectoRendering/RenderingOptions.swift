/// How a document is written down, whatever the format.
public struct RenderingOptions: Sendable, Equatable {
  public enum Furniture: String, Sendable, CaseIterable { case drop, keep, mark }
  public enum Emphasis: String, Sendable, CaseIterable { case keep, drop }
  public enum Maths: String, Sendable, CaseIterable { case latex, unicode }
  /// What is in the file besides its text.
  public enum Inclusion: String, Sendable, CaseIterable {
    case annotations, attachments, forms, hidden, metadata
  }
  public enum Tables: String, Sendable, CaseIterable { case auto, pipe, html }

  /// Running headers, footers and page numbers.
  public var furniture = Furniture.drop
  /// Bold, italic, code, super- and subscript inside text.
  public var emphasis = Emphasis.keep
  public var tables = Tables.auto
  /// Formulas, inside lines and on their own.
  public var maths = Maths.latex
  /// What is shown besides the text: JSON has all of it anyway, but for the text of hidden glyphs.
  public var include: Set<Inclusion> = []
  /// Say where pages begin.
  public var pageBreaks = false
  /// Boxes of words and characters in JSON.
  public var words = false
  public var characters = false
  /// Where a figure's picture is, by the figure's name; a figure that is missing has no picture.
  public var pictures: [String: String] = [:]
  /// How it is cut, in formats of chunks.
  public var chunks = ChunkOptions()
  /// Named in the output as the program that made it.
  public var generator = "recto"

  public init() {}
}

/// Where rendered text goes, piece by piece.
public typealias TextSink = (String) throws -> Void

/// Writes a document in one format.
public protocol Renderer {
  func render(to output: inout Output) throws
}

extension Renderer {
  public func render(to sink: TextSink) throws {
    try withoutActuallyEscaping(sink) { sink in
      var output = Output { try sink(String(decoding: $0, as: UTF8.self)) }
      try render(to: &output)
      try output.finish()
    }
  }
}
