internal import ArgumentParser
internal import RectoRendering
internal import RectoSystem

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of the JSON output.")

  func run() throws { try StandardStreams.write(DocumentSchema.json + "\n") }
}
