internal import Leptonica
internal import Poppler

/// The libraries that do the reading.
public enum Engines {
  /// Their names and versions, as they are at run time.
  public static var versions: [(name: String, version: String)] {
    [("Poppler", PopplerLibrary.version), ("Leptonica", Picture.libraryVersion)]
  }
}
