internal import ArgumentParser
internal import FoundationEssentials
internal import RectoOCR
internal import RectoSystem

struct Languages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the languages that can be recognised, and how to install the others.")

  @Option(help: ArgumentHelp("The folder of Tesseract's trained data.", valueName: "folder"))
  var tessdata: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let catalogue = LanguageCatalogue(folder: tessdata)
    let rows = LanguageCatalogue.all.map { language in
      Row(
        code: language.code, tag: language.tag, name: language.name,
        installed: catalogue.installed.contains(language.code), package: language.package)
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      let data = try encoder.encode(rows)
      try StandardStreams.write(String(decoding: data, as: UTF8.self) + "\n")
      return
    }
    var text = "Trained data: \(catalogue.folder ?? "none found")\n\nInstalled\n"
    for row in rows where row.installed { text += row.line + "\n" }
    text += "\nInstallable with 'apt install PACKAGE'\n"
    for row in rows where !row.installed { text += row.line + "  \(row.package)\n" }
    try StandardStreams.write(text)
  }

  private struct Row: Encodable {
    var code: String
    var tag: String
    var name: String
    var installed: Bool
    var package: String

    var line: String {
      func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
      }
      return "  " + padded(code, 20) + padded(tag, 10) + name
    }
  }
}
