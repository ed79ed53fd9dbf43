internal import CPoppler
internal import RectoGeometry
public import RectoMetadata
public import RectoPages

extension GlibDocument {
  /// The outline in reading order, at most `limit` entries and 64 levels.
  public func outline(limit: Int = 10_000) -> [OutlineItem] {
    var items: [OutlineItem] = []
    guard let root = unsafe poppler_index_iter_new(handle) else { return [] }
    defer { unsafe poppler_index_iter_free(root) }
    unsafe visit(root, level: 1, limit: limit, into: &items)
    return items
  }

  private func visit(
    _ iterator: OpaquePointer, level: Int, limit: Int, into items: inout [OutlineItem]
  ) {
    guard level <= 64 else { return }
    repeat {
      guard items.count < limit else { return }
      guard let action = unsafe poppler_index_iter_get_action(iterator) else { continue }
      var item = OutlineItem(title: "", level: level)
      if let title = unsafe action.pointee.any.title {
        unsafe item.title = String(cString: title)
      }
      if unsafe action.pointee.type == POPPLER_ACTION_GOTO_DEST,
        let place = unsafe resolve(action.pointee.goto_dest.dest)
      {
        item.page = place.page
        item.top = place.top
      }
      unsafe poppler_action_free(action)
      items.append(item)
      if let child = unsafe poppler_index_iter_get_child(iterator) {
        unsafe visit(child, level: level + 1, limit: limit, into: &items)
        unsafe poppler_index_iter_free(child)
      }
    } while unsafe poppler_index_iter_next(iterator) != 0
  }

  /// Where a named destination leads: a page from 0 and the height on it.
  public func destination(named name: String) -> PlacedLink.Target? {
    guard let found = unsafe poppler_document_find_dest(handle, name) else { return nil }
    defer { unsafe poppler_dest_free(found) }
    guard let place = unsafe resolve(found) else { return nil }
    return .page(place.page, top: place.top)
  }

  private func resolve(_ destination: UnsafeMutablePointer<PopplerDest>?) -> (
    page: Int, top: Float?
  )? {
    guard let destination = unsafe destination else { return nil }
    if unsafe destination.pointee.type == POPPLER_DEST_NAMED {
      guard let name = unsafe destination.pointee.named_dest,
        case .page(let page, let top)? = unsafe self.destination(named: String(cString: name))
      else { return nil }
      return (page, top)
    }
    let number = unsafe Int(destination.pointee.page_num)
    guard number >= 1, number <= pageCount else { return nil }
    let top = unsafe destination.pointee.change_top != 0 ? destination.pointee.top : nil
    let height =
      unsafe withPage(number - 1) { page in
        var height = 0.0
        unsafe poppler_page_get_size(page, nil, &height)
        return height
      } ?? 0
    return (number - 1, top.map { Float(height - $0) })
  }
}
