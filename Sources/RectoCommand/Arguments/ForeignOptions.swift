/// Options that people know from other converters, and how to say the same here.
enum ForeignOptions {
  /// What is said of an option that is not ours; `nil` if it is nobody's that is known.
  static func advice(for option: String) -> String? {
    // A capital is another letter only here.
    if option == "-V" { return "The version is --version." }
    let name = option.lowercased().split(separator: "=").first.map {
      String($0.map { $0 == "_" ? "-" : $0 })
    }
    return name.flatMap { table[$0] }
  }

  // From the manuals of Marker, docling, MinerU, OCRmyPDF, Poppler's tools, pandoc and Tesseract.
  private static let table: [String: String] = {
    let rows: [([String], String)] = [
      (
        ["--format", "--output-format", "--out-format", "--fmt", "--type", "-w", "--write"],
        "The format is -t FORMAT, or the extension of -o FILE."
      ),
      (
        [
          "--output-dir", "--output-folder", "--out-dir", "--outdir", "--dest", "--destination",
          "-d",
        ],
        "The folder of results is -o DIR/."
      ),
      (["--out", "--output-file", "--outfile"], "The output is -o FILE."),
      (["--json"], "JSON is -t json."),
      (["--html", "--xml"], "HTML is -t html; other formats are listed by 'recto help formats'."),
      (["--md", "--markdown"], "Markdown is what is written if nothing else is asked for: -t md."),
      (["--text", "--txt", "--plain", "--sidecar"], "Plain text is -t text."),
      (["--pdf", "--pdfa"], "A PDF with its recognised words is -t pdf -o FILE."),
      (
        ["--hocr", "--tsv", "--bbox", "--bbox-layout"],
        "Words with their boxes are -t hocr, -t alto or -t json --words."
      ),
      (
        ["--csv", "--xlsx", "--excel"], "Tables alone: recto tables FILE -o TABLES.xlsx (or .csv)."
      ),
      (
        [
          "--page-range", "--page", "--first-page", "--last-page", "--range", "--start-page",
          "--end-page",
        ],
        "Pages are -p 1-5, and count from 1."
      ),
      (
        ["--force-ocr", "--force-full-page-ocr", "--full-page-ocr"],
        "To weigh each line against a reading of its picture give --ocr always."
      ),
      (
        ["--redo-ocr", "--strip-existing-ocr"],
        "To read anew, whatever text there is, give --ocr-layer replace."
      ),
      (
        ["--skip-text", "--skip-ocr", "--pages-without-text"],
        "Text that pages have is kept anyway: --ocr auto is the default."
      ),
      (["--no-ocr", "--disable-ocr", "--ocr-off"], "To recognise nothing give --ocr never."),
      (
        [
          "--deskew", "--rotate-pages", "--clean", "--clean-final", "--remove-background",
          "--despeckle",
          "--unpaper-args", "--oversample",
        ],
        "A picture is turned, straightened and cleaned where that helps; there is nothing to give."
      ),
      (
        ["--dpi", "--resolution", "--image-dpi", "--images-scale", "--lowres-image-dpi"],
        "The resolution of figures is --image-resolution DPI."
      ),
      (
        ["--lang", "--langs", "--language", "--ocr-lang", "--ocr-langs"],
        "Languages to recognise are -l eng+deu."
      ),
      (
        [
          "--workers", "--num-workers", "--threads", "--num-threads", "--parallel",
          "--pdftext-workers",
          "--processes", "--max-workers",
        ],
        "The number of workers is -j N."
      ),
      (
        ["--disable-image-extraction", "--no-images", "--image-export-mode"],
        "Pictures are --images files, embed or none."
      ),
      (
        ["--extract-images", "--save-images", "--extract-media"],
        "Figures are written beside -o FILE; see --images."
      ),
      (
        ["--paginate", "--paginate-output", "--page-separator", "--page-break"],
        "To say where pages begin give --page-breaks."
      ),
      (["--recursive", "--recurse", "-r"], "Folders are taken with all that is in them."),
      (["--glob", "--pattern", "--ext"], "Files in folders are chosen with --only '*.pdf'."),
      (
        ["--force", "--skip-existing", "--continue"], "See --overwrite, --no-clobber and --resume."
      ),
      (
        ["--standalone", "-s", "--self-contained", "--embed-resources"],
        "HTML is a whole page; --images embed puts its pictures into it."
      ),
      (
        [
          "--use-llm", "--llm-service", "--device", "--gpu", "--batch-size", "--model",
          "--pipeline", "--backend",
        ],
        "There is no model to choose, and no GPU is used."
      ),
      (
        ["--user-pw", "--userpw", "--owner-pw", "--upw", "--opw", "-upw", "-opw"],
        "The password is --password or --password-file."
      ),
      (
        ["-layout", "--layout", "-raw", "-table", "-nopgbrk", "-enc"],
        "Text is in reading order and UTF-8: -t text; tables are kept by -t md."
      ),
    ]
    var table: [String: String] = [:]
    for (names, advice) in rows { for name in names { table[name] = advice } }
    return table
  }()
}
