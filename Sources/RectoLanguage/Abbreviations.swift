/// Words that end in a full stop and end no sentence, by language.
package struct Abbreviations: Sendable {
  private let words: Set<String>
  /// Whether a number and a full stop are an ordinal: `3. Oktober`.
  package let hasOrdinals: Bool

  /// `code` is of ISO 639-3, as in `FunctionWords`, or begins a tag as `de-AT`; without one, those that
  /// all languages share count.
  package init(language code: String? = nil) {
    let code = code.map { Self.code(of: $0) } ?? ""
    words = Self.shared.union(Self.byLanguage[code] ?? [])
    hasOrdinals = Self.withOrdinals.contains(code)
  }

  /// The language that most of a text is in, as far as it shows.
  package init(of sample: String) { self.init(language: FunctionWords.language(of: sample)) }

  /// Whether the word before a full stop, in small letters and with full stops inside, is one of them.
  package func contains(_ word: String) -> Bool { words.contains(word) }

  /// A tag's language in three letters.
  private static func code(of tag: String) -> String {
    let first = tag.split { $0 == "-" || $0 == "_" }.first.map { $0.lowercased() } ?? ""
    return codes[first] ?? first
  }

  private static let codes = [
    "en": "eng", "de": "deu", "fr": "fra", "es": "spa", "it": "ita", "pt": "por", "nl": "nld",
    "pl": "pol", "cs": "ces", "sk": "slk", "sv": "swe", "da": "dan", "no": "nor", "nb": "nor",
    "nn": "nor", "fi": "fin", "hu": "hun", "tr": "tur", "ro": "ron", "hr": "hrv", "sl": "slv",
    "ru": "rus", "uk": "ukr", "bg": "bul", "sr": "srp", "et": "est", "lv": "lav", "lt": "lit",
  ]

  private static let withOrdinals: Set<String> = [
    "deu", "ces", "slk", "dan", "nor", "fin", "hun", "tur", "hrv", "slv", "srp", "est", "lav",
  ]

  private static func set(_ words: String) -> Set<String> {
    Set(words.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  /// Titles and citations that print has everywhere.
  private static let shared = set(
    "dr prof st cf vs ca vol fig figs tab eq eqs ed eds al op cit ibid")

  private static let byLanguage: [String: Set<String>] = [
    "eng": set(
      """
      mr mrs ms messrs mx jr sr rev hon gen col maj capt lt sgt gov sen rep pres mt ft ave blvd rd
      e.g i.e viz approx appt dept est inc ltd co corp bros assn univ sec secs ch chap chs pp para
      paras pt pts ref refs app ex exs nos jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k
      resp esp incl excl max min
      """),
    "deu": set(
      """
      hr hrn fr z.b d.h u.a u.ä o.ä i.d.r z.t z.zt bzw usf vgl bspw evtl ggf inkl exkl zzgl abzgl sog nr nrn
      abs art ziff aufl hrsg hg bd bde jh jhd jg verl kap abb anm bsp s ff f hl frl dipl ing mag
      str tel geb gest verh v.chr n.chr a.d a.m b i.a i.d.f m.e s.o s.u u.u v.a max min mind höchst
      jan feb mär apr jun jul aug sept okt nov dez mio mrd lt gem insb
      """),
    "fra": set(
      """
      m mm mme mmes mlle mlles me mgr p.ex c.-à-d c-à-d env chap art al éd vol n no nos p pp ann
      av apr hab boul tél janv févr avr juil sept oct nov déc
      """),
    "spa": set(
      """
      sr sra sras sres srta d dña ud uds vd vds p.ej ej núm núms pág págs cap art arts ed tel av
      avda aprox dpto gral lic ing ee.uu a.c d.c
      """),
    "ita": set(
      """
      sig sigg sig.ra sig.na dott dott.ssa ing avv arch geom rag on p.es es pag pagg cap art artt n
      nn ecc a.c d.c c.m tel v.le p.zza
      """),
    "por": set(
      """
      sr sra srs sras dra d p.ex ex núm pág págs cap art arts ed tel av aprox exmo exma eng n a.c d.c
      """),
    "nld": set(
      """
      dhr mevr mw drs ir ing mr bijv d.w.z o.a m.b.t i.v.m t.a.v e.d blz p nr nrs art jl afb hfdst
      ca evt incl excl resp tel
      """),
    "pol": set(
      """
      np tj tzn tzw m.in ul al pl os r w s str nr im ks p pan pani hab inż mgr lek płk gen art ust
      poz zł godz min pkt por ok wg zob
      """),
    "ces": set(
      "např tj tzn tzv mj př kap č čl str s ing mgr mudr judr bc ul nám tel popř resp sv r hl"),
    "slk": set("napr tj tzn tzv resp kap č čl str s ing mgr mudr judr bc ul nám tel sv r"),
    "swe": set("t.ex bl.a d.v.s m.m m.fl s.k resp kap s sid nr tel ca jfr f.d e.kr f.kr"),
    "dan": set("f.eks bl.a dvs m.m m.fl mht pga kap s nr tlf ca jf stk pkt e.kr f.kr"),
    "nor": set("f.eks bl.a dvs m.m m.fl mht pga kap s nr tlf ca jf e.kr f.kr"),
    "fin": set("esim mm ns ts s sr jne ks vrt n nro puh kpl ko em ym eaa jaa"),
    "hun": set("pl ill ún stb vö o old sz u ui kb ti ifj id özv"),
    "tur": set("örn vb yy sn av yrd doç öğr bkz s no cad sok mah tel"),
    "ron": set("dl d-na nr pag art alin lit cap ex etc.a str bd tel"),
    "rus": set(
      "г гг т.е т.д т.п т.к н.э см ср рис табл гл стр с руб коп тыс млн млрд им ул д кв проф акад"),
    "ukr": set("р рр т.д т.п тис млн млрд див рис табл гл с стор ім вул буд кв проф акад грн"),
  ]
}
