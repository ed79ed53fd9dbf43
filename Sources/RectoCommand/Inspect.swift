internal import ArgumentParser
internal import FoundationEssentials
internal import Recto
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoGeometry
internal import RectoSystem

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw or dump what each stage of the layout saw on a page.",
    discussion: """
      Pages before and after are read, too, as they decide what is a running head or a heading. \
      Stages: \(Inspection.Stage.allCases.map(\.rawValue).joined(separator: ", ")). Without \
      --stage: regions, order and blocks. The format follows the output's extension: svg, png or \
      json (the default for standard output).
      """)

  @Argument(help: "A document; '-' is standard input.", completion: .file())
  var input: String

  @Option(name: [.customShort("p"), .customLong("pages")], help: "The page, from 1.")
  var page = 1

  @Option(help: "A stage to show; may be repeated.")
  var stage: [String] = []

  @Option(name: [.customShort("o"), .customLong("output")], help: "An .svg, .png or .json file.")
  var output: String?

  @Option(name: .customLong("image-resolution"), help: "The resolution of the picture in dpi.")
  var resolution = 100.0

  @Flag(help: "Say on what evidence each block became what it is.")
  var why = false

  @Option(
    help: "What is recognised: auto (what has no text of its own, or wrong text), never or always.")
  var ocr: String?

  @Option(
    name: [.customShort("l", allowingJoined: true), .customLong("languages")],
    help: ArgumentHelp("Languages to recognise.", valueName: "languages"))
  var languages: String?

  @OptionGroup var password: PasswordFlags

  func run() throws {
    try ProtectedRun.run(input) { try inspect() }
  }

  private func inspect() throws {
    let stages = try stage.map { name in
      guard let stage = Inspection.Stage(rawValue: name) else {
        throw ConversionError(
          .usage, "'\(name)' is not a stage",
          advice:
            "The stages are \(Inspection.Stage.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return stage
    }
    var values = OptionValues()
    values.ocr = ocr
    values.languages = languages
    var options = try values.conversionOptions()
    options.password = try password.read()
    let inspection = try Inspection(
      try InputFile.read(input), name: Input.name(input), page: page - 1, options: options,
      stages: stages.isEmpty ? (why ? [.text, .blocks] : [.regions, .order, .blocks]) : stages)
    guard let output, output != "-" else {
      try StandardStreams.write(json(inspection))
      return
    }
    switch output.split(separator: ".").last {
    case "svg":
      let png = try inspection.png(dotsPerInch: resolution)
      try OutputFile.write(
        Array(InspectionSVG.svg(inspection, picture: png, label: label).utf8), to: output)
    case "png":
      try OutputFile.write(
        Array(try inspection.png(dotsPerInch: resolution, label: label)), to: output)
    case "json": try OutputFile.write(Array(json(inspection).utf8), to: output)
    default:
      throw ConversionError(
        .usage, "\(output): the extension tells no format", advice: "Use .svg, .png or .json.")
    }
  }

  /// What is written over a mark's box.
  private func label(_ mark: Inspection.Mark) -> String {
    why && !mark.why.isEmpty ? "\(mark.label): \(mark.why.joined(separator: "; "))" : mark.label
  }

  /// One mark a line: stage, label, box, and the evidence if it is asked for.
  private func json(_ inspection: Inspection) -> String {
    let rows = inspection.marks.map { mark in
      let evidence =
        why ? ",\"why\":[\(mark.why.map(Self.quoted).joined(separator: ","))]" : ""
      let box = [mark.box.x0, mark.box.y0, mark.box.x1, mark.box.y1].map {
        "\(($0 * 10).rounded() / 10)"
      }
      return
        "{\"stage\":\"\(mark.stage.rawValue)\",\"label\":\(Self.quoted(mark.label)),\"box\":[\(box.joined(separator: ","))]\(evidence)}"
    }
    return "[\n" + rows.joined(separator: ",\n") + "\n]\n"
  }

  private static func quoted(_ text: String) -> String {
    let data = try? JSONEncoder().encode(text)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
