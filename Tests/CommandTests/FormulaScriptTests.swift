import Foundation
import RectoTesting
import Testing

/// Formulas against LaTeX itself, where TeX Live and NumPy are installed.
@Suite(.enabled(if: TeX.isInstalled)) struct FormulaScriptTests {
  private func script(_ arguments: String) -> Int32? {
    TeX.status(of: "'\(Fixtures.root.path)'/Scripts/maths/\(arguments)")
  }

  @Test func formulasComeBackAsTheyWereSet() {
    #expect(script("formulas.py --only roots --only matrices --least 1") == 0)
    #expect(script("formulas.py --only roots --inline --least 0.9") == 0)
    // The check can fail.
    #expect(script("formulas.py --only roots --least 1.1") == 1)
  }

  @Test func everyFormulaCanBeSet() {
    let named = ProcessInfo.processInfo.environment["RECTO_CORPORA"] ?? ""
    let folders = named.split(separator: ":") + [Substring(Fixtures.folder.path)]
    let quoted = folders.map { "'\($0)'" }.joined(separator: " ")
    #expect(script("compile.py \(quoted)") == 0)
  }
}

/// The programs that set LaTeX and look at it.
private enum TeX {
  static let isInstalled =
    status(of: "kpsewhich mathtools.sty mathrsfs.sty && pdftoppm -v && python3 -c 'import numpy'")
    == 0

  /// The status of a line for the shell, with our binary as the scripts'.
  static func status(of line: String) -> Int32? {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line]
    process.environment = ProcessInfo.processInfo.environment
      .merging(["RECTO": Shell.binary.path]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus
  }
}
