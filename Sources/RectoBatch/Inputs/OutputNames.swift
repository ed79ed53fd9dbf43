/// Names results after documents: no two documents have one name.
public enum OutputNames {
  /// The most bytes that systems allow in a name, less what is added to it: `_files`, extensions.
  private static let longest = 240

  /// For each place, a path without extension. Documents that differ in their extension only keep
  /// it; those of the same name are numbered.
  public static func stems(for places: [String]) -> [String] {
    let groups = Dictionary(grouping: places) { key(withoutExtension($0)) }
    let areToldByExtension = groups.mapValues { group in
      group.count > 1 && Set(group.map(key)).count == group.count
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
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[start...].lastIndex(of: "."), dot > start else { return path }
    return String(path[..<dot])
  }

  /// Some systems do not tell capitals from small letters.
  private static func key(_ path: String) -> String { path.lowercased() }

  /// A name that leaves room for what is added; what is cut off is replaced by a number made of it.
  private static func shortened(_ path: String) -> String {
    let start = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[start...]
    guard name.utf8.count > longest else { return path }
    var head = ""
    for character in name {
      if head.utf8.count + character.utf8.count > longest - 20 { break }
      head.append(character)
    }
    return path[..<start] + head + "~" + String(StableHash.value(name), radix: 16)
  }
}
