/// What a worker calls one of the results of a document. Where it goes is not the worker's to say.
struct ResultPart: Equatable, Hashable, Sendable {
  enum Kind: String, Sendable {
    /// The document in the format of this name.
    case whole
    /// One of several files beside it, named by this and the document's name.
    case piece
    /// Where each byte of the document in the format of this name comes from.
    case map
    /// The picture of a figure.
    case picture
  }

  let kind: Kind
  let name: String

  /// `nil` for names that could lead elsewhere: all but letters, digits, hyphens and dots between them.
  init?(_ kind: Kind, _ name: String) {
    let isSafe = name.utf8.allSatisfy { byte in
      switch byte {
      case 0x2D, 0x2E, 0x5F, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: false
      }
    }
    guard isSafe, (1...100).contains(name.utf8.count), name.utf8.first != 0x2E else { return nil }
    (self.kind, self.name) = (kind, name)
  }
}
