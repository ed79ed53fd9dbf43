internal import Hunspell
internal import RectoOCR
internal import RectoProcessing
internal import RectoTree

/// The dictionary of a document's language, where one is installed: loaded once for all its pieces.
package final class DocumentWords {
  /// So much text tells the language, in UTF-8 bytes.
  private static let enough = 6000

  /// Loading a dictionary takes as long as some fifteen pages: shorter documents go without. A piece of
  /// one that is converted piece by piece has as many.
  package static let fewestPages = 16

  private struct Words: WordList {
    let dictionary: HunspellDictionary

    func knows(_ word: String) -> Bool? { dictionary.knows(word) }
  }

  private var known: Words??

  init() {}

  func words(of document: Document) -> (any WordList)? {
    if let known { return known }
    guard document.pages.count >= Self.fewestPages else { return nil }
    let words = Self.dictionary(of: document).map(Words.init)
    known = .some(words)
    return words
  }

  private static func dictionary(of document: Document) -> HunspellDictionary? {
    var sample = ""
    for block in document.blocks {
      guard let text = block.text, sample.utf8.count < enough else { continue }
      sample += text.string + " "
    }
    return WrittenLanguage.code(of: sample).flatMap { HunspellDictionary(language: $0) }
  }
}
