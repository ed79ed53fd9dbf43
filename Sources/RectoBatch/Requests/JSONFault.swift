/// What is wrong with JSON that was given, where it can be told.
struct JSONFault {
  /// `'options.to' is to be a list`.
  let reason: String

  /// `isWellFormed`: it has been read as JSON, so that the fault is in what it says.
  init(_ error: any Error, isWellFormed: Bool) {
    // Of numbers that do not fit nothing more is told.
    let unknown = isWellFormed ? "a number in it does not fit" : "it is no JSON"
    guard let error = error as? DecodingError else {
      reason = unknown
      return
    }
    switch error {
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      reason =
        Self.place(context).map { "'\($0)' is to be \(Self.name(of: type))" }
        ?? "it is no JSON object"
    case .keyNotFound(let key, let context):
      let place = [Self.place(context), key.stringValue].compactMap(\.self).joined(separator: ".")
      reason = "'\(place)' is missing"
    case .dataCorrupted(let context):
      reason =
        Self.place(context).map { "'\($0)' makes no sense" }
        ?? unknown
    @unknown default: reason = unknown
    }
  }

  private static func place(_ context: DecodingError.Context) -> String? {
    let names = context.codingPath.map(\.stringValue)
    return names.isEmpty ? nil : names.joined(separator: ".")
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "a text"
    case is Bool.Type: "true or false"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is any RangeReplaceableCollection.Type: "a list"
    default: "of another kind"
    }
  }
}
