public import RectoDiagnostics
public import RectoGeometry
public import RectoTree

/// The tables of a document by themselves.
public struct TableExtraction: Sendable {
  /// A table with its place.
  public struct Found: Sendable {
    /// `p3-1`: the first table of the third page.
    public var name: String
    /// From 1.
    public var page: Int
    public var box: Box
    public var table: Table
  }

  public private(set) var tables: [Found] = []
  /// What they were found in.
  public let document: Document

  /// Converts a document and keeps its tables, also those in figures, lists and cells. `observe` is
  /// called from any thread.
  public init(
    _ bytes: [UInt8], name: String, options: ConversionOptions,
    observe: (@Sendable (Converter.Event) -> Void)? = nil
  ) throws(ConversionError) {
    var options = options
    options.images = .none
    document = try Converter(options, observe: observe).convert(bytes, name: name).document
    var counts: [Int: Int] = [:]
    document.forEachInOrder { block, _ in
      block.forEachBlock { block in
        guard case .table(let table) = block.content else { return }
        counts[block.page, default: 0] += 1
        tables.append(
          Found(
            name: "p\(block.page + 1)-\(counts[block.page] ?? 1)", page: block.page + 1,
            box: block.box, table: table))
      }
    }
  }
}
