internal import RectoTree

extension Link {
  /// The address of a link that leads out of the document; `nil` for others, and for those that
  /// would run a script.
  var address: String? {
    guard case .uri(let uri) = self, !uri.isEmpty else { return nil }
    let scheme = uri.prefix { $0 != ":" }.lowercased().filter { $0.isLetter }
    return ["javascript", "vbscript", "data"].contains(scheme) ? nil : uri
  }
}
