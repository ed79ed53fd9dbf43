import Testing

@testable import RectoOCR

@Suite struct EngineCacheTests {
  @Test func theLastTwoAreKept() throws {
    let cache = EngineCache(dataFolder: LanguageCatalogue(folder: nil).folder)
    let first = try cache.engine("eng")
    _ = try cache.engine("osd")
    #expect(try cache.engine("eng") === first)
    #expect(cache.engines.map(\.languages) == ["osd", "eng"])
  }

  @Test func noOtherIsKeptBesideALargePicture() throws {
    let cache = EngineCache(dataFolder: LanguageCatalogue(folder: nil).folder)
    _ = try cache.engine("osd")
    let first = try cache.engine("eng", pixels: 5_000_000)
    #expect(cache.engines.count == 2)
    #expect(try cache.engine("eng", pixels: 15_000_000) === first)
    #expect(cache.engines.map(\.languages) == ["eng"])
  }
}
