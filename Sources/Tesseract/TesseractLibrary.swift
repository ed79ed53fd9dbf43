internal import CTesseract

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The functions of libtesseract's C interface (`tesseract/capi.h`) that are called, looked up when
/// text is first recognised: linking the library would cost 10 ms at every start.
@safe struct TesseractLibrary: Sendable {
  typealias Engine = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  typealias Whole = UnsafeMutablePointer<Int32>

  let version: @convention(c) @Sendable () -> Text?
  let create: @convention(c) @Sendable () -> Engine?
  let delete: @convention(c) @Sendable (Engine) -> Void
  let end: @convention(c) @Sendable (Engine) -> Void
  let initialise: @convention(c) @Sendable (Engine, Text?, Text, Int32) -> Int32
  let setVariable: @convention(c) @Sendable (Engine, Text, Text) -> Int32
  let setMode: @convention(c) @Sendable (Engine, Int32) -> Void
  let setImage: @convention(c) @Sendable (Engine, UnsafeMutablePointer<PIX>) -> Void
  let setResolution: @convention(c) @Sendable (Engine, Int32) -> Void
  let recognise: @convention(c) @Sendable (Engine, OpaquePointer?) -> Int32
  let clear: @convention(c) @Sendable (Engine) -> Void
  let iterator: @convention(c) @Sendable (Engine) -> OpaquePointer?
  let deleteIterator: @convention(c) @Sendable (OpaquePointer) -> Void
  let pageIterator: @convention(c) @Sendable (OpaquePointer) -> OpaquePointer?
  let next: @convention(c) @Sendable (OpaquePointer, Int32) -> Int32
  let text: @convention(c) @Sendable (OpaquePointer, Int32) -> UnsafeMutablePointer<CChar>?
  let deleteText: @convention(c) @Sendable (UnsafeMutablePointer<CChar>) -> Void
  let confidence: @convention(c) @Sendable (OpaquePointer, Int32) -> Float
  let isFromDictionary: @convention(c) @Sendable (OpaquePointer) -> Int32
  let isAtBeginning: @convention(c) @Sendable (OpaquePointer, Int32) -> Int32
  let box: @convention(c) @Sendable (OpaquePointer, Int32, Whole, Whole, Whole, Whole) -> Int32
  let orientation:
    @convention(c) @Sendable (
      OpaquePointer, UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<UInt32>,
      UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>
    ) -> Void
  let detectOrientation:
    @convention(c) @Sendable (
      Engine, Whole, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Text?>,
      UnsafeMutablePointer<Float>
    ) -> Int32
  let createMonitor: @convention(c) @Sendable () -> OpaquePointer?
  let deleteMonitor: @convention(c) @Sendable (OpaquePointer) -> Void
  let setDeadline: @convention(c) @Sendable (OpaquePointer, Int32) -> Void
  /// OpenMP's `omp_set_max_active_levels`, where the library was built with OpenMP. With 0 the
  /// calling thread recognises alone: a third of the CPU time of four threads that wait for each
  /// other. The setting holds for one thread only.
  let setParallelLevels: (@convention(c) @Sendable (Int32) -> Void)?

  /// The library, or `nil` if it is not installed.
  static let shared = try? TesseractLibrary()

  private static let names = [
    "libtesseract.so.5", "libtesseract.so.4", "libtesseract.so", "libtesseract.5.dylib",
    "/opt/homebrew/lib/libtesseract.5.dylib",
  ]

  private struct Missing: Error {}

  private init() throws(Missing) {
    var handle: UnsafeMutableRawPointer?
    for name in Self.names {
      unsafe handle = dlopen(name, RTLD_NOW | RTLD_LOCAL)
      if unsafe handle != nil { break }
    }
    guard let library = unsafe handle else { throw Missing() }
    func find<Function>(_ name: String) throws(Missing) -> Function {
      guard let symbol = unsafe dlsym(library, name) else { throw Missing() }
      return unsafe unsafeBitCast(symbol, to: Function.self)
    }
    unsafe version = try find("TessVersion")
    unsafe create = try find("TessBaseAPICreate")
    unsafe delete = try find("TessBaseAPIDelete")
    unsafe end = try find("TessBaseAPIEnd")
    unsafe initialise = try find("TessBaseAPIInit2")
    unsafe setVariable = try find("TessBaseAPISetVariable")
    unsafe setMode = try find("TessBaseAPISetPageSegMode")
    unsafe setImage = try find("TessBaseAPISetImage2")
    unsafe setResolution = try find("TessBaseAPISetSourceResolution")
    unsafe recognise = try find("TessBaseAPIRecognize")
    unsafe clear = try find("TessBaseAPIClear")
    unsafe iterator = try find("TessBaseAPIGetIterator")
    unsafe deleteIterator = try find("TessResultIteratorDelete")
    unsafe pageIterator = try find("TessResultIteratorGetPageIterator")
    unsafe next = try find("TessResultIteratorNext")
    unsafe text = try find("TessResultIteratorGetUTF8Text")
    unsafe deleteText = try find("TessDeleteText")
    unsafe confidence = try find("TessResultIteratorConfidence")
    unsafe isFromDictionary = try find("TessResultIteratorWordIsFromDictionary")
    unsafe isAtBeginning = try find("TessPageIteratorIsAtBeginningOf")
    unsafe box = try find("TessPageIteratorBoundingBox")
    unsafe orientation = try find("TessPageIteratorOrientation")
    unsafe detectOrientation = try find("TessBaseAPIDetectOrientationScript")
    unsafe createMonitor = try find("TessMonitorCreate")
    unsafe deleteMonitor = try find("TessMonitorDelete")
    unsafe setDeadline = try find("TessMonitorSetDeadlineMSecs")
    setParallelLevels = try? find("omp_set_max_active_levels")
  }
}
