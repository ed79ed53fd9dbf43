internal import FoundationEssentials
internal import Recto
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoTree

/// What is asked for when it is to be seen what the layout saw on a page.
public struct InspectRequest: Codable, Sendable, Equatable {
  /// From 1.
  public var page: Int
  /// The stages to show; if there are none, those that show what became of the page.
  public var stages: [String]?
  /// svg, png or json.
  public var to: String?
  /// The resolution of the picture in dpi.
  public var imageResolution: Double?
  /// Whether to say on what evidence each block became what it is.
  public var why: Bool?

  public init(page: Int) { self.page = page }

  /// As the command line has them, but for the page, which is one.
  enum CodingKeys: String, CodingKey, CaseIterable {
    case page, to, why
    case stages = "stage"
    case imageResolution = "image-resolution"
  }
}

extension InspectRequest {
  /// Writes what was seen. Gives back the document.
  func run(_ task: DocumentTask, _ bytes: [UInt8]) throws(ConversionError) -> Document {
    let format = to ?? "json"
    guard ["svg", "png", "json"].contains(format) else {
      throw ConversionError(
        .usage, "'\(format)' is not a format of inspections", advice: "Use .svg, .png or .json.")
    }
    var shown: [Inspection.Stage] = []
    for name in stages ?? [] {
      guard let stage = Inspection.Stage(rawValue: name) else {
        let names = Inspection.Stage.allCases.map(\.rawValue).joined(separator: ", ")
        throw ConversionError(
          .usage, "'\(name)' is not a stage", advice: "The stages are \(names).")
      }
      shown.append(stage)
    }
    if shown.isEmpty { shown = why == true ? [.text, .blocks] : [.regions, .order, .blocks] }
    let inspection = try Inspection(
      bytes, name: task.request.title, page: page - 1, options: try task.options(formats: []),
      stages: shown, observe: task.observe)
    let sink = try task.sink()
    let resolution = imageResolution ?? 100
    switch format {
    case "svg":
      let png = try inspection.png(dotsPerInch: resolution)
      try sink.deliver(
        InspectionSVG.svg(inspection, picture: png, label: label), named: format, isJSON: false)
    case "png":
      try sink.deliver(
        try inspection.png(dotsPerInch: resolution, label: label), named: format)
    default: try sink.deliver(json(inspection), named: format, isJSON: true)
    }
    return inspection.document
  }

  /// What is written over a mark's box.
  private func label(_ mark: Inspection.Mark) -> String {
    why == true && !mark.why.isEmpty
      ? "\(mark.label): \(mark.why.joined(separator: "; "))" : mark.label
  }

  /// One mark a line: stage, label, box, and the evidence if it is asked for.
  private func json(_ inspection: Inspection) -> String {
    let rows = inspection.marks.map { mark in
      let evidence =
        why == true ? ",\"why\":[\(mark.why.map { JSONLine.text($0) }.joined(separator: ","))]" : ""
      let box = [mark.box.x0, mark.box.y0, mark.box.x1, mark.box.y1].map {
        "\(($0 * 10).rounded() / 10)"
      }
      return
        "{\"stage\":\"\(mark.stage.rawValue)\",\"label\":\(JSONLine.text(mark.label)),\"box\":[\(box.joined(separator: ","))]\(evidence)}"
    }
    return "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }
}
