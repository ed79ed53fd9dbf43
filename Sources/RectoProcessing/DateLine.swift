/// Recognises lines that are a date and no more: on title pages they are as large as headings.
enum DateLine {
  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "january", "february", "march", "april", "june", "july", "august", "september", "october",
    "november", "december", "januar", "februar", "märz", "mai", "juni", "juli", "oktober",
    "dezember", "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio",
    "agosto", "septiembre", "octubre", "noviembre", "diciembre", "gennaio", "febbraio", "aprile",
    "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre", "января", "февраля", "марта",
    "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
  ]

  /// A month with a year or a day, and nothing else: `June 2023`, `3rd of May, 1998`.
  static func isDate(_ string: String) -> Bool {
    let words = string.split { $0 == " " || $0 == "," || $0 == "." || $0 == "-" || $0 == "–" }
    guard (2...6).contains(words.count), words.contains(where: { $0.first?.isNumber ?? false })
    else { return false }
    var named = 0
    for word in words {
      let word = word.lowercased()
      if months.contains(word) {
        named += 1
      } else if !isNumber(word), word != "of", word != "de", word != "den" {
        return false
      }
    }
    return named > 0
  }

  private static func isNumber(_ word: String) -> Bool {
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let rest = word.dropFirst(digits.count)
    return (1...4).contains(digits.count) && ["", "st", "nd", "rd", "th", "er", "º"].contains(rest)
  }
}
