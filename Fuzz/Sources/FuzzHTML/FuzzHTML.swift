import HostileBytes
import RectoRendering
import RectoTesting

/// Hostile text as HTML: no tag but ours.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTML(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = HostileBytes(start, count)
  let text = HostileBytes.text(of: HTMLRenderer(input.hostile.document, options: input.options))
  let faults = WrittenMarkup.faults(in: text, elements: WrittenMarkup.html)
  precondition(faults.isEmpty, "\(faults) in \(text)")
  return 0
}
