import Testing

@testable import RectoSystem

/// How processes end.
@Suite struct ChildProcessTests {
  /// Of what is no child of this process, nothing can be known: least of all that it went well.
  @Test func anEndThatIsNotToldIsUnknown() {
    #expect(ChildProcess(identifier: 1).wait().end == .unknown)
  }
}
