internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Which link a point of the page lies in.
struct LinkFinder {
  private let areas: [(box: Box, link: Link)]

  init(_ links: [PlacedLink]) {
    areas = links.map { placed in
      switch placed.target {
      case .uri(let uri): (placed.box, .uri(uri))
      case .named(let name): (placed.box, .named(name))
      case .page(let page, let top): (placed.box, .place(page: page, top: top))
      }
    }
  }

  var isEmpty: Bool { areas.isEmpty }

  func link(at point: Point) -> Link? {
    areas.first { $0.box.contains(point) }?.link
  }
}
