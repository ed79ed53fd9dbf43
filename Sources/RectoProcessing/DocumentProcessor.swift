public import RectoTree

/// A pass over a whole document.
public protocol DocumentProcessor {
  /// Its name in `recto inspect` and in tests.
  static var name: String { get }

  func process(_ document: inout Document)
}

extension DocumentProcessor {
  /// Says on what evidence the pass made a block what it is.
  static func note(_ evidence: String, on block: inout Block) {
    block.printed?.evidence.append("\(name): \(evidence)")
  }
}
