internal import Leptonica
internal import Poppler
internal import Tesseract

/// The libraries that do the reading.
public enum Engines {
  /// Their names and versions, as they are at run time.
  public static var versions: [(name: String, version: String)] {
    [("Poppler", PopplerLibrary.version), ("Leptonica", Picture.libraryVersion)]
      + (tesseract.map { [("Tesseract", $0)] } ?? [])
  }

  /// Tesseract's version, if it is installed: it is loaded to see.
  public static var tesseract: String? { TesseractEngine.version }
}
