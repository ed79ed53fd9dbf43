internal import RectoSystem

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

  private init() throws(DynamicLibrary.Missing) {
    let library = try DynamicLibrary(Self.names)
    unsafe create = try library.function("qpdf_init")
    unsafe silence = try library.function("qpdf_silence_errors")
    unsafe suppressWarnings = try library.function("qpdf_set_suppress_warnings")
    unsafe read = try library.function("qpdf_read_memory")
    unsafe pushInherited = try library.function("qpdf_push_inherited_attributes_to_page")
    unsafe pageCount = try library.function("qpdf_get_num_pages")
    unsafe page = try library.function("qpdf_get_page_n")
    unsafe addPage = try library.function("qpdf_add_page")
    unsafe trailer = try library.function("qpdf_get_trailer")
    unsafe isEncrypted = try library.function("qpdf_is_encrypted")
    unsafe key = try library.function("qpdf_oh_get_key")
    unsafe setKey = try library.function("qpdf_oh_replace_key")
    unsafe removeKey = try library.function("qpdf_oh_remove_key")
    unsafe isArray = try library.function("qpdf_oh_is_array")
    unsafe isDictionary = try library.function("qpdf_oh_is_dictionary")
    unsafe isStream = try library.function("qpdf_oh_is_stream")
    unsafe isNumber = try library.function("qpdf_oh_is_number")
    unsafe number = try library.function("qpdf_oh_get_numeric_value")
    unsafe count = try library.function("qpdf_oh_get_array_n_items")
    unsafe item = try library.function("qpdf_oh_get_array_item")
    unsafe append = try library.function("qpdf_oh_append_item")
    unsafe newArray = try library.function("qpdf_oh_new_array")
    unsafe newDictionary = try library.function("qpdf_oh_new_dictionary")
    unsafe newNull = try library.function("qpdf_oh_new_null")
    unsafe newStream = try library.function("qpdf_oh_new_stream")
    unsafe parse = try library.function("qpdf_oh_parse")
    unsafe wrap = try library.function("qpdf_oh_wrap_in_array")
    unsafe makeIndirect = try library.function("qpdf_make_indirect_object")
    unsafe setData = try library.function("qpdf_oh_replace_stream_data")
    unsafe setDeterministicID = try library.function("qpdf_set_deterministic_ID")
    unsafe beginWriting = try library.function("qpdf_init_write_memory")
    unsafe write = try library.function("qpdf_write")
    unsafe buffer = try library.function("qpdf_get_buffer")
    unsafe bufferLength = try library.function("qpdf_get_buffer_length")
    unsafe hasError = try library.function("qpdf_has_error")
    unsafe error = try library.function("qpdf_get_error")
    unsafe errorCode = try library.function("qpdf_get_error_code")
    unsafe errorDetail = try library.function("qpdf_get_error_message_detail")
    unsafe destroy = try library.function("qpdf_cleanup")
  }
}
