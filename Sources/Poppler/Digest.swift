internal import CPoppler

/// Checksums, by GLib.
public enum Digest {
  /// SHA-256 in hexadecimal.
  public static func sha256(_ bytes: [UInt8]) -> String {
    guard
      let text = unsafe bytes.withUnsafeBufferPointer({
        unsafe g_compute_checksum_for_data(G_CHECKSUM_SHA256, $0.baseAddress, gsize($0.count))
      })
    else { return "" }
    defer { unsafe g_free(text) }
    return unsafe String(cString: text)
  }
}
