internal import RectoTree

/// Blocks in their order. What is attached to a table or figure stands beside it, and names it.
struct BlocksShape: Shape {
  private static let element = ObjectShape<DescribedBlock>()

  func write(_ value: [Block], _ key: String?, _ form: inout WritingForm) {
    form.writer.begin("[", key)
    for block in value {
      block.forEachPrinted { block, owner in
        Self.element.write(DescribedBlock(block: block, owner: owner?.id), nil, &form)
      }
    }
    form.writer.end("]")
  }

  func read(_ form: inout ReadingForm) -> [Block]? {
    guard let items = Self.items(&form) else { return nil }
    return items.map(\.block)
  }

  /// Blocks with what is attached to them, in their layers.
  static func items(_ form: inout ReadingForm) -> [DescribedBlock]? {
    var items: [DescribedBlock] = []
    guard
      form.elements({ form in
        guard let item = element.read(&form) else { return false }
        items.append(item)
        return true
      })
    else { return nil }
    guard items.contains(where: { $0.owner != nil }) else { return items }
    return attached(items, &form)
  }

  private static func attached(
    _ items: [DescribedBlock], _ form: inout ReadingForm
  ) -> [DescribedBlock]? {
    var places: [String: Int] = [:]
    for (i, item) in items.enumerated() where item.owner == nil && item.block.isOwner {
      places[item.block.id] = i
    }
    var parts = [(above: [Block], below: [Block])](repeating: ([], []), count: items.count)
    for (i, item) in items.enumerated() {
      guard let owner = item.owner else { continue }
      guard let place = places[owner] else {
        form.fail("there is no table or figure '\(owner)' beside it", at: i, "of")
        return nil
      }
      if i < place {
        parts[place].above.append(item.block)
      } else {
        parts[place].below.append(item.block)
      }
    }
    var result: [DescribedBlock] = []
    for (i, item) in items.enumerated() where item.owner == nil {
      var item = item
      if !parts[i].above.isEmpty || !parts[i].below.isEmpty { item.block.attached = parts[i] }
      result.append(item)
    }
    return result
  }

  func schema(_ form: inout SchemaForm) -> SchemaNode {
    .object([("type", .string("array")), ("items", Self.element.schema(&form))])
  }
}

extension Block {
  /// Whether captions and notes can belong to it.
  fileprivate var isOwner: Bool {
    switch content {
    case .table, .figure: true
    default: false
    }
  }
}
