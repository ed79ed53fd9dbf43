extension Array {
  /// The first place from which on a condition holds, which holds for none before: of what is sorted by
  /// it, found in a few steps. The end if it holds nowhere.
  @inlinable
  public func partitioningIndex(where holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
