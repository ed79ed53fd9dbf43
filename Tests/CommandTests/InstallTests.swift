import Foundation
import RectoTesting
import Testing

/// `Scripts/install-recto`, into a prefix of its own.
@Suite struct InstallTests {
  @Test func whatIsInstalledWorksAndGoesAgain() throws {
    let folder = try Shell.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script = Fixtures.root.appending(path: "Scripts/install-recto").path
    let outcome = try Shell.shell(
      """
      set -e; prefix="$PWD/a prefix"
      '\(script)' --binary '\(Shell.binary.path)' --prefix "$prefix"
      "$prefix/bin/recto" --version > /dev/null
      (cd "$prefix"; find . -type f | sort)
      bash -n "$prefix/share/bash-completion/completions/recto"
      for page in "$prefix"/share/man/man1/*.1; do
        if command -v man > /dev/null; then
          MANWIDTH=80 LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 > text || true
          awk 'length > 80 { print FILENAME ": " $0 }' text
        fi
      done
      '\(script)' --uninstall --prefix "$prefix"; find "$prefix" -type f
      """, in: folder)
    #expect(outcome.status == 0 && outcome.err.isEmpty, "\(outcome)")
    let lines = outcome.out.split(separator: "\n").map(String.init)
    let files = lines.filter { $0.hasPrefix("./") }
    #expect(files.contains("./bin/recto") && files.contains("./share/man/man1/recto-tables.1"))
    #expect(files.count == 15, "\(files)")
    // The two messages, the advice on the PATH, and nothing that man or a width of 80 complains of.
    #expect(lines.count == files.count + 3, "\(outcome.out)")
    #expect(lines.last?.hasPrefix("Removed from") == true)
  }

  @Test func everyPageThatIsInstalledIsOneOfACommand() throws {
    let script = try String(
      contentsOf: Fixtures.root.appending(path: "Scripts/install-recto"), encoding: .utf8)
    let line = try #require(script.split(separator: "\n").first { $0.hasPrefix("pages=") })
    let pages = line.dropFirst("pages='".count).dropLast().split(separator: " ").map(String.init)
    let root = try Shell.run(["man"]).out
    for page in pages {
      #expect(try Shell.run(["man", page]).out.contains(".TH RECTO-\(page.uppercased())"))
      #expect(root.contains("\\fB\(page.replacing("-", with: "\\-"))\\fR"))
    }
  }

  @Test func whatItDoesNotTakeIsSaid() throws {
    let script = Fixtures.root.appending(path: "Scripts/install-recto").path
    let outcome = try Shell.shell("'\(script)' --prefx /tmp")
    #expect(outcome.status == 64 && outcome.err.contains("'--prefx' is not an option"))
  }
}
