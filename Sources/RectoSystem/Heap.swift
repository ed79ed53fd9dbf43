internal import CSystem

/// What the C library does with memory that was freed.
public enum Heap {
  /// From now on, blocks of 4 MiB and more are the system's again as soon as they are freed. Glibc would
  /// keep ever larger ones, up to 32 MiB, for the next to come: pictures and models, which leave gaps that
  /// nothing fits.
  public static func returnLargeBlocks() { recto_return_blocks(4 << 20) }

  /// Gives all that is free back to the system.
  public static func trim() { recto_trim_heap() }
}
