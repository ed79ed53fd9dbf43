internal import Hunspell
internal import RectoOCR
internal import RectoProcessing
internal import RectoTree

/// The dictionary of a document's language, where one is installed.
struct DocumentWords: WordList {
  /// So much text tells the language, in UTF-8 bytes.
  private static let enough = 6000

  /// Loading a dictionary takes as long as some fifteen pages: shorter documents go without.
  private static let fewestPages = 30

  private let dictionary: HunspellDictionary

  init?(of document: Document) {
    guard document.pages.count >= Self.fewestPages else { return nil }
    var sample = ""
    for block in document.blocks where !block.isFurniture {
      guard let text = block.text, sample.utf8.count < Self.enough else { continue }
      sample += text.string + " "
    }
    guard let language = WrittenLanguage.code(of: sample),
      let dictionary = HunspellDictionary(language: language)
    else { return nil }
    self.dictionary = dictionary
  }

  func knows(_ word: String) -> Bool? { dictionary.knows(word) }
}
