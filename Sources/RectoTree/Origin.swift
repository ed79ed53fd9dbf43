public import RectoGeometry

/// Where a block was printed.
public struct Origin: Sendable, Equatable {
  /// A part of a page.
  public struct Place: Sendable, Equatable {
    /// From 0.
    public var page: Int
    public var box: Box
    /// How its text is turned on the page.
    public var turn: Turn

    public init(page: Int, box: Box, turn: Turn = .none) {
      self.page = page
      self.box = box
      self.turn = turn
    }
  }

  /// In the order of reading: several where a block goes on in another column or on another page.
  public var places: [Place]
  /// How sure the recogniser is of what it read, 0 to 100; `nil` if the file gives the text.
  public var confidence: Float?

  public init(_ places: [Place], confidence: Float? = nil) {
    self.places = places
    self.confidence = confidence
  }

  public init(page: Int, box: Box, turn: Turn = .none) {
    self.init([Place(page: page, box: box, turn: turn)])
  }

  /// The box of what stands on the page that it begins on.
  public var box: Box {
    guard let first = places.first else { return .empty }
    return places.dropFirst().reduce(into: first.box) { box, place in
      if place.page == first.page { box.formUnion(place.box) }
    }
  }

  /// Where several blocks stand that become one: a place for each page.
  public init?(around blocks: some Sequence<Block>) {
    var places: [Place] = []
    for place in blocks.lazy.compactMap(\.origin).flatMap(\.places) {
      if let i = places.firstIndex(where: { $0.page == place.page }) {
        places[i].box.formUnion(place.box)
      } else {
        places.append(place)
      }
    }
    guard !places.isEmpty else { return nil }
    self.init(places)
  }
}

extension Block {
  /// The page that it begins on, from 0, and its box there; `nowhere` and empty for a block that was
  /// not printed, whose box cannot be set.
  public var page: Int { origin?.places.first?.page ?? Self.nowhere }

  public var box: Box {
    get { origin?.box ?? .empty }
    set {
      guard var first = origin?.places.first else { return }
      first.box = newValue
      if origin?.places.count == 1 {
        origin?.places[0] = first
      } else {
        let others = origin?.places.filter { $0.page != first.page } ?? []
        origin?.places = [first] + others
      }
    }
  }

  /// No page: those of a file count from 0.
  public static let nowhere = -1

  /// How its text is turned on its first page.
  public var turn: Turn { origin?.places.first?.turn ?? .none }

  /// How it is set; as if nothing were known, if it was not printed.
  public var look: Look {
    get { printed?.look ?? Look() }
    set {
      if printed == nil { printed = Printed(look: newValue) } else { printed?.look = newValue }
    }
  }

  /// Which passes made it what it is.
  public var evidence: [String] { printed?.evidence ?? [] }
}
