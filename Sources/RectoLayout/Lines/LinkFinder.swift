internal import RectoGeometry
internal import RectoPages
internal import RectoTree

/// Which link a point of the page lies in.
struct LinkFinder {
  private let areas: [(box: Box, link: Link)]

  /// `resolve` says where a named destination leads; links to nowhere are left out.
  init(_ links: [PlacedLink], resolve: (String) -> PlacedLink.Target?) {
    areas = links.compactMap { placed in
      var target = placed.target
      if case .named(let name) = target {
        guard let place = resolve(name) else { return nil }
        target = place
      }
      switch target {
      case .uri(let uri): return (placed.box, .uri(uri))
      case .page(let page, let top): return (placed.box, .place(page: page, top: top))
      case .named: return nil
      }
    }
  }

  var isEmpty: Bool { areas.isEmpty }

  func link(at point: Point) -> Link? {
    areas.first { $0.box.contains(point) }?.link
  }
}
