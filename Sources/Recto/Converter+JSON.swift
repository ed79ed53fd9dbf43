internal import RectoDiagnostics
internal import RectoLayout
internal import RectoMetadata
internal import RectoProcessing
internal import RectoRendering
internal import RectoTree

extension Converter {
  /// Reads a document that was converted to JSON before. Nothing of it is judged again.
  func read(json bytes: [UInt8], name: String) throws(ConversionError) -> Result {
    try checkOptions(name)
    let read = try JSONDocument(bytes, name: name)
    observe?(.opened(pages: read.document.pages.count))
    var result = Result(document: read.document, format: .json)
    result.addresses = read.pictures
    do {
      try choosePages(of: &result.document)
    } catch {
      throw error.of(name)
    }
    return result
  }

  /// What is made of pages themselves is not made of JSON.
  private func checkOptions(_ name: String) throws(ConversionError) {
    guard !options.keepsGlyphs else {
      throw ConversionError(
        .usage,
        "\(name): words, characters, quotations, source maps, hocr, alto and pdf are made of the glyphs "
          + "of pages, which JSON does not hold",
        advice: "Name the document that it was made of.")
    }
    guard options.area == nil, options.tables == .auto else {
      throw ConversionError(
        .usage, "\(name): the tables of JSON are those that were found when it was made",
        advice: "Leave out --area and --flavour, or name the document that it was made of.")
    }
  }

  private func choosePages(of document: inout Document) throws(ConversionError) {
    var chosen = document.pages.map(\.index)
    if options.pages != .all {
      let wanted = Set(try options.pages.pages(of: document.metadata.pageCount))
      chosen.removeAll { !wanted.contains($0) }
      guard !chosen.isEmpty else {
        throw ConversionError(
          .usage, "none of the pages that are wanted is in it",
          advice: "Name the document that it was made of.", kind: .noSuchPage)
      }
    }
    if let most = options.limits.pages, chosen.count > most {
      document.diagnostics.append(.tooManyPages(chosen.count, most: most))
      chosen = Array(chosen.prefix(most))
    }
    if chosen.count < document.pages.count { ChosenPages(Set(chosen)).process(&document) }
  }
}

extension Converter.Result {
  /// Forgets the pictures that came with the document.
  public mutating func dropPictures() {
    addresses = [:]
    document.mapBlocks { block in
      guard case .figure(var figure) = block.content, figure.picture != nil else { return }
      figure.picture = nil
      block.content = .figure(figure)
    }
    document.mapTexts { text in
      if !text.pictures.isEmpty { text.mapPictures { $0.picture = nil } }
    }
  }
}
