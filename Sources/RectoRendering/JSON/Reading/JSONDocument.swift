public import RectoDiagnostics
internal import RectoGeometry
public import RectoTree

/// A document that `JSONRenderer` or `JSONLinesRenderer` wrote, read back, whatever else has been at it
/// since: each field as it is described, what is not described passed over.
public struct JSONDocument: Sendable {
  /// What was noticed while reading it is in its diagnostics.
  public private(set) var document = Document()
  /// Where pictures are that are files, by their names.
  public private(set) var pictures: [String: String] = [:]

  /// Throws what is wrong, and where in the JSON. `name` is what it is called in messages.
  public init(_ bytes: [UInt8], name: String) throws(ConversionError) {
    do throws(JSONFault) {
      let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      let tree = try JSONTree(bytes, at: start)
      if try SchemaVersion.name(of: tree)?.hasPrefix(Self.linesName) == true {
        try read(lines: tree)
      } else {
        try read(tree)
      }
    } catch {
      throw ConversionError(
        .damagedInput, "\(name): \(error.path): \(error.reason)",
        advice: error.isOfSchema
          ? "Recto reads what -t json and -t jsonl of this version wrote, and of those before it."
          : "Mend what wrote it, or convert the document anew with -t json.")
    }
    nameOthers()
    dropLostLinks()
  }

  /// How the name of the schema of JSON Lines begins, in any version.
  private static let linesName = "recto-pages/"

  private mutating func read(_ tree: JSONTree) throws(JSONFault) {
    try check(tree, JSONRenderer.schema, JSONRenderer.minor)
    guard tree.end == tree.bytes.count else {
      throw JSONFault([], "more stands behind its end, at byte \(tree.end)")
    }
    var form = ReadingForm(tree)
    let read = ObjectShape<DescribedDocument>().read(&form)
    try take(form)
    guard let read else { return }
    let noticed = document.diagnostics
    document = read.document
    document.diagnostics += noticed
  }

  /// Reads lines, of which `first` is the first.
  private mutating func read(lines first: JSONTree) throws(JSONFault) {
    try check(first, JSONLinesRenderer.schema, JSONRenderer.minor)
    var (tree, number, isWhole) = (first, 1, false)
    var context = FormContext()
    while true {
      var form = ReadingForm(tree, line: number)
      form.context = context
      let record = ObjectShape<DescribedRecord>().read(&form)
      try take(form)
      context = form.context
      switch record?.kind {
      case .document: document.metadata = record?.metadata ?? document.metadata
      case .page:
        document.pages += record.map { [$0.page] } ?? []
        document.diagnostics += record?.diagnostics ?? []
        document.take(record?.items ?? [])
      case .end, nil: isWhole = true
      }
      guard tree.end < tree.bytes.count else { break }
      number += 1
      tree = try JSONTree(tree.bytes, at: tree.end)
    }
    guard isWhole else {
      throw JSONFault(
        [.element(number)], "the last line is missing, which says that it is whole")
    }
  }

  /// Refuses what a reader of this version would go wrong with, and notes what it does not know.
  private mutating func check(
    _ tree: JSONTree, _ known: String, _ minor: Int
  ) throws(JSONFault) {
    let version = try SchemaVersion(of: tree, known)
    guard version.isKnown else {
      throw JSONFault([.member(SchemaVersion.member)], version.refusal)
    }
    guard version.minor > minor else { return }
    document.diagnostics.append(
      Diagnostic(
        .newerSchema, .warning,
        "it was written by a newer version (\(known), minor \(version.minor); \(minor) is known): what "
          + "that added is left out"))
  }

  private mutating func take(_ form: ReadingForm) throws(JSONFault) {
    if let fault = form.fault { throw fault }
    pictures.merge(form.context.pictures) { first, _ in first }
  }
}

extension JSONFault {
  /// Whether it is not the JSON that is meant, rather than damaged.
  fileprivate var isOfSchema: Bool { path == "$.\(SchemaVersion.member)" }
}

extension JSONDocument {
  /// Names blocks that were put in without a name, unlike all others.
  private mutating func nameOthers() {
    var hasUnnamed = false
    var names: Set<String> = []
    document.forEachBlock { block in
      if block.id.isEmpty { hasUnnamed = true } else { names.insert(block.id) }
    }
    guard hasUnnamed else { return }
    var number = 0
    document.mapBlocks { block in
      while block.id.isEmpty {
        number += 1
        if !names.contains("new\(number)") { block.id = "new\(number)" }
      }
    }
  }

  /// Makes text of links to what is not there: who takes out a note leaves its marks.
  private mutating func dropLostLinks() {
    var anchors: Set<String> = []
    var notes: Set<String> = []
    document.forEachBlock { block in
      if let anchor = block.anchor { anchors.insert(anchor) }
      if case .footnote(let note) = block.content, let name = note.name { notes.insert(name) }
    }
    var lost: [String] = []
    func isLost(_ link: Link?) -> Bool {
      switch link {
      case .anchor(let name), .comment(let name): !anchors.contains(name)
      case .note(let name): !notes.contains(name)
      case .uri, .place, .named, nil: false
      }
    }
    document.forEachText { text in
      for span in text.spans where isLost(span.link) {
        lost.append(String(text.slice(span.start, span.end).prefix(40)))
      }
    }
    guard let first = lost.first else { return }
    document.mapTexts { text in
      if text.spans.contains(where: { isLost($0.link) }) {
        text.mapLinks { isLost($0) ? nil : $0 }
      }
    }
    document.diagnostics.append(
      Diagnostic(
        .linkLost, .warning,
        "\(counted(lost.count, "link")) \(lost.count == 1 ? "leads" : "lead") to what is not there, and "
          + "\(lost.count == 1 ? "is" : "are") text now: the first is '\(ControlCharacters.line(first))'"
      ))
  }
}
