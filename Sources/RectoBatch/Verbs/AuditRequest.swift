internal import Recto
internal import RectoDiagnostics
internal import RectoSystem
internal import RectoTree

/// What is asked for when a document's glyphs are to be accounted for.
public struct AuditRequest: Codable, Sendable, Equatable {
  /// Only the totals.
  public var total: Bool?
  /// Put the document's name over the account.
  public var named: Bool?

  public init() {}

  enum CodingKeys: String, CodingKey, CaseIterable { case total, named }
}

extension AuditRequest {
  /// Writes the account. Gives back the document; `balances` says whether each glyph stands in one
  /// place.
  func run(
    _ task: DocumentTask, _ bytes: [UInt8]
  ) throws(ConversionError) -> (document: Document, balances: Bool) {
    var options = try task.options(formats: [])
    options.images = .none
    let document = try Converter(options, observe: task.observe)
      .convert(bytes, name: task.request.title).document
    let audit = CoverageAudit(document)
    try task.sink().deliver(table(audit, name: task.request.title), named: "tsv", isJSON: false)
    return (document, audit.balances)
  }

  private func table(_ audit: CoverageAudit, name: String) -> String {
    var rows: [String] = []
    if named == true { rows.append("# \(StandardStreams.printable(name))") }
    let layers = GlyphLayer.allCases
    rows.append(
      (["page", "glyphs", "body", "furniture"] + layers.map(\.rawValue) + ["lost", "doubled"])
        .joined(separator: "\t"))
    func row(_ label: String, _ page: CoverageAudit.Page) -> String {
      let numbers =
        [page.glyphs, page.body, page.furniture] + layers.map { page.layers[$0] ?? 0 }
        + [page.lost.count, page.doubled.count]
      return label + "\t" + numbers.map(String.init).joined(separator: "\t")
    }
    if total != true {
      rows += audit.pages.map { row($0.failed ? "\($0.index + 1)!" : "\($0.index + 1)", $0) }
    }
    rows.append(row("total", audit.total))
    return rows.joined(separator: "\n") + "\n"
  }
}
