internal import CXLSXWriter

/// A workbook being written.
@safe public final class Workbook {
  private let handle: UnsafeMutablePointer<lxw_workbook>
  private let bold: UnsafeMutablePointer<lxw_format>?
  private let plain: UnsafeMutablePointer<lxw_format>?
  /// Those of numbers, by how they are shown.
  private var numeric: [String: UnsafeMutablePointer<lxw_format>] = unsafe [:]

  /// Begins the file at `path`; `nil` if it cannot be.
  public init?(_ path: String) {
    guard let handle = unsafe workbook_new(path) else { return nil }
    unsafe self.handle = handle
    unsafe bold = workbook_add_format(handle)
    unsafe plain = workbook_add_format(handle)
    unsafe format_set_bold(bold)
    unsafe Self.wrap(bold)
    unsafe Self.wrap(plain)
  }

  private static func wrap(_ format: UnsafeMutablePointer<lxw_format>?) {
    unsafe format_set_text_wrap(format)
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
  }

  /// A place in a sheet, from 0, as large as the places that it spans.
  public struct Cell {
    public enum Value: Sendable {
      case text(String)
      /// `format` is a spreadsheet's: `#,##0.00`, `0%`.
      case number(Double, format: String)
    }

    public var row: Int
    public var column: Int
    public var rowSpan: Int
    public var columnSpan: Int
    public var value: Value
    public var isHead: Bool

    public init(
      row: Int, column: Int, rowSpan: Int, columnSpan: Int, value: Value, isHead: Bool
    ) {
      (self.row, self.column, self.rowSpan, self.columnSpan) = (row, column, rowSpan, columnSpan)
      self.value = value
      self.isHead = isHead
    }
  }

  /// Adds a sheet; names have at most 31 characters.
  public func add(sheet name: String, cells: [Cell]) {
    guard let sheet = unsafe workbook_add_worksheet(handle, name) else { return }
    for cell in cells {
      let format = unsafe cell.isHead ? bold : plain
      let (row, column) = (UInt32(clamping: cell.row), UInt16(clamping: cell.column))
      if cell.rowSpan * cell.columnSpan > 1 {
        unsafe worksheet_merge_range(
          sheet, row, column, row + UInt32(clamping: cell.rowSpan - 1),
          column + UInt16(clamping: cell.columnSpan - 1), "", format)
      }
      switch cell.value {
      case .text(let text): unsafe worksheet_write_string(sheet, row, column, text, format)
      case .number(let number, let shown):
        unsafe worksheet_write_number(sheet, row, column, number, numberFormat(shown) ?? format)
      }
    }
  }

  private func numberFormat(_ shown: String) -> UnsafeMutablePointer<lxw_format>? {
    if let known = unsafe numeric[shown] { return unsafe known }
    guard let format = unsafe workbook_add_format(handle) else { return nil }
    unsafe Self.wrap(format)
    unsafe format_set_num_format(format, shown)
    unsafe numeric[shown] = format
    return unsafe format
  }

  /// Writes the file; `false` if that failed. The workbook is not to be used afterwards.
  public func close() -> Bool {
    var properties = unsafe lxw_doc_properties()
    // The same tables make the same bytes.
    unsafe properties.created = 315_532_800
    unsafe workbook_set_properties(handle, &properties)
    return unsafe workbook_close(handle) == LXW_NO_ERROR
  }
}
