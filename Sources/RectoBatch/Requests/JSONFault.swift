/// What is wrong with JSON that was given, where it can be told.
struct JSONFault {
  /// `'options.to' is to be a list`.
  let reason: String

  init(_ error: any Error) {
    guard let error = error as? DecodingError else {
      reason = "it is no JSON"
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
        ?? (context.debugDescription.lowercased().contains("number")
          ? "a number in it does not fit" : "it is no JSON")
    @unknown default: reason = "it is no JSON"
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
