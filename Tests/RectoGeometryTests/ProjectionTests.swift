import RectoGeometry
import Testing

@Suite struct ProjectionTests {
  private let corners = [Point(10, 20), Point(210, 5), Point(230, 320), Point(-15, 300)]

  @Test func mapsARectangleToAQuadrilateral() throws {
    let map = try #require(Projection(ofWidth: 200, height: 300, to: corners))
    let places = [Point(0, 0), Point(200, 0), Point(200, 300), Point(0, 300)]
    for (place, corner) in zip(places, corners) {
      #expect((map(place) - corner).length < 0.01)
      #expect((map.inverse(corner) - place).length < 0.01)
    }
    #expect(
      Projection(ofWidth: 1, height: 1, to: [corners[0], corners[0], corners[0], corners[0]]) == nil
    )
  }

  @Test func mapsFollowEachOther() throws {
    let first = try #require(Projection(ofWidth: 200, height: 300, to: corners))
    let second = Projection.rotation(cosine: 0.8, sine: 0.6, about: Point(50, 60))
    let (point, both) = (Point(70, 110), first.then(second).then(first))
    #expect((both(point) - first(second(first(point)))).length < 0.01)
  }
}
