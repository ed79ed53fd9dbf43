extension FixedWidthInteger {
  /// What a number of a page is cut to when it becomes an integer: sums and products of two such
  /// numbers fit into `Int`. No page is that many points, samples or anything else across.
  @inlinable
  static var mostOfPage: Double { 1_000_000_000 }

  /// The whole part of a number that was computed from a file's. Such a number may be anything: what
  /// is too large or too small becomes the nearest that fits, and no number at all becomes 0, where
  /// Swift's own conversion would end the process.
  @inlinable
  public init(clamped value: Double) {
    let most = Self.mostOfPage
    // No number passes both comparisons, and is no integer then.
    let cut = (value < -most ? -most : value > most ? most : value).rounded(.towardZero)
    self = Self(clamping: Int64(exactly: cut) ?? 0)
  }

  @inlinable
  public init(clamped value: Float) { self.init(clamped: Double(value)) }
}

// Swift's own conversions end the process where a number does not fit. They are shadowed by these,
// so that the compiler refuses them in every file that imports this module.

extension Int {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension Int8 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension Int16 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension Int32 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension Int64 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension UInt {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension UInt8 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension UInt16 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension UInt32 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}

extension UInt64 {
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Double) { self.init(clamped: value) }
  @available(
    *, deprecated, message: "it ends the process where the number does not fit: use init(clamped:)"
  )
  package init(_ value: Float) { self.init(clamped: value) }
}
