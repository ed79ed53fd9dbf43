internal import FoundationEssentials
public import RectoDiagnostics

/// How the conversion of a document went.
public struct ConversionAnswer: Codable, Sendable, Equatable {
  public enum Status: String, Codable, Sendable {
    case ok
    /// Some pages are missing.
    case partial
    case failed
  }

  public var id: RequestID?
  public var status: Status
  /// The exit status that `recto` would have ended with.
  public var code: Int32
  public var error: Problem?
  /// Pages converted, those that are missing (from 1), and how many were recognised.
  public var pages = 0
  public var missingPages: [Int] = []
  public var recognisedPages = 0
  public var seconds = 0.0
  /// The most memory that the worker had held by the end, in bytes.
  public var peakMemory = 0
  /// The document's bytes as SHA-256.
  public var hash: String?
  /// The files written.
  public var outputs: [String] = []
  public var diagnostics: [Remark] = []

  /// A message and what to do about it.
  public struct Problem: Codable, Sendable, Equatable {
    public var message: String
    public var advice: String
    /// What kind of thing it is, where programs may want to tell it from others of its status.
    public var kind: Diagnostic.Code?
  }

  /// Something that was noticed on the way.
  public struct Remark: Codable, Sendable, Equatable {
    public var code: Diagnostic.Code
    public var severity: Diagnostic.Severity
    /// From 1.
    public var page: Int?
    public var summary: String

    init(_ diagnostic: Diagnostic) {
      code = diagnostic.code
      severity = diagnostic.severity
      page = diagnostic.page.map { $0 + 1 }
      summary = diagnostic.summary
    }
  }

  public init(id: RequestID?) {
    self.id = id
    status = .ok
    code = ExitStatus.success.rawValue
  }

  public init(id: RequestID?, failure: ConversionError) {
    self.id = id
    status = .failed
    code = failure.status.rawValue
    error = Problem(message: failure.message, advice: failure.advice, kind: failure.kind)
  }

  /// The failure, if it is one.
  public var failure: ConversionError? {
    guard status == .failed else { return nil }
    return ConversionError(
      ExitStatus(rawValue: code) ?? .internalError, error?.message ?? "it could not be converted",
      advice: error?.advice ?? "")
  }

  /// One line of JSON. `results` are put in as they are: JSON by the format's name.
  public func line(results: [(name: String, json: String)] = []) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{\"status\":\"failed\",\"code\":1}" }
    var line = String(decoding: data, as: UTF8.self)
    if !results.isEmpty {
      line.removeLast()
      line += ",\"results\":{"
      line += results.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
      line += "}}"
    }
    return line
  }

  init?(json: [UInt8]) {
    guard let answer = try? JSONDecoder().decode(Self.self, from: Data(json)) else { return nil }
    self = answer
  }
}
