/// A name as a shell takes it, in messages whose commands are to be copied.
package enum ShellWord {
  /// What no shell reads anything into, besides letters and digits of any script and what stands for
  /// bytes that are no text.
  private static let plain = Set("/._-+=:,@%".unicodeScalars)

  /// The name itself where nothing in it means anything to a shell, else in quotes.
  package static func quoted(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || plain.contains($0)
        || $0.value >= 0x80 && !$0.properties.isWhitespace
    }
    guard name.isEmpty || !isPlain else { return name }
    return "'"
      + name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
