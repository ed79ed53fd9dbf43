internal import ArgumentParser
internal import RectoBatch

/// The options of a conversion on the command line.
struct OptionFlags: ParsableArguments {
  @OptionGroup(title: "What is written") var writing: WritingFlags
  @OptionGroup(title: "Chunks") var chunks: ChunkFlags
  @OptionGroup(title: "Text in pictures") var recognition: RecognitionFlags
  @OptionGroup(title: "Text in pictures") var pictures: PictureFlags
  @OptionGroup(title: "Time and memory") var work: WorkFlags
  @OptionGroup(title: "Time and memory") var limits: LimitFlags

  var values: OptionValues {
    var values = OptionValues()
    writing.set(in: &values)
    chunks.set(in: &values)
    recognition.set(in: &values)
    pictures.set(in: &values)
    work.set(in: &values)
    limits.set(in: &values)
    return values
  }
}

/// What is written, and how.
struct WritingFlags: ParsableArguments {
  @Option(.to) var to: [String] = []
  @OptionGroup var pages: PageFlags
  @Option(.include) var include: [String] = []
  @Option(.furniture) var furniture: String?
  @Option(.emphasis) var emphasis: String?
  @Option(.tables) var tables: String?
  @Option(.math) var math: String?
  @Option(.images) var images: String?
  @Option(.imageResolution) var imageResolution: Double?
  @Flag(.pageBreaks) var pageBreaks = false
  @Flag(.words) var words = false
  @Flag(.chars) var chars = false
  @Option(.without) var without: [String] = []

  func set(in values: inout OptionValues) {
    values.to = Self.parts(of: to)
    values.pages = pages.chosen
    values.include = Self.parts(of: include)
    values.furniture = furniture
    values.emphasis = emphasis
    values.tables = tables
    values.math = math
    values.images = images
    values.imageResolution = imageResolution
    values.pageBreaks = pageBreaks ? true : nil
    values.words = words ? true : nil
    values.chars = chars ? true : nil
    values.without = without.isEmpty ? nil : without
  }

  /// Several values, however they were given: `-t md -t html` or `-t md,html`.
  private static func parts(of given: [String]) -> [String]? {
    let parts = given.flatMap {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return parts.isEmpty ? nil : parts
  }
}

/// How large chunks are, and what is repeated in them.
struct ChunkFlags: ParsableArguments {
  @Option(.chunkSize) var chunkSize: Int?
  @Option(.chunkUnit) var chunkUnit: String?
  @Option(.tokenizer) var tokenizer: String?
  @Option(.chunkOverlap) var chunkOverlap: Int?
  @Option(.chunkContext) var chunkContext: String?

  func set(in values: inout OptionValues) {
    values.chunkSize = chunkSize
    values.chunkUnit = chunkUnit
    values.tokenizer = tokenizer
    values.chunkOverlap = chunkOverlap
    values.chunkContext = chunkContext
  }
}

/// Which pictures are read besides pages that have no text.
struct PictureFlags: ParsableArguments {
  @Option(.ocrLayer) var ocrLayer: String?
  @Option(.ocrImages) var ocrImages: String?
  @Option(.ocrBudget) var ocrBudget: Double?

  func set(in values: inout OptionValues) {
    values.ocrLayer = ocrLayer
    values.ocrImages = ocrImages
    values.ocrBudget = ocrBudget
  }
}

/// How many work.
struct WorkFlags: ParsableArguments {
  @Option(.jobs) var jobs: Int?

  func set(in values: inout OptionValues) { values.jobs = jobs }
}
