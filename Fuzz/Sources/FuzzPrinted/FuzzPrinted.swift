import HostileBytes
import RectoRendering
import RectoTesting

/// Hostile text as hOCR and ALTO: no tag but ours.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPrinted(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = HostileBytes(start, count)
  for renderer: any Renderer in [
    HOCRRenderer(input.hostile.document, options: input.options),
    ALTORenderer(input.hostile.document, options: input.options),
  ] {
    let text = HostileBytes.text(of: renderer)
    let faults = WrittenMarkup.faults(in: text, elements: WrittenMarkup.printed)
    precondition(faults.isEmpty, "\(faults) in \(text)")
  }
  return 0
}
