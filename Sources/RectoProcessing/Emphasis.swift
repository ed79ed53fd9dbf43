internal import RectoGeometry
public import RectoTree

/// Takes away styles that most of the document has: what is everywhere sets nothing off.
public struct Emphasis: DocumentProcessor {
  public static let name = "emphasis"

  /// The share of a document's letters from which a style means nothing.
  static let share: Float = 0.6

  public init() {}

  public func process(_ document: inout Document) {
    var lengths: [Style: Int] = [:]
    var all = 0
    document.forEachText { text in
      all += text.string.utf8.count
      for span in text.spans {
        for style in [Style.bold, .italic, .code] where span.style.contains(style) {
          lengths[style, default: 0] += Int(span.end - span.start)
        }
      }
    }
    var meaningless: Style = []
    for (style, length) in lengths where Float(length) > Self.share * Float(all) {
      meaningless.insert(style)
    }
    guard !meaningless.isEmpty else { return }
    document.mapTexts { text in text.mapStyles { $0.subtracting(meaningless) } }
  }
}
