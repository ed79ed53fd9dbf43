internal import RectoGeometry

/// Where something stands in a document, once or several times: for each time the places of its printed
/// lines. As JSON it is what 'recto locate' tells.
public struct Locations: Sendable, Equatable {
  public var matches: [[SourceMap.Range]]

  public init(_ matches: [[SourceMap.Range]]) { self.matches = matches }

  /// JSON with a line for each time.
  public var json: String {
    var form = WritingForm()
    Self.shape.write(matches.map(Match.init), nil, &form)
    return form.writer.take() + "\n"
  }

  /// `nil` for what is no such JSON.
  public init?(json: [UInt8]) {
    guard let tree = try? JSONTree(json) else { return nil }
    var form = ReadingForm(tree)
    guard let matches = Self.shape.read(&form), form.fault == nil else { return nil }
    self.init(matches.map { $0.places.map(\.range) })
  }

  private static var shape: ListShape<ObjectShape<Match>> {
    ListShape(element: .object(Match.self), isInLines: true)
  }

  private struct Match: Described {
    var places: [Place]

    static var blank: Match { Match([]) }

    init(_ ranges: [SourceMap.Range]) { places = ranges.map(Place.init) }

    mutating func describe(_ form: inout some Form) {
      form.field("places", &places, .list(.object(Place.self)))
    }
  }

  private struct Place: Described {
    var range: SourceMap.Range

    static var blank: Place { Place(range: .blank) }

    mutating func describe(_ form: inout some Form) { range.describePlace(&form) }
  }
}

extension SourceMap.Range {
  /// Left, top, right and bottom of its box as they are written; empty if it has none.
  public var sides: [String] {
    box.isEmpty ? [] : [box.x0, box.y0, box.x1, box.y1].map(JSONWriter.rounded)
  }

  /// The recogniser's confidence as it is written.
  public var certainty: String? { confidence.map(JSONWriter.rounded) }
}
