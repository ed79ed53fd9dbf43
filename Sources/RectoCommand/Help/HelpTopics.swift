internal import Recto
internal import RectoBatch
internal import RectoDiagnostics
internal import RectoRendering

/// Short texts about what several commands have in common: `recto help pages`.
enum HelpTopics {
  struct Topic {
    var name: String
    var summary: String
    var text: String
  }

  static func text(of name: String) -> String? {
    if name == "topics" { return list }
    return all.first { $0.name == name }?.text
  }

  static var names: [String] { all.map(\.name) + ["topics"] }

  private static var list: String {
    "Topics, each shown by 'recto help TOPIC':\n\n"
      + all.map { topic in
        "  \(topic.name)\(String(repeating: " ", count: 13 - topic.name.count))\(topic.summary)\n"
      }.joined()
  }

  private static let all = [
    Topic(
      name: "pages", summary: "how pages are chosen",
      text: """
        -p chooses pages, which count from 1:

          -p 3          the third           -p -1         the last
          -p 2-5        from 2 to 5         -p -2         the last but one
          -p 8-         from 8 on           -p odd        1, 3, 5 ...
          -p 1,3-5,-1   all of these        -p even       2, 4, 6 ...

        They come in the order of the document, each once. A range ends where
        the document does. A single page that does not exist is an error; of
        several documents, those that have no such page are told and left out.
        Pages around those that were chosen are read as well, to tell running
        heads and headings as in the whole document.

        """),
    Topic(
      name: "formats", summary: "what is read and written",
      text: """
        Read, told from the bytes: \(InputFormat.allCases.map(\.rawValue).joined(separator: ", ")).

        Written, by -t or by the extension of -o:

          md      Markdown with tables, formulas, notes and links
          html    a whole page with MathML
          json    blocks, lines, boxes and metadata; its schema is printed by 'recto schema'
          jsonl   the same page by page, while the rest is still being read
          text    plain text in reading order
          hocr    lines and words with boxes and confidences, as HTML
          alto    the same as XML for libraries and archives
          pdf     the original with its recognised words to be found and copied
          chunks  parts that keep to a budget, for search and retrieval: 'recto help chunks';
                  chunks-md are the same to be read

        json and jsonl are read again, see 'recto help json'.
        Tables alone are written by 'recto tables' as csv, tsv, json, html, md or xlsx.

        """),
    Topic(
      name: "json", summary: "JSON that is read again, and filters",
      text: """
        What -t json and -t jsonl write is read like any other document, and gives
        the same Markdown, HTML, text, tables and JSON as the document itself. So
        filters can stand between; some are in Examples/filters:

          recto report.pdf -t json | my-filter | recto - -t html

        Fields may stand in any order. Those that are not known are passed over. A
        block needs its type and what that holds ("text", "level", "items" ...);
        'recto schema' prints all there is, 'recto schema pages' a line of jsonl.

        The schema is \(JSONRenderer.schema), minor \(JSONRenderer.minor). Additions raise the minor number: what a
        newer one added is left out, with a message. What readers of an older
        one would go wrong with raises the first number: it is refused, status 3.
        So is what is wrong otherwise, with its place: $.blocks[3].box.

        How pages are read means nothing for JSON (--ocr, -l ...). Words,
        characters, source maps, hocr, alto and pdf are made of the glyphs of
        pages, which it does not hold. Pictures stay where they were written;
        'recto FILE -t json --images embed' has them in the JSON. In folders files
        of JSON are taken with --only '*.json'.

        """),
    Topic(
      name: "chunks", summary: "parts that keep to a budget",
      text: """
        -t chunks writes a line of JSON for each part of a document; 'recto schema chunk'
        describes it. -t chunks-md writes the same to be read. No chunk has more than
        --chunk-size, 512 tokens unless something else is said, with all that is
        repeated in it, and together they are what -t md writes, each byte once.

        Cut is at headings first: a section that fits is one chunk, short ones are
        joined. What does not fit is cut between blocks, items and rows, else after
        sentences, clauses and words, each as far as it has to be. A row, a formula or
        a word that no budget holds is cut inside; then the next chunk says that it
        begins with a cell, a word or a character. Chinese and Japanese are cut between
        ideographs, Thai, Lao, Khmer and Burmese at blanks and before syllables.

        A table that goes on has its head again, counted as carried_rows, and code its
        fences, unless they are more than half of the budget. A caption is cut off last,
        a note goes with the first of its calls, unless it has more than half a budget.

          --chunk-unit tokens       of --tokenizer FILE, a Hugging Face tokenizer.json (BPE,
                                    Unigram, WordPiece), with those that it puts around
                                    a text. Without a file they are estimated, rather
                                    too many: a token for each four letters begun, two
                                    digits, sign; more in other scripts than Latin
          --chunk-unit characters   code points, as Python's len counts
          --chunk-unit words        between blanks; each ideograph is one, and four letters
                                    begun of Thai, Lao, Khmer, Burmese, Tibetan
          --chunk-unit bytes        of UTF-8

        A chunk begins with the headings that it stands under and does not have itself,
        the innermost ones if all are more than a third of the budget (--chunk-context
        none leaves them out; the member 'headings' has all). --chunk-overlap repeats
        sentences or words before it, not over headings, and none of tables and code.
        The ranges of a chunk tell what of it is its own. A document without text has
        no chunks.

        """),
    Topic(
      name: "statuses", summary: "what exit statuses mean",
      text: ExitStatus.allCases.map { status in
        let number = "\(status.rawValue)"
        return String(repeating: " ", count: 5 - number.count) + number + "  " + status.meaning
      }.joined(separator: "\n") + "\n"),
    Topic(
      name: "environment", summary: "variables and files",
      text: """
        TESSDATA_PREFIX  the folder of Tesseract's trained data, unless
                         --tessdata names one
        TMPDIR           the folder for temporary files (only workbooks
                         need one)

        OUT/.recto/      what has been converted into the folder, for --resume
        NAME_files/      beside NAME.md and NAME.html: pictures of figures

        Nothing is read from the home folder or the network, and nothing is sent.

        """),
    Topic(
      name: "examples", summary: "commands to begin with",
      text: """
        recto report.pdf                    Markdown to standard output
        recto report.pdf -o report.html     a file; its extension is the format
        recto report.pdf -p 2-5,-1 -t text  some pages
        recto scan.tiff -l deu+eng          recognised in German and English
        recto inbox/ -o out/ --resume       a folder; what is done stays done
        recto tables report.pdf -o t.xlsx   only the tables
        curl -sSL https://example.org/x.pdf | recto -t html -o x.html
        recto report.pdf -t json |
          jq -r '.blocks[] | select(.type == "heading").text'

        """),
  ]
}
