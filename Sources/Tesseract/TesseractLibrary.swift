internal import CTesseract
internal import RectoSystem

/// The functions of libtesseract's C interface (`tesseract/capi.h`) that are called, looked up when
/// text is first recognised: linking the library would cost 10 ms at every start.
@safe struct TesseractLibrary: Sendable {
  typealias Engine = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  typealias Whole = UnsafeMutablePointer<Int32>

  let version: @convention(c) @Sendable () -> Text?
  let create: @convention(c) @Sendable () -> Engine?
  let delete: @convention(c) @Sendable (Engine) -> Void
  /// Frees the dictionaries that no engine uses any more; they are shared by all.
  let clearDictionaries: @convention(c) @Sendable (Engine) -> Void
  let end: @convention(c) @Sendable (Engine) -> Void
  let initialise: @convention(c) @Sendable (Engine, Text?, Text, Int32) -> Int32
  let loadedLanguages:
    @convention(c) @Sendable (Engine) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  let deleteTexts:
    @convention(c) @Sendable (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Void
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
  /// Asked now and then, with what was set and the words so far, whether to stop.
  typealias Cancel = @convention(c) (UnsafeMutableRawPointer?, Int32) -> Bool
  let setCancel: @convention(c) @Sendable (OpaquePointer, Cancel) -> Void
  let setCancelled: @convention(c) @Sendable (OpaquePointer, UnsafeMutableRawPointer?) -> Void
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

  private init() throws(DynamicLibrary.Missing) {
    let library = try DynamicLibrary(Self.names)
    // From here on, large pictures and models come and go.
    Heap.returnLargeBlocks()
    unsafe version = try library.function("TessVersion")
    unsafe create = try library.function("TessBaseAPICreate")
    unsafe delete = try library.function("TessBaseAPIDelete")
    unsafe clearDictionaries = try library.function("TessBaseAPIClearPersistentCache")
    unsafe end = try library.function("TessBaseAPIEnd")
    unsafe initialise = try library.function("TessBaseAPIInit2")
    unsafe loadedLanguages = try library.function("TessBaseAPIGetLoadedLanguagesAsVector")
    unsafe deleteTexts = try library.function("TessDeleteTextArray")
    unsafe setVariable = try library.function("TessBaseAPISetVariable")
    unsafe setMode = try library.function("TessBaseAPISetPageSegMode")
    unsafe setImage = try library.function("TessBaseAPISetImage2")
    unsafe setResolution = try library.function("TessBaseAPISetSourceResolution")
    unsafe recognise = try library.function("TessBaseAPIRecognize")
    unsafe clear = try library.function("TessBaseAPIClear")
    unsafe iterator = try library.function("TessBaseAPIGetIterator")
    unsafe deleteIterator = try library.function("TessResultIteratorDelete")
    unsafe pageIterator = try library.function("TessResultIteratorGetPageIterator")
    unsafe next = try library.function("TessResultIteratorNext")
    unsafe text = try library.function("TessResultIteratorGetUTF8Text")
    unsafe deleteText = try library.function("TessDeleteText")
    unsafe confidence = try library.function("TessResultIteratorConfidence")
    unsafe isFromDictionary = try library.function("TessResultIteratorWordIsFromDictionary")
    unsafe isAtBeginning = try library.function("TessPageIteratorIsAtBeginningOf")
    unsafe box = try library.function("TessPageIteratorBoundingBox")
    unsafe orientation = try library.function("TessPageIteratorOrientation")
    unsafe detectOrientation = try library.function("TessBaseAPIDetectOrientationScript")
    unsafe createMonitor = try library.function("TessMonitorCreate")
    unsafe deleteMonitor = try library.function("TessMonitorDelete")
    unsafe setCancel = try library.function("TessMonitorSetCancelFunc")
    unsafe setCancelled = try library.function("TessMonitorSetCancelThis")
    unsafe setDeadline = try library.function("TessMonitorSetDeadlineMSecs")
    unsafe setParallelLevels = try? library.function("omp_set_max_active_levels")
  }
}
