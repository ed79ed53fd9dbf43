import Foundation

/// Commands with what they say, in a Markdown file: blocks fenced as `console`, in which `$ ` begins
/// a command, `> ` goes on with it, and all else is what it prints on both streams, in their order. The
/// last line `[64]` is its status where that is not 0. A line `…` stands for any lines, `…` within one
/// for anything.
struct Transcript {
  struct Step {
    /// As they stand in the file.
    var command: [String]
    var expected: [String]

    /// What bash is given.
    var script: String { command.map { String($0.dropFirst(2)) }.joined(separator: "\n") }
  }

  private enum Part {
    case prose(String)
    case step(Int)
  }

  private var parts: [Part] = []
  private(set) var steps: [Step] = []

  init(_ text: String) {
    var isConsole = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if isConsole ? line == "```" : line.hasPrefix("```console") {
        isConsole.toggle()
        parts.append(.prose(line))
      } else if isConsole, line.hasPrefix("$ ") {
        parts.append(.step(steps.count))
        steps.append(Step(command: [line], expected: []))
      } else if isConsole, let last = steps.indices.last {
        if line.hasPrefix("> "), steps[last].expected.isEmpty {
          steps[last].command.append(line)
        } else {
          steps[last].expected.append(line)
        }
      } else {
        parts.append(.prose(line))
      }
    }
  }

  /// The file with what the commands really did, where that is not what was expected.
  func accepting(_ outputs: [[String]]) -> String {
    parts.flatMap { part in
      switch part {
      case .prose(let line): return [line]
      case .step(let i):
        let isRight = Self.matches(outputs[i][...], steps[i].expected[...])
        return steps[i].command + (isRight ? steps[i].expected : outputs[i])
      }
    }.joined(separator: "\n")
  }

  static func matches(_ lines: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return lines.isEmpty }
    let rest = expected.dropFirst()
    if first == "…" {
      return (0...lines.count).contains { matches(lines.dropFirst($0), rest) }
    }
    guard let line = lines.first, matches(line, first) else { return false }
    return matches(lines.dropFirst(), rest)
  }

  private static func matches(_ line: String, _ expected: String) -> Bool {
    let pieces = expected.components(separatedBy: "…")
    guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else {
      return line == expected
    }
    guard line.hasPrefix(first), line.dropFirst(first.count).hasSuffix(last) else { return false }
    var rest = line.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let found = rest.range(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}
