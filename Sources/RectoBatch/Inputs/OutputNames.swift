internal import RectoSystem

/// Names results after documents: no two documents have one name.
public enum OutputNames {
  /// The most bytes that systems allow in a name, less what is added to it: `_files`, extensions.
  private static let longest = 240

  /// For each place, a path without extension. Where documents differ in their extension only, they
  /// keep it; those of the same name are numbered.
  public static func stems(for places: [String]) -> [String] {
    let groups = Dictionary(grouping: places) { key(withoutExtension($0)) }
    let areToldByExtension = groups.mapValues { group in
      Set(group.map(key)).count > 1
    }
    var taken: Set<String> = []
    return places.map { place in
      let plain = withoutExtension(place)
      let name = shortened(areToldByExtension[key(plain)] == true ? place : plain)
      var stem = name
      var number = 2
      while !taken.insert(key(stem)).inserted {
        stem = "\(name)-\(number)"
        number += 1
      }
      return stem
    }
  }

  /// A path without the extension of its last part.
  public static func withoutExtension(_ path: String) -> String {
    let name = SystemPath.name(of: path).utf8
    guard let dot = name.lastIndex(of: 0x2E), dot > name.startIndex else { return path }
    return String(
      decoding: path.utf8.dropLast(name.distance(from: dot, to: name.endIndex)), as: UTF8.self)
  }

  /// Some systems do not tell capitals from small letters.
  private static func key(_ path: String) -> String { path.lowercased() }

  /// A name that leaves room for what is added; what is cut off is replaced by a number made of it.
  private static func shortened(_ path: String) -> String {
    let name = SystemPath.name(of: path)
    let most = longest - 20
    guard SystemPath.bytes(name).count > longest else { return path }
    var head = ""
    for character in name {
      if SystemPath.bytes(head + String(character)).count > most { break }
      head.append(character)
    }
    let folder = String(decoding: path.utf8.dropLast(name.utf8.count), as: UTF8.self)
    return folder + head + "~" + String(StableHash.value(name), radix: 16)
  }
}
