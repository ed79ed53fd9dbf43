internal import Recto
internal import RectoDiagnostics
internal import RectoGeometry
public import RectoRendering
internal import RectoTree

/// What is asked for when it is to be told where something stands in a document.
public struct LocateRequest: Codable, Sendable, Equatable {
  /// Words to be found; or places that are known, to be drawn.
  public var quotation: String?
  public var marks: [Mark]?
  /// Whether a picture of the page with the first of them is wanted, and its resolution in dpi.
  public var picture: Bool?
  public var imageResolution: Double?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case quotation, marks, picture, imageResolution
  }

  public init() {}

  /// What is drawn of a place.
  public struct Mark: Codable, Sendable, Equatable {
    /// From 1.
    public var page: Int
    /// x and y of its corners, in points from the page's top left.
    public var corners: [Float]

    /// `nil` for a place that has no size.
    public init?(_ range: SourceMap.Range) {
      guard let corners = range.corners ?? (range.box.isEmpty ? nil : range.box.corners) else {
        return nil
      }
      page = range.page + 1
      self.corners = corners.flatMap { [$0.x, $0.y] }
    }

    fileprivate var points: [Point] {
      stride(from: 0, to: corners.count - 1, by: 2).map { Point(corners[$0], corners[$0 + 1]) }
    }
  }
}

extension LocateRequest {
  /// Tells where it is, and draws it. Gives back the document, if it had to be converted.
  func run(_ task: DocumentTask, _ bytes: [UInt8]) throws(ConversionError) -> Document {
    var options = try task.options(formats: [])
    let sink = try task.sink()
    var document = Document()
    var marks = self.marks ?? []
    if let quotation {
      options.images = .none
      options.keepsGlyphs = true
      document = try Converter(options, observe: task.observe)
        .convert(bytes, name: task.request.title).document
      let found = Locations(QuotationFinder(document).matches(of: quotation))
      try sink.deliver(found.json, named: "matches", isJSON: true)
      marks = found.matches.joined().compactMap(Mark.init)
    }
    if picture == true, let page = marks.first?.page {
      let places = marks.filter { $0.page == page }.map(\.points)
      try sink.deliver(
        try MarkedPage(page: page - 1, places: places).png(
          of: bytes, name: task.request.title, options: options,
          dotsPerInch: imageResolution ?? 100),
        named: "png")
    }
    return document
  }
}
