import Foundation
import HostileBytes
import RectoRendering

/// Hostile text as JSON and JSON Lines: JSON, each value on one line for every reader, and what is read
/// back from it is written as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = HostileBytes(start, count)
  let document = input.hostile.document
  let whole = HostileBytes.text(of: JSONRenderer(document, options: input.options))
  let lines = JSONLinesRenderer(options: input.options)
  for text in [whole, lines.head(document), lines.line(document.pages[0], of: document)] {
    let value = try? JSONSerialization.jsonObject(with: Data(text.utf8))
    precondition(value != nil, "no JSON: \(text)")
    let breaks = text.dropLast().unicodeScalars.filter {
      $0.properties.generalCategory == .control || $0 == "\u{2028}" || $0 == "\u{2029}"
    }
    precondition(breaks.isEmpty, "not on one line: \(text)")
  }
  if let read = try? JSONDocument(Array(whole.utf8), name: "fuzz") {
    var options = input.options
    (options.pictures, options.characters) = (read.pictures, false)
    let again = HostileBytes.text(of: JSONRenderer(read.document, options: options))
    let back = try? JSONDocument(Array(again.utf8), name: "fuzz").document
    precondition(
      back.map { HostileBytes.text(of: JSONRenderer($0, options: options)) } == again,
      "not read back: \(again)")
  }
  return 0
}
