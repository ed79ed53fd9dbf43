public import RectoRendering
public import RectoTesting
internal import RectoTree

/// A hostile document that a fuzzer's bytes choose, and how it is to be shown.
public struct HostileBytes {
  public let hostile: HostileDocument
  public let options: RenderingOptions

  public init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var place = 0
    hostile = HostileDocument { bound in
      guard place < bytes.count, bound > 1 else { return 0 }
      defer { place += 1 }
      return Int(bytes[place]) % bound
    }
    var options = RenderingOptions()
    options.include = [.hidden, .annotations, .attachments, .forms]
    options.furniture = .mark
    options.pictures = hostile.pictures
    options.characters = true
    self.options = options
  }

  public var hasCode: Bool {
    hostile.styles.contains(.code)
      || hostile.count { if case .code = $0.content { true } else { false } } > 0
  }

  public static func text(of renderer: any Renderer) -> String {
    var result = ""
    try? renderer.render { result += $0 }
    return result
  }
}
