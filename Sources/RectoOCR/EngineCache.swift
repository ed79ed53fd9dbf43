internal import Tesseract

/// The engines of one thread, the last used ones kept: loading one takes as long as a few lines.
final class EngineCache {
  /// An engine holds 10 to 100 MB.
  private static let most = 2
  /// In pixels.
  private static let largePicture = 6_000_000

  private let dataFolder: String?
  private(set) var engines: [(languages: String, engine: TesseractEngine)] = []

  init(dataFolder: String?) { self.dataFolder = dataFolder }

  /// The engine for some languages. Reading a picture of as many pixels as `largePicture` takes so much
  /// memory that no other engine is kept beside.
  func engine(
    _ languages: String, pixels: Int = 0
  ) throws(TesseractFailure) -> TesseractEngine {
    if pixels >= Self.largePicture { engines.removeAll { $0.languages != languages } }
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
