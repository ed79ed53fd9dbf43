internal import ArgumentParser
internal import FoundationEssentials
internal import Recto
internal import RectoOCR
internal import RectoSystem

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say which engines and data are there, and how to get what is missing.")

  func run() throws {
    var lines = ["recto \(RectoCommand.version)"]
    for engine in Engines.versions { lines.append("\(engine.name) \(engine.version)") }
    let catalogue = LanguageCatalogue()
    let count = catalogue.installed.subtracting(["osd"]).count
    lines.append("languages to recognise: \(count)")
    var missing: [String] = []
    if Engines.tesseract == nil {
      missing.append(
        "Tesseract (text in pictures): apt install tesseract-ocr, or brew install tesseract")
    } else if !catalogue.installed.isSuperset(of: ["eng", "osd"]) {
      missing.append(
        "trained data (text in pictures): apt install tesseract-ocr-eng tesseract-ocr-osd; "
          + "'recto languages' lists the others")
    }
    let taken = Confinement.tried()
    for part in Self.parts {
      lines.append(
        "workers, \(part.name): \(taken.contains(part.taken) ? "confined" : "not confined")")
    }
    if !taken.isSuperset(of: .everything) {
      missing.append(
        "confinement of workers (strangers' documents): a Linux kernel with seccomp and Landlock, "
          + "5.13 or newer, and a container that lets them be used; --require-confinement refuses to "
          + "read without")
    }
    for need in Self.needs {
      let found = need.paths.contains { FileManager.default.fileExists(atPath: $0) }
      lines.append("\(need.name): \(found ? "found" : "missing")")
      if !found { missing.append("\(need.name) (\(need.purpose)): \(need.advice)") }
    }
    lines += missing.isEmpty ? ["nothing is missing"] : missing
    try StandardStreams.write(lines.joined(separator: "\n") + "\n")
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
