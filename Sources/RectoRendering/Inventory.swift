internal import RectoMetadata
internal import RectoTree

/// What a file carries besides its pages, as rows of which the first is the head.
struct Inventory {
  private let metadata: Metadata
  private let options: RenderingOptions

  init(_ document: Document, options: RenderingOptions) {
    metadata = document.metadata
    self.options = options
  }

  /// `nil` if it is not asked for, or there is none.
  func rows(_ inclusion: RenderingOptions.Inclusion) -> [[String]]? {
    guard options.include.contains(inclusion) else { return nil }
    switch inclusion {
    case .forms:
      guard !metadata.fields.isEmpty else { return nil }
      return [["Field", "Value", "Page"]]
        + metadata.fields.map { [Self.line($0.name), Self.line($0.text), String($0.page + 1)] }
    case .attachments:
      guard !metadata.attachments.isEmpty else { return nil }
      return [["Attachment", "Bytes"]]
        + metadata.attachments.map {
          [Self.line($0.name), $0.size.map(String.init) ?? ""]
        }
    case .annotations, .hidden, .metadata: return nil
    }
  }

  private static func line(_ text: String) -> String {
    ControlCharacters.line(text).trimmingSpaces()
  }
}
