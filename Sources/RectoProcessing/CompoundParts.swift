/// Compounds that are written with a hyphen, told by their parts: what neither the document nor a
/// dictionary need say.
enum CompoundParts {
  /// A language by two words that every page of it has.
  static let english = ["the", "of"]
  static let french = ["les", "des"]

  /// First parts that English writes with a hyphen before words of their own.
  private static let firstParts: Set<String> = [
    "well", "self", "ill", "half", "long", "short", "high", "low", "fixed", "full", "large",
    "small",
    "hard", "soft", "left", "right", "open", "single", "old", "new", "cost", "user", "far", "ever",
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twenty", "thirty",
    "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "first", "second", "third", "fourth",
  ]

  /// What such words end in when they are no first part: `highlight`, `shortage`, `selfish`.
  private static let endings: Set<String> = [
    "er", "ers", "est", "en", "ens", "ened", "ener", "eners", "ening", "ing", "ings", "ed", "ly",
    "ness", "nesses", "ful", "fully", "less", "ship", "ships", "ward", "wards", "ish", "ism", "ist",
    "ists", "fold", "some", "hood", "age", "ages", "land", "lands", "lander", "landers", "way",
    "ways", "light", "lights", "lighted", "lighting", "lighter", "ware", "wares", "back", "backs",
    "hand", "handed", "handedly", "born", "most", "over", "overs", "time", "teen", "teenth", "ton",
    "tons", "name", "names", "come", "comer", "comers", "cut", "cuts", "cake", "cakes", "fall",
    "falls",
    "coming", "comings", "bread", "list", "listed", "cover", "covers", "wood", "ball", "horn",
    "shore",
    "hold", "holder", "holders", "thermore", "ther", "score", "pence", "penny", "found",
    "foundland",
    "spring", "springs", "being", "beings",
  ]
  private static let longEndings = [
    "itud", "evity", "eous", "ary", "arily", "icient", "lish", "core", "spaper", "sletter",
    "sprint",
  ]
  private static let kept: Set<String> = ["wellbeing", "wellbeings"]

  /// Whether a word that a line divides is a compound in English, by its first part.
  static func isEnglish(_ left: String, _ right: String) -> Bool {
    guard firstParts.contains(left), right.utf8.count >= 3 else { return false }
    if kept.contains(left + right) { return true }
    return !endings.contains(right) && !longEndings.contains(where: right.hasPrefix)
  }

  /// First parts that make one word with others: `understanding`, `something`, `therefore`, `outline`.
  private static let joined: Set<String> = [
    "after", "back", "before", "down", "even", "ever", "every", "fore", "four", "hand", "head",
    "hence",
    "here", "home", "into", "life", "like", "meta", "more", "never", "none", "note", "over", "some",
    "super", "their", "them", "there", "thing", "time", "under", "what", "when", "where", "which",
    "with",
    "work",
  ]

  /// Whether two words may be parts of a compound in English and are not likely to be written as one.
  static func mayBeEnglish(_ left: String, _ right: String) -> Bool {
    min(left.utf8.count, right.utf8.count) >= 4 && !joined.contains(left)
      && !endings.contains(right)
  }

  /// The middle parts of longer compounds: `more-or-less`, `state-of-the-art`, `vis-à-vis`.
  static let links: Set<String> = [
    "a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "out", "the", "to", "up",
    "à", "au", "d", "de", "des", "du", "en", "et", "la", "le", "les", "ou", "par", "sur", "und",
    "zu",
  ]

  /// The last parts of French compounds, by what they follow.
  private static let frenchEndings: [String: Set<String>] = [
    "ci": ["celui", "celle", "ceux", "celles"], "là": ["celui", "celle", "ceux", "celles"],
    "même": ["lui", "elle", "soi", "moi", "toi", "cela"],
    "mêmes": ["eux", "elles", "nous", "vous"], "être": ["peut"],
    "dessus": ["au", "ci", "là", "par"], "dessous": ["au", "ci", "là", "par"],
    "delà": ["au", "par"], "après": ["ci"], "contre": ["ci"], "bas": ["là"], "uns": ["quelques"],
    "unes": ["quelques"], "vous": ["rendez", "avez", "êtes", "pouvez"],
    "il": ["est", "dit", "semble", "faut", "a", "t"], "elle": ["est", "dit", "a", "t"],
    "on": ["est", "dit", "peut", "t"], "ce": ["est", "qu'est"],
  ]

  static func isFrench(_ left: String, _ right: String) -> Bool {
    frenchEndings[right]?.contains(left) ?? false
  }

  /// The last parts of Russian ones.
  private static let russianEndings: [String: Set<String>] = [
    "то": [
      "что", "кто", "как", "где", "когда", "куда", "откуда", "почему", "какой", "какая", "какое",
      "какие",
    ],
    "нибудь": ["что", "кто", "как", "где", "когда", "куда", "какой", "какая", "какое", "какие"],
    "либо": ["что", "кто", "как", "где", "когда", "какой", "какая", "какое", "какие"],
    "за": ["из"], "под": ["из"],
  ]

  static func isRussian(_ left: String, _ right: String) -> Bool {
    russianEndings[right]?.contains(left) ?? false
  }

  /// Whether a word stands between two parts of which the first shares the end of the second:
  /// `Vor- und Nachteile`, `two- or three-dimensional`.
  static func isSuspended(_ left: String, before right: String) -> Bool {
    switch right {
    case "und", "oder", "bzw", "sowie": true
    case "and", "or", "to": firstParts.contains(left) || prefixes.contains(left)
    default: false
    }
  }

  private static let prefixes: Set<String> = [
    "pre", "post", "inter", "intra", "under", "over", "mono", "bi", "macro", "micro", "mid", "sub",
    "super", "upper", "lower", "inner", "outer", "one", "short", "semi",
  ]
}
