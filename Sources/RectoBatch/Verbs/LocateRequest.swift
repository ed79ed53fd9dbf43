internal import Recto
internal import RectoDiagnostics
internal import RectoGeometry
public import RectoRendering
internal import RectoTree

/// What is asked for when it is to be told where something stands in a document.
public struct LocateRequest: Codable, Sendable, Equatable {
  /// Words to be found; or places that are known.
  public var quotation: String?
  public var matches: [Match]?
  /// Whether a picture of the page with the first of them is wanted, and its resolution in dpi.
  public var picture: Bool?
  public var imageResolution: Double?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case quotation, matches, picture, imageResolution
  }

  public init() {}

  /// Where a quotation or some bytes stand.
  public struct Match: Codable, Sendable, Equatable {
    public var places: [Place]

    public init(_ ranges: some Sequence<SourceMap.Range>) { places = ranges.map(Place.init) }

    /// The page that it begins on, from 1.
    public var page: Int? { places.first?.page }
  }

  /// What stands side by side on a page.
  public struct Place: Codable, Sendable, Equatable {
    /// From 1.
    public var page: Int
    /// Left, top, right and bottom, in points from the page's top left.
    public var box: [Float]
    /// The corners on a page that lies askew, x and y of each.
    public var quad: [Float]?
    public var block: String
    public var glyphs: [[Int32]]
    /// The recogniser's, 0 to 100; `nil` where the file gives the text.
    public var confidence: Float?
    /// What is asked for is not what is printed, but stands for it.
    public var standIn: Bool?

    public init(_ range: SourceMap.Range) {
      func rounded(_ value: Float) -> Float { value.isFinite ? (value * 100).rounded() / 100 : 0 }
      page = range.page + 1
      let box = range.box
      self.box = box.isEmpty ? [] : [box.x0, box.y0, box.x1, box.y1].map(rounded)
      quad = range.corners.map { $0.flatMap { [rounded($0.x), rounded($0.y)] } }
      block = range.block
      glyphs = range.glyphs.map { [$0.lowerBound, $0.upperBound] }
      confidence = range.confidence.map(rounded)
      standIn = range.isStandIn ? true : nil
    }

    /// The corners of what is marked.
    fileprivate var corners: [Point]? {
      if let quad, quad.count == 8 {
        return stride(from: 0, to: 8, by: 2).map { Point(quad[$0], quad[$0 + 1]) }
      }
      guard box.count == 4 else { return nil }
      return Box(x0: box[0], y0: box[1], x1: box[2], y1: box[3]).corners
    }
  }
}

extension LocateRequest {
  /// Tells where it is, and draws it. Gives back the document, if it had to be converted.
  func run(_ task: DocumentTask, _ bytes: [UInt8]) throws(ConversionError) -> Document {
    var options = try task.options(formats: [])
    let sink = try task.sink()
    var document = Document()
    var matches = self.matches ?? []
    if let quotation {
      options.images = .none
      options.keepsGlyphs = true
      document = try Converter(options, observe: task.observe)
        .convert(bytes, name: task.request.title).document
      matches = QuotationFinder(document).matches(of: quotation).map(Match.init)
    }
    try sink.deliver(JSONLine.text(matches), named: "matches", isJSON: true)
    if picture == true, let page = matches.first?.page {
      let places = matches.flatMap(\.places).filter { $0.page == page }.compactMap(\.corners)
      try sink.deliver(
        try MarkedPage(page: page - 1, places: places).png(
          of: bytes, name: task.request.title, options: options,
          dotsPerInch: imageResolution ?? 100),
        named: "png")
    }
    return document
  }
}
