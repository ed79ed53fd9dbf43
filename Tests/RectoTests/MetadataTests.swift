import Recto
import RectoMetadata
import RectoRendering
import RectoTree
import Testing

/// What a document says about itself.
@Suite struct MetadataTests {
  /// A PDF of one empty page that carries a file with a description.
  private static let carrying = Array(
    """
    %PDF-1.7
    1 0 obj << /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(tides) 4 0 R] >> >> >> endobj
    2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 300 200] >> endobj
    3 0 obj << /Type /Page /Parent 2 0 R >> endobj
    4 0 obj << /Type /Filespec /F (tides.csv) /Desc (Tides by month) /EF << /F 5 0 R >> >> endobj
    5 0 obj << /Type /EmbeddedFile /Length 4 /Params << /Size 4 >> >> stream
    a,b

    endstream endobj
    trailer << /Root 1 0 R >>

    """.utf8)

  @Test func attachmentsKeepWhatTheFileSaysOfThem() throws {
    var options = ConversionOptions()
    options.includesFacts = true
    let document = try Converter(options).convert(Self.carrying, name: "x.pdf").document
    #expect(
      document.metadata.attachments
        == [Attachment(name: "tides.csv", size: 4, summary: "Tides by month")])
    var json = ""
    try JSONRenderer(document).render { json += $0 }
    #expect(json.contains("\"size\":4,\"summary\":\"Tides by month\""))
  }

  @Test func whatDiffersInAnythingIsNotTheSame() {
    let changes: [(inout Metadata) -> Void] = [
      { $0.isEncrypted = true }, { $0.isTagged = true }, { $0.language = "de" },
      { $0.attachments[0].summary = "Tides" }, { $0.layers[0].isVisible = false },
      { $0.signatures[0].reason = "I wrote it" },
    ]
    var metadata = Metadata()
    metadata.attachments = [Attachment(name: "tides.csv", size: 4)]
    metadata.layers = [OptionalContent(name: "Notes", isVisible: true)]
    metadata.signatures = [Signature(field: "harbour", coversFile: true)]
    for change in changes {
      var other = metadata
      change(&other)
      #expect(other != metadata)
    }
  }
}
