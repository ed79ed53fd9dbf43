internal import ArgumentParser
internal import RectoDiagnostics
internal import RectoSystem

/// What becomes of documents where the processes that read them cannot be confined.
struct ConfinementFlags: ParsableArguments {
  @Flag(
    help: """
      Read no document, and end with status 11, where the processes that do cannot be confined; \
      'recto doctor' says what can be had.
      """)
  var requireConfinement = false

  /// Refuses where it is asked to, and warns where nothing can be had.
  func check(isQuiet: Bool = false) throws(ConversionError) {
    if requireConfinement {
      guard Confinement.tried().isSuperset(of: .everything) else {
        throw ConversionError(
          .unconfined, "this system cannot confine the processes that read documents",
          advice:
            "'recto doctor' says what is missing; leave --require-confinement out to go without.")
      }
    } else if !isQuiet, !Confinement.isPossible {
      Failure.say(
        "documents are read without confinement, which this system does not have; "
          + "'recto doctor' says more")
    }
  }
}
