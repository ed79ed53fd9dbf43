internal import RectoGeometry
internal import RectoMetadata
internal import RectoPages

/// Sets the values of form fields as glyphs of the page, where a reader sees them.
///
/// A field's appearance is not part of the page's content: without this a filled form would come
/// out empty.
enum FieldGlyphs {
  /// The size that values are set in at most, in points: forms use 8 to 12.
  static let largest: Float = 11
  /// The advance of a character in ems, as in a font of fixed pitch.
  static let advance: Float = 0.5

  static func append(_ fields: [FormField], to page: inout SourcePage) {
    let font = UInt16(clamping: page.fonts.count)
    page.fonts.append(Font(name: "form-field"))
    let inOrder = fields.sorted { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }
    for field in inOrder where !field.box.isEmpty {
      switch field.value {
      case .text(let text): set(text, in: field.box, font: font, page: &page)
      case .choice(let chosen):
        set(chosen.joined(separator: "\n"), in: field.box, font: font, page: &page)
      case .button(let isOn):
        set(isOn ? "\u{2611}" : "\u{2610}", in: field.box, font: font, page: &page)
      case .signature: break
      }
    }
  }

  private static func set(_ text: String, in box: Box, font: UInt16, page: inout SourcePage) {
    let lines = text.split(whereSeparator: \.isNewline)
    guard !lines.isEmpty else { return }
    let longest = lines.map { $0.unicodeScalars.count }.max() ?? 1
    let size = max(
      1, min(largest, 0.8 * box.height / Float(lines.count), box.width / (advance * Float(longest)))
    )
    for (row, line) in lines.enumerated() {
      var x = box.x0
      let top = box.midY - Float(lines.count) * size * 0.6
      let y = top + (Float(row) + 0.85) * 1.2 * size
      for scalar in line.unicodeScalars {
        page.glyphs.append(
          Glyph(
            origin: Point(x, y), advance: Point(advance * size, 0), up: Point(0, -size),
            scalar: scalar.value, font: font, flags: .field))
        x += advance * size
      }
    }
  }
}
