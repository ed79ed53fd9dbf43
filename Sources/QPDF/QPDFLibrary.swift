#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The functions of libqpdf's C interface (`qpdf/qpdf-c.h`) that are called, looked up when a PDF is
/// first written: linking the library, with the ones for encryption that it needs, would cost 5 ms
/// at every start.
@safe struct QPDFLibrary: Sendable {
  typealias Handle = OpaquePointer
  typealias Text = UnsafePointer<CChar>
  /// `qpdf_oh`: an object of a file.
  typealias Object = UInt32

  let create: @convention(c) @Sendable () -> Handle?
  let silence: @convention(c) @Sendable (Handle?) -> Void
  let suppressWarnings: @convention(c) @Sendable (Handle?, Int32) -> Void
  let read: @convention(c) @Sendable (Handle?, Text, Text?, UInt64, Text?) -> Int32
  let pushInherited: @convention(c) @Sendable (Handle?) -> Int32
  let pageCount: @convention(c) @Sendable (Handle?) -> Int32
  let page: @convention(c) @Sendable (Handle?, Int) -> Object
  let addPage: @convention(c) @Sendable (Handle?, Handle?, Object, Int32) -> Int32
  let trailer: @convention(c) @Sendable (Handle?) -> Object
  let isEncrypted: @convention(c) @Sendable (Handle?) -> Int32
  let key: @convention(c) @Sendable (Handle?, Object, Text) -> Object
  let setKey: @convention(c) @Sendable (Handle?, Object, Text, Object) -> Void
  let removeKey: @convention(c) @Sendable (Handle?, Object, Text) -> Void
  let isArray: @convention(c) @Sendable (Handle?, Object) -> Int32
  let isDictionary: @convention(c) @Sendable (Handle?, Object) -> Int32
  let isStream: @convention(c) @Sendable (Handle?, Object) -> Int32
  let isNumber: @convention(c) @Sendable (Handle?, Object) -> Int32
  let number: @convention(c) @Sendable (Handle?, Object) -> Double
  let count: @convention(c) @Sendable (Handle?, Object) -> Int32
  let item: @convention(c) @Sendable (Handle?, Object, Int32) -> Object
  let append: @convention(c) @Sendable (Handle?, Object, Object) -> Void
  let newArray: @convention(c) @Sendable (Handle?) -> Object
  let newDictionary: @convention(c) @Sendable (Handle?) -> Object
  let newNull: @convention(c) @Sendable (Handle?) -> Object
  let newStream: @convention(c) @Sendable (Handle?) -> Object
  let parse: @convention(c) @Sendable (Handle?, Text) -> Object
  let wrap: @convention(c) @Sendable (Handle?, Object) -> Object
  let makeIndirect: @convention(c) @Sendable (Handle?, Object) -> Object
  let setData:
    @convention(c) @Sendable (Handle?, Object, UnsafePointer<UInt8>, Int, Object, Object) -> Void
  let setDeterministicID: @convention(c) @Sendable (Handle?, Int32) -> Void
  let beginWriting: @convention(c) @Sendable (Handle?) -> Int32
  let write: @convention(c) @Sendable (Handle?) -> Int32
  let buffer: @convention(c) @Sendable (Handle?) -> UnsafePointer<UInt8>?
  let bufferLength: @convention(c) @Sendable (Handle?) -> Int
  let hasError: @convention(c) @Sendable (Handle?) -> Int32
  let error: @convention(c) @Sendable (Handle?) -> OpaquePointer?
  let errorCode: @convention(c) @Sendable (Handle?, OpaquePointer?) -> Int32
  let errorDetail: @convention(c) @Sendable (Handle?, OpaquePointer?) -> Text?
  let destroy: @convention(c) @Sendable (UnsafeMutablePointer<Handle?>) -> Void

  /// `QPDF_ERRORS` among the bits of a status, and `qpdf_e_password` among the codes of errors.
  static let errors: Int32 = 2
  static let passwordError: Int32 = 4

  /// The library, or `nil` if it is not installed.
  static let shared = try? QPDFLibrary()

  private static let names = [
    "libqpdf.so.30", "libqpdf.so.29", "libqpdf.so", "libqpdf.30.dylib",
    "/opt/homebrew/lib/libqpdf.dylib",
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
    unsafe create = try find("qpdf_init")
    unsafe silence = try find("qpdf_silence_errors")
    unsafe suppressWarnings = try find("qpdf_set_suppress_warnings")
    unsafe read = try find("qpdf_read_memory")
    unsafe pushInherited = try find("qpdf_push_inherited_attributes_to_page")
    unsafe pageCount = try find("qpdf_get_num_pages")
    unsafe page = try find("qpdf_get_page_n")
    unsafe addPage = try find("qpdf_add_page")
    unsafe trailer = try find("qpdf_get_trailer")
    unsafe isEncrypted = try find("qpdf_is_encrypted")
    unsafe key = try find("qpdf_oh_get_key")
    unsafe setKey = try find("qpdf_oh_replace_key")
    unsafe removeKey = try find("qpdf_oh_remove_key")
    unsafe isArray = try find("qpdf_oh_is_array")
    unsafe isDictionary = try find("qpdf_oh_is_dictionary")
    unsafe isStream = try find("qpdf_oh_is_stream")
    unsafe isNumber = try find("qpdf_oh_is_number")
    unsafe number = try find("qpdf_oh_get_numeric_value")
    unsafe count = try find("qpdf_oh_get_array_n_items")
    unsafe item = try find("qpdf_oh_get_array_item")
    unsafe append = try find("qpdf_oh_append_item")
    unsafe newArray = try find("qpdf_oh_new_array")
    unsafe newDictionary = try find("qpdf_oh_new_dictionary")
    unsafe newNull = try find("qpdf_oh_new_null")
    unsafe newStream = try find("qpdf_oh_new_stream")
    unsafe parse = try find("qpdf_oh_parse")
    unsafe wrap = try find("qpdf_oh_wrap_in_array")
    unsafe makeIndirect = try find("qpdf_make_indirect_object")
    unsafe setData = try find("qpdf_oh_replace_stream_data")
    unsafe setDeterministicID = try find("qpdf_set_deterministic_ID")
    unsafe beginWriting = try find("qpdf_init_write_memory")
    unsafe write = try find("qpdf_write")
    unsafe buffer = try find("qpdf_get_buffer")
    unsafe bufferLength = try find("qpdf_get_buffer_length")
    unsafe hasError = try find("qpdf_has_error")
    unsafe error = try find("qpdf_get_error")
    unsafe errorCode = try find("qpdf_get_error_code")
    unsafe errorDetail = try find("qpdf_get_error_message_detail")
    unsafe destroy = try find("qpdf_cleanup")
  }
}
