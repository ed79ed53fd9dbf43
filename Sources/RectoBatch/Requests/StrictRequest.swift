internal import FoundationEssentials
internal import RectoDiagnostics

/// A request of a stranger: nothing in it may be without meaning, and what it is known by is found
/// whatever else is wrong with it.
struct StrictRequest {
  let request: ConversionRequest

  init(_ line: String) throws(ConversionError) {
    let data = Data(line.utf8)
    var isWellFormed = false
    do {
      let decoder = JSONDecoder()
      if let stray = try decoder.decode(Members.self, from: data).stray { throw stray }
      isWellFormed = true
      request = try decoder.decode(ConversionRequest.self, from: data)
    } catch let error as ConversionError {
      throw error
    } catch {
      throw ConversionError(
        .usage, "this is not a request: \(JSONFault(error, isWellFormed: isWellFormed).reason)",
        advice: "Send one JSON object a line, with \"path\" or \"bytes\".")
    }
  }

  /// What a line is known by, if that can be made out.
  static func identifier(in line: String) -> RequestID? {
    (try? JSONDecoder().decode(Identified.self, from: Data(line.utf8)))?.id
  }

  private struct Identified: Decodable {
    var id: RequestID?
  }

  /// The first member that has no meaning.
  private struct Members: Decodable {
    var stray: ConversionError?

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Name.self)
      let known = ConversionRequest.CodingKeys.allCases.map(\.rawValue)
      stray = Self.stray(members, "the request", known)
      for (part, known) in Self.parts where members.contains(Name(part)) {
        let inner = try? members.nestedContainer(keyedBy: Name.self, forKey: Name(part))
        guard let inner else { continue }
        stray = stray ?? Self.stray(inner, "\"\(part)\"", known)
      }
    }

    private static let parts: [(String, [String])] = [
      ("options", OptionValues.names.filter { !OptionValues.ofTheProcess.contains($0) }),
      ("tables", TablesRequest.CodingKeys.allCases.map(\.rawValue)),
      ("inspect", InspectRequest.CodingKeys.allCases.map(\.rawValue)),
      ("audit", AuditRequest.CodingKeys.allCases.map(\.rawValue)),
      ("locate", LocateRequest.CodingKeys.allCases.map(\.rawValue)),
    ]

    private static func stray(
      _ members: KeyedDecodingContainer<Name>, _ place: String, _ known: [String]
    ) -> ConversionError? {
      let names = members.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
      guard let name = names.first else { return nil }
      guard !OptionValues.ofTheProcess.contains(name) else {
        return ConversionError(
          .usage, "'\(name)' is no option of a request",
          advice: "Give --\(name) to 'recto serve-stdio': it holds for all requests.")
      }
      return ConversionError(
        .usage, "'\(name)' in \(place) has no meaning",
        advice: "What can stand there: \(known.sorted().joined(separator: ", ")).")
    }
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }
}
