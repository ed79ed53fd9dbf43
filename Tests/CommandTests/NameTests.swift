import Foundation
import RectoDiagnostics
import RectoTesting
import Testing

/// Names of files that are no text, places that are too deep, links that lead elsewhere.
@Suite struct NameTests {
  private let report = Fixtures.folder.appending(path: "Corpus/report/input.pdf").path
  private let page = Fixtures.folder.appending(path: "Images/page.png").path

  /// Runs a script in a folder with the fixtures `r.pdf` and `p.png`; `$R` is the command.
  private func script(_ script: String) throws -> Shell.Outcome {
    let folder = try Shell.temporaryFolder()
    // What is too deep for a path only a walk can take away.
    defer { _ = try? Shell.shell("rm -rf '\(folder.path)'") }
    return try Shell.shell(
      "R='\(Shell.binary.path)'; cp '\(report)' r.pdf; cp '\(page)' p.png; mkdir in\n\(script)",
      in: folder)
  }

  #if os(Linux)
    @Test func namesThatAreNoTextAreReadAndWritten() throws {
      let outcome = try script(
        """
        mv r.pdf $'caf\\xe9.pdf'; mv p.png $'in/\\xff\\xfe.png'; cp $'caf\\xe9.pdf' $'in/\\xc3.pdf'
        cp $'caf\\xe9.pdf' $'in/\\xf4\\x8f\\xbf\\xa9.pdf'
        "$R" $'caf\\xe9.pdf' | head -n 1
        "$R" $'caf\\xe9.pdf' -o $'o\\xfc.md'; head -n 1 $'o\\xfc.md'
        "$R" tables $'caf\\xe9.pdf' -o $'t\\xfc/' && ls $'t\\xfc' | od -An -c
        "$R" in -o out --ocr never --report report -q; echo $?
        (cd out; find . -name '*.md' -o -name '*.png') | LC_ALL=C sort | od -An -tx1 | tr -d ' \\n'; echo
        "$R" in -o out --ocr never --resume --report report
        printf 'in/\\xc3.pdf\\n' > list; "$R" --from-list list -o listed -q; ls listed/in | od -An -tx1
        grep -c '](%FF%FE_files/figure-1-1.png)' $'out/\\xff\\xfe.md' | sed 's/^/pictures: /'
        "$R" $'no\\xe9.pdf'
        """)
      let lines = outcome.out.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(
        lines.prefix(2) == ["# Chapter 1 Keeping the light", "# Chapter 1 Keeping the light"])
      #expect(lines[2].filter { $0 != " " } == "caf351-p1-1.csv\\n")
      #expect(lines[3] == "0", "\(outcome)")
      // ./Ã.md and a name that Recto itself uses for bytes that are no text, ./ÿþ.md and its picture
      let names = ["c32e6d64", "f48fbfa92e6d64", "fffe2e6d64"].map { "2e2f\($0)0a" }
      for name in names { #expect(lines[4].contains(name), "\(lines[4])") }
      #expect(lines[4].contains("2e2ffffe5f66696c65732f666967757265"))
      #expect(outcome.err.contains("3 documents: 0 converted, 3 left as they were"))
      #expect(lines.contains("c3 2e 6d 64 0a"))
      #expect(lines.contains("pictures: 1"))
      #expect(outcome.err.contains("no\\xE9.pdf: there is no such file"))
    }

    @Test func whatLiesTooDeepIsNamed() throws {
      let outcome = try script(
        """
        top=$PWD; name=$(printf 'd%.0s' {1..200}); cd in
        for i in {1..22}; do mkdir $name; cd -P $name 2> /dev/null || cd $name; done
        cp "$top/r.pdf" deep.pdf; cd "$top"; cp r.pdf in/r.pdf
        "$R" in -o out -q; echo $?; ls out
        """)
      #expect(outcome.out.hasPrefix("8\n") && outcome.out.contains("r.md"), "\(outcome)")
      #expect(outcome.err.contains("File name too long"))
      #expect(outcome.err.contains("in/dddd"))
    }
  #endif

  @Test func linksOutOfAFolderAreFollowedIfAskedFor() throws {
    let outcome = try script(
      """
      mkdir in/sub other; mv r.pdf other/; cp p.png in/sub/
      ln -s ../other in/out; ln -s ../other/r.pdf in/r.pdf; ln -s .. in/loop; ln -s sub/p.png in/p.png
      "$R" in -o out --ocr never -q; (cd out; find . -name '*.md' | sort)
      "$R" in -o out --ocr never --no-clobber
      echo; "$R" in -o out2 --ocr never --follow-links -q; (cd out2; find . -name 'r*.md' | sort)
      """)
    let parts = outcome.out.components(separatedBy: "\n\n")
    #expect(parts[0] == "./p.md\n./sub/p.md")
    #expect(parts[1].contains("./r.md") && parts[1].contains("/other/r.md"))
    #expect(
      outcome.err.contains("in/loop: this link leads out of the folder, as 2 more do, and is not"))
    #expect(!outcome.err.contains("in/p.png"))
  }

  /// Nothing from which a password could be guessed is kept.
  @Test func passwordsLeaveNoTrace() throws {
    let locked = Fixtures.folder.appending(path: "Traps/encrypted.pdf").path
    let outcome = try script(
      """
      cp '\(locked)' in/
      for word in one two; do
        "$R" in -o out --resume --password $word
        cat out/.recto/journal.jsonl | tail -n 1 | tee journal-$word > /dev/null
      done
      cmp journal-one journal-two && echo same
      "$R" in -o out --resume
      """)
    #expect(outcome.out == "same\n", "\(outcome)")
    let runs = outcome.err.split(separator: "\n").filter { $0.contains("1 document:") }
    // With a password it is tried again, without one it stays as it is.
    #expect(runs.count == 3 && runs[1].contains("1 failed; "))
    #expect(runs.last?.contains("1 left as it was, 1 of them failed before") == true)
  }

  @Test func resumingSeesWhatChangedWithinItsSize() throws {
    let outcome = try script(
      """
      cp r.pdf in/a.pdf; cp r.pdf in/b.pdf; touch -d '2020-01-01' in/*
      run() { "$R" in -o out --resume "$@" 2>&1 | sed 's/;.*//'; }
      run; run
      printf X | dd of=out/a.md bs=1 seek=3 conv=notrunc status=none; run; head -c 6 out/a.md; echo
      cp -p out/b.md keep; touch out/b.md; run
      cp in/a.pdf new; printf '%% ' | dd of=new bs=1 seek=9 conv=notrunc status=none
      touch -r in/a.pdf new; mv new in/a.pdf; run
      printf ' %%' | dd of=in/b.pdf bs=1 seek=9 conv=notrunc status=none; touch -d '2020-01-01' in/b.pdf
      run; run --check-contents
      """)
    let lines = outcome.out.split(separator: "\n").map(String.init)
    let stays = "recto: 2 documents: 0 converted, 2 left as they were"
    let one = "recto: 2 documents: 1 converted, 1 left as it was"
    #expect(
      lines == [
        "recto: 2 documents: 2 converted", stays, one, "# Chap", stays, one, stays, one,
      ], "\(outcome)")
  }

  #if os(Linux)
    @Test func aReportOnAFullDiskHoldsWholeLines() throws {
      guard getuid() == 0 else { return }
      let outcome = try script(
        """
        for i in {1..40}; do cp r.pdf in/$i.pdf; done; mkdir disk
        unshare -m bash -c 'mount -t tmpfs -o size=8k none disk || exit 77
          "$0" in -o out -q --report disk/report; echo $?; cat disk/report > report; umount disk' "$R"
        wc -l < report; tail -n 1 report
        """)
      let lines = outcome.out.split(separator: "\n").map(String.init)
      guard lines.first == "7", lines.count > 2 else {
        #expect(outcome.out.isEmpty || lines.first == "0", "\(outcome)")
        return
      }
      #expect((Int(lines[1]) ?? 0) > 3)
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(lines[2].utf8))
      }
    }
  #endif
}
