internal import CPoppler

/// The Poppler library itself.
public enum PopplerLibrary {
  /// Its version at run time, such as `22.12.0`.
  public static var version: String { unsafe String(cString: poppler_get_version()) }
}
