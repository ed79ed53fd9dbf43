import Foundation
import RectoTesting
import Testing

/// Completions as the shells themselves find them.
@Suite struct CompletionTests {
  /// A folder with files to complete, and the script of a shell.
  private func folder(_ shell: String) throws -> URL {
    let folder = try Shell.temporaryFolder()
    for name in ["report.pdf", "a b.pdf"] {
      try Data().write(to: folder.appending(path: name))
    }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "results"), withIntermediateDirectories: true)
    let script = try Shell.run(["completions", shell])
    #expect(script.status == 0 && script.err.isEmpty)
    try Data(script.out.utf8).write(to: folder.appending(path: "script"))
    return folder
  }

  /// What bash offers for the last of some words, as `COMP_WORDBREAKS` parts them.
  private func bash(_ words: [String], in folder: URL) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try Shell.shell(
      """
      set -u; source ./script; COMP_WORDS=(recto \(quoted)); COMP_CWORD=\(words.count)
      _recto; [ -z "${COMPREPLY+x}" ] || printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
      """, in: folder)
    #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    return outcome.out.split(separator: "\n").map(String.init).filter { !$0.isEmpty }
  }

  @Test func bashCompletesFilesOptionsAndValues() throws {
    let folder = try folder("bash")
    defer { try? FileManager.default.removeItem(at: folder) }
    func offered(_ words: String...) throws -> [String] { try bash(words, in: folder) }
    #expect(try Set(offered("re")) == ["report.pdf", "results"])
    #expect(try Set(offered("a")) == ["audit", "a b.pdf"])
    #expect(try offered("tab") == ["tables"])
    #expect(try offered("--out") == ["--output"])
    #expect(try offered("report.pdf", "--furn") == ["--furniture"])
    #expect(try Set(offered("-t", "")).isSuperset(of: ["md", "html", "json", "alto"]))
    #expect(try offered("-t", "md,ht") == ["md,html"])
    #expect(try offered("--furniture", "k") == ["keep"])
    #expect(try offered("--furniture", "=", "k") == ["keep"])
    #expect(try Set(offered("--furniture", "=")) == ["drop", "keep", "mark"])
    #expect(try offered("tables", "--fl") == ["--flavour"])
    #expect(try offered("tables", "--flavour", "r") == ["ruled"])
    #expect(try offered("tables", "rep") == ["report.pdf"])
    #expect(try offered("--tessdata", "re") == ["results"])
    #expect(try Set(offered("completions", "")) == ["bash", "zsh", "fish"])
    #expect(try offered("report.pdf", "-p", "") == [])
  }

  /// Whether a shell is there to be driven.
  private static func has(_ shell: String) -> Bool {
    (try? Shell.shell("command -v \(shell) > /dev/null"))?.status == 0
  }

  @Test(.enabled(if: has("fish"))) func fishCompletesFilesOptionsAndValues() throws {
    let folder = try folder("fish")
    defer { try? FileManager.default.removeItem(at: folder) }
    func offered(_ line: String) throws -> Set<String> {
      let outcome = try Shell.shell(
        "HOME=$PWD fish --no-config -c 'source ./script; complete -C \"\(line)\"' | cut -f 1",
        in: folder)
      return Set(outcome.out.split(separator: "\n").map(String.init))
    }
    #expect(try offered("recto re").isSuperset(of: ["report.pdf", "results/"]))
    #expect(try offered("recto tab").contains("tables"))
    #expect(try offered("recto --furn") == ["--furniture"])
    #expect(try offered("recto --furniture k") == ["keep"])
    #expect(try offered("recto tables --flavour r") == ["ruled"])
    #expect(try offered("recto completions f") == ["fish"])
  }

  @Test(.enabled(if: has("zsh"))) func zshCompletesFilesOptionsAndValues() throws {
    let folder = try folder("zsh")
    defer { try? FileManager.default.removeItem(at: folder) }
    // A shell of its own in a terminal, in which a tab is pressed.
    func offered(_ line: String) throws -> String {
      try Shell.shell(
        """
        HOME=$PWD TERM=dumb zsh -f -c '
          zmodload zsh/zpty
          zpty shell zsh -f -i
          zpty -w shell "PS1=; autoload -Uz compinit; compinit -u -D; zstyle \\":completion:*\\" list-colors; LISTMAX=9999; source ./script; print ready"
          zpty -r shell x "*ready*ready*"
          zpty -w -n shell "\(line)"$'"'\\\\t\\\\t'"'
          sleep 1
          zpty -r -t shell out; print -r -- "$out"; while zpty -r -t shell out; do print -r -- "$out"; done
          zpty -d shell'
        """, in: folder
      ).out
    }
    #expect(try offered("recto tab").contains("tables"))
    #expect(try offered("recto report.pdf --furn").contains("--furniture"))
    #expect(try offered("recto --furniture k").contains("keep"))
    #expect(try offered("recto rep").contains("report.pdf"))
  }
}
