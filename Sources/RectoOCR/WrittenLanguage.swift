internal import RectoLanguage

/// The language that a text is written in.
public enum WrittenLanguage {
  /// Its ISO 639-1 code where its commonest words tell it; `nil` if they do not.
  public static func code(of text: String) -> String? {
    guard let best = FunctionWords.ranking(of: text).first,
      best.share >= LanguageFinder.clearShare
    else { return nil }
    return codes[best.code]
  }

  private static let codes = [
    "eng": "en", "deu": "de", "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl",
    "pol": "pl", "ces": "cs", "slk": "sk", "swe": "sv", "dan": "da", "nor": "nb", "fin": "fi",
    "hun": "hu", "tur": "tr", "ron": "ro", "cat": "ca", "hrv": "hr", "slv": "sl", "lit": "lt",
    "lav": "lv", "est": "et", "vie": "vi", "ind": "id", "lat": "la", "rus": "ru", "ukr": "uk",
    "bul": "bg", "srp": "sr", "bel": "be", "mkd": "mk",
  ]
}
