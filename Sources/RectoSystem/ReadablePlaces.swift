#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the libraries read besides the document, and why: a confined process reads nothing else.
public enum ReadablePlaces {
  /// For every worker.
  public static let all = system + fonts + own + beside

  private static let system = [
    // Libraries, those that are opened when they are needed and those that these need; the modules of
    // `iconv`; where to find them.
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64",
    "/etc/ld.so.cache",
    // Data of installed packages: fonts and links to them anywhere below, `poppler-data`, trained data,
    // dictionaries, names of languages, time zones, colour profiles.
    "/usr/share", "/usr/local/share",
    // The same where systems keep packages apart.
    "/nix/store", "/gnu/store", "/run/current-system/sw", "/home/linuxbrew/.linuxbrew",
    // What cryptographic libraries, which `libqpdf` needs, look at when they are opened.
    "/etc/gnutls", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf", "/etc/crypto-policies",
    "/proc/sys/crypto/fips_enabled",
    // Dates of annotations and metadata.
    "/etc/localtime",
    // How many processors there are, and how memory is given out.
    "/sys/devices/system/cpu", "/proc/sys/vm/overcommit_memory", "/proc/cpuinfo", "/proc/meminfo",
    // This process: how much memory it holds.
    "/proc/self",
    "/dev/urandom", "/dev/random", "/dev/zero",
  ]

  /// Where fontconfig finds its configuration, its caches, and fonts that are not in packages.
  private static let fonts =
    [
      "/etc/fonts", "/var/cache/fontconfig", "/var/lib/fonts", "/usr/X11R6/lib/X11/fonts",
      environment("FONTCONFIG_PATH"), environment("FONTCONFIG_FILE"),
      home(".fonts"), home(".fonts.conf"), home(".fonts.conf.d"), home(".fontconfig"),
      home(".local/share/fonts"), home(".config/fontconfig"), home(".cache/fontconfig"),
      environment("XDG_DATA_HOME", "fonts"), environment("XDG_CONFIG_HOME", "fontconfig"),
      environment("XDG_CACHE_HOME", "fontconfig"),
    ].compactMap { $0 }

  /// Libraries that the user has named, and those in use now.
  private static let own =
    (environment("LD_LIBRARY_PATH") ?? "").split(separator: ":").map(String.init)

  /// What is installed with the program, wherever that is: `PREFIX/bin/recto` with `PREFIX/lib` and
  /// `PREFIX/share`.
  private static let beside: [String] = {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return [] }
    let bytes = buffer[..<count].map { UInt8(bitPattern: $0) }
    let path = String(decoding: bytes, as: UTF8.self).split(separator: "/")
    guard path.count > 2, path[path.count - 2] == "bin" else { return [] }
    let prefix = "/" + path.dropLast(2).joined(separator: "/")
    return ["\(prefix)/lib", "\(prefix)/share"]
  }()

  private static func home(_ path: String) -> String? { environment("HOME", path) }

  /// A place that a variable names, or a place below it.
  private static func environment(_ name: String, _ path: String? = nil) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let place = unsafe String(cString: value)
    if place.isEmpty { return nil }
    return path.map { "\(place)/\($0)" } ?? place
  }
}
