import HostileBytes
import RectoRendering
import RectoTesting

/// Hostile text as Markdown: no tag but ours, outside of code.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMarkdown(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let input = HostileBytes(start, count)
  let text = HostileBytes.text(
    of: MarkdownRenderer(input.hostile.document, options: input.options))
  precondition(!text.unicodeScalars.contains("\u{1B}"), "a terminal would obey it")
  guard !input.hasCode else { return 0 }
  let faults = WrittenMarkup.faults(in: text, elements: WrittenMarkup.markdown, escapes: true)
  precondition(faults.isEmpty, "\(faults) in \(text)")
  return 0
}
