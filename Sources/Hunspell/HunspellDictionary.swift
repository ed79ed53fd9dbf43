internal import FoundationEssentials
internal import RectoSystem

/// A spelling dictionary of Hunspell's, where the library and one for the language are installed.
@safe public final class HunspellDictionary {
  private typealias Handle = OpaquePointer
  private typealias Text = UnsafePointer<CChar>

  private let handle: OpaquePointer
  private let spell: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> Int32
  private let destroy: @convention(c) (OpaquePointer?) -> Void
  /// Dictionaries in other encodings are asked only for what is ASCII.
  private let isUTF8: Bool

  private static let libraries = [
    "libhunspell-1.7.so.0", "libhunspell-1.6.so.0", "libhunspell.so", "libhunspell-1.7.dylib",
    "/opt/homebrew/lib/libhunspell-1.7.dylib", "/usr/local/lib/libhunspell-1.7.dylib",
  ]
  private static let folders = [
    "/usr/share/hunspell", "/usr/share/myspell/dicts", "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell", "/Library/Spelling",
  ]

  /// The first dictionary of a language by its ISO 639-1 code: `en`. `nil` if none is installed.
  public init?(language: String) {
    typealias Create = @convention(c) (Text?, Text?) -> Handle?
    typealias Encoding = @convention(c) (Handle?) -> Text?
    guard let path = Self.path(of: language), let library = try? DynamicLibrary(Self.libraries),
      let create: Create = unsafe try? library.function("Hunspell_create"),
      let encoding: Encoding = unsafe try? library.function("Hunspell_get_dic_encoding"),
      let spell: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?) -> Int32 =
        unsafe try? library.function("Hunspell_spell"),
      let destroy: @convention(c) (OpaquePointer?) -> Void =
        unsafe try? library.function("Hunspell_destroy"),
      let handle = unsafe create(path + ".aff", path + ".dic")
    else { return nil }
    unsafe self.handle = handle
    unsafe self.spell = spell
    unsafe self.destroy = destroy
    isUTF8 = unsafe encoding(handle).map { unsafe String(cString: $0) } == "UTF-8"
  }

  deinit { unsafe destroy(handle) }

  /// Whether the dictionary has a word; `nil` if it cannot be asked.
  public func knows(_ word: String) -> Bool? {
    guard isUTF8 || word.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    return unsafe spell(handle, word) != 0
  }

  private static func path(of language: String) -> String? {
    for folder in folders {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
        continue
      }
      let own = names.filter { name in
        name.hasSuffix(".dic") && (name.hasPrefix(language + "_") || name == language + ".dic")
          && !name.hasPrefix("hyph")
      }.sorted()
      // The country whose name is the language's is the usual one; else English of the USA.
      let best =
        own.first { $0 == "\(language)_\(language.uppercased()).dic" }
        ?? own.first { $0 == "\(language)_US.dic" } ?? own.first
      if let best { return folder + "/" + best.dropLast(4) }
    }
    return nil
  }
}
