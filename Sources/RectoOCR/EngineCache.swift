internal import Tesseract

/// The engines of one thread, the last used ones kept: loading one takes as long as a few lines.
final class EngineCache {
  /// An engine holds 10 to 100 MB.
  private static let most = 2

  private let dataFolder: String?
  private var engines: [(languages: String, engine: TesseractEngine)] = []

  init(dataFolder: String?) { self.dataFolder = dataFolder }

  func engine(_ languages: String) throws(TesseractFailure) -> TesseractEngine {
    if let i = engines.firstIndex(where: { $0.languages == languages }) {
      let entry = engines.remove(at: i)
      engines.append(entry)
      return entry.engine
    }
    // Before the next one is loaded, so that there are never more.
    if engines.count == Self.most { engines.removeFirst() }
    let engine = try TesseractEngine(languages: languages, dataFolder: dataFolder)
    engines.append((languages, engine))
    return engine
  }
}
