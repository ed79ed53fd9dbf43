internal import ArgumentParser
internal import FoundationEssentials
internal import Recto
internal import RectoDiagnostics
internal import RectoRendering
internal import RectoSystem

struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Convert documents (the default).",
    discussion: "Reads PDF files, and PNG, JPEG, TIFF, WebP, BMP, GIF and PNM images as pages.")

  @Argument(
    help: ArgumentHelp("Documents; '-' is standard input.", valueName: "file"),
    completion: .file())
  var inputs: [String] = []

  @Option(
    name: [.customShort("o", allowingJoined: true), .customLong("output")],
    help:
      "A file, or a folder if it ends in '/' or there are several documents; '-' is standard output.",
    completion: .file())
  var output: String?

  @Option(
    name: [.customShort("f", allowingJoined: true), .customLong("from")],
    help:
      "The input format, where the bytes do not tell: pdf, png, jpeg, tiff, webp, bmp, gif, pnm.")
  var from: String?

  @OptionGroup var flags: OptionFlags
  @OptionGroup var password: PasswordFlags

  @Option(
    help: ArgumentHelp(
      "A JSON file of options; those on the command line count more.", valueName: "file"))
  var config: String?

  @Flag(help: "Print the options in force as JSON, and end.")
  var printOptions = false

  @Flag(help: "Leave files that exist as they are.")
  var noClobber = false

  @Option(help: "Progress on standard error: auto, bar, json or none.")
  var progress = "auto"

  @Flag(name: .shortAndLong, help: "No messages but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "More messages.")
  var verbose = false

  func run() throws {
    do {
      try convert()
    } catch let error as ConversionError {
      throw Failure.exit(error)
    }
  }

  private func convert() throws {
    var values = flags.values
    if let config { values = values.over(try OptionValues.read(config)) }
    if let output, values.to == nil, let dot = output.lastIndex(of: "."), !output.hasSuffix("/"),
      let format = try? OutputFormat(named: String(output[output.index(after: dot)...]))
    {
      values.to = [format.rawValue]
    }
    values = values.over(.defaults)
    if printOptions {
      try StandardStreams.write(try values.json())
      return
    }
    var options = try values.conversionOptions()
    options.password = try password.read()
    options.rendering.generator = "recto \(RectoCommand.version)"
    var format: InputFormat?
    if let from {
      guard let known = InputFormat(rawValue: from.lowercased()) else {
        throw ConversionError(
          .usage, "'\(from)' is not an input format",
          advice: "The formats are \(InputFormat.allCases.map(\.rawValue).joined(separator: ", "))."
        )
      }
      format = known
    }
    let formats = try (values.to ?? []).map { name throws(ConversionError) in
      try OutputFormat(named: name)
    }
    guard let meter = ProgressMeter.Mode(rawValue: progress) else {
      throw ConversionError(
        .usage, "'\(progress)' is not a value of --progress",
        advice: "The values are auto, bar, json, none.")
    }
    guard !inputs.isEmpty else {
      throw ConversionError(
        .usage, "there is no input", advice: "Name a document, or '-' for standard input.")
    }
    let plan = try OutputPlan(inputs: inputs, output: output, formats: formats)
    options.includesFacts = formats.contains(.json) || formats.contains(.html)
    if options.images == .files && plan.isStandardOutput { options.images = .none }

    var job = ConversionJob(
      options: options, from: format, formats: formats, keepsExisting: noClobber, isQuiet: quiet,
      isVerbose: verbose, meter: meter)
    for input in inputs {
      if inputs.count == 1 {
        try job.run(input, target: plan.target(of: input))
      } else {
        job.attempt(input, target: plan.target(of: input))
      }
    }
    let status = job.status(of: inputs.count)
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
