public import FoundationEssentials
public import RectoDiagnostics

extension Converter {
  /// Converts a document from memory in any form, as `Data`.
  public func convert(
    _ bytes: some Collection<UInt8>, name: String, as given: InputFormat? = nil
  ) throws(ConversionError) -> Result {
    try convert(Array(bytes), name: name, as: given)
  }

  /// Converts a file, which is called by its path in messages.
  public func convert(
    contentsOf file: URL, as given: InputFormat? = nil
  ) throws(ConversionError) -> Result {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: file)
    } catch {
      throw ConversionError(
        .unreadableInput, "\(file.path): it cannot be read", advice: "Check the name and its mode.")
    }
    return try convert(Array(bytes), name: file.path, as: given)
  }
}
