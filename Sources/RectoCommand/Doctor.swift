internal import ArgumentParser
internal import FoundationEssentials
internal import Recto
internal import RectoOCR
internal import RectoSystem

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which engines and data are there, and how to get what is missing.")

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let findings = Findings()
    guard json else { return try StandardStreams.write(findings.text) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(findings)
    try StandardStreams.write(String(decoding: data, as: UTF8.self) + "\n")
  }
}

/// What of this machine matters to Recto.
private struct Findings: Encodable {
  struct Engine: Encodable { var name, version: String }
  struct Part: Encodable {
    var name: String
    var isConfined: Bool
  }
  struct Data: Encodable {
    var name: String
    var isFound: Bool
  }
  struct Lack: Encodable { var name, purpose, advice: String }

  var recto = RectoCommand.version
  var engines: [Engine] = []
  /// How many there are to recognise.
  var languages: Int
  var confinement: [Part] = []
  var data: [Data] = []
  var missing: [Lack] = []

  init() {
    engines = Engines.versions.map { Engine(name: $0.name, version: $0.version) }
    let catalogue = LanguageCatalogue()
    languages = catalogue.installed.subtracting(["osd"]).count
    if Engines.tesseract == nil {
      missing.append(
        Lack(
          name: "Tesseract", purpose: "text in pictures",
          advice: "apt install tesseract-ocr, or brew install tesseract"))
    } else if !catalogue.installed.isSuperset(of: ["eng", "osd"]) {
      missing.append(
        Lack(
          name: "trained data", purpose: "text in pictures",
          advice:
            "apt install tesseract-ocr-eng tesseract-ocr-osd; 'recto languages' lists the others"))
    }
    let taken = Confinement.tried()
    confinement = Self.parts.map { Part(name: $0.name, isConfined: taken.contains($0.taken)) }
    if !taken.isSuperset(of: .everything) {
      missing.append(
        Lack(
          name: "confinement of workers", purpose: "strangers' documents",
          advice:
            "a Linux kernel with seccomp and Landlock, 5.13 or newer, and a container that lets "
            + "them be used; --require-confinement refuses to read without"))
    }
    for need in Self.needs {
      let isFound = need.paths.contains { FileManager.default.fileExists(atPath: $0) }
      data.append(Data(name: need.name, isFound: isFound))
      if !isFound {
        missing.append(Lack(name: need.name, purpose: need.purpose, advice: need.advice))
      }
    }
  }

  var text: String {
    var lines = ["recto \(recto)"] + engines.map { "\($0.name) \($0.version)" }
    lines.append("languages to recognise: \(languages)")
    lines += confinement.map {
      "workers, \($0.name): \($0.isConfined ? "confined" : "not confined")"
    }
    lines += data.map { "\($0.name): \($0.isFound ? "found" : "missing")" }
    lines +=
      missing.isEmpty
      ? ["nothing is missing"] : missing.map { "\($0.name) (\($0.purpose)): \($0.advice)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static var parts: [(name: String, taken: Confinement.Taken)] {
    let landlock = Confinement.landlockVersion
    let version = landlock > 0 ? "Landlock \(landlock)" : "no Landlock"
    return [
      ("system calls (seccomp)", .calls), ("all their threads", .allThreads),
      ("reading other files (\(version))", .reading), ("writing files", .writing),
      ("network", .network), ("signals to other processes", .signals),
    ]
  }

  private struct Need {
    var name: String
    var purpose: String
    var paths: [String]
    var advice: String
  }

  private static let needs = [
    Need(
      name: "poppler-data",
      purpose: "text of Chinese, Japanese and Korean fonts that are not embedded",
      paths: ["/usr/share/poppler/cMap", "/opt/homebrew/share/poppler/cMap"],
      advice: "apt install poppler-data, or brew install poppler"),
    Need(
      name: "base-35 fonts", purpose: "pictures of pages whose fonts are not embedded",
      paths: [
        "/usr/share/fonts/opentype/urw-base35", "/usr/share/fonts/type1/urw-base35",
        "/System/Library/Fonts",
      ],
      advice: "apt install fonts-urw-base35"),
  ]
}
