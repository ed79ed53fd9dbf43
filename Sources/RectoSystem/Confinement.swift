internal import CSystem

/// What a process that reads strangers' documents gives up for good, in all of its threads.
public enum Confinement {
  /// What the system took.
  public struct Taken: OptionSet, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// System calls that reading documents does not need (Linux: seccomp).
    public static let calls = Taken(rawValue: Int32(RECTO_CALLS))
    /// Those calls in every thread that there is.
    public static let allThreads = Taken(rawValue: Int32(RECTO_ALL_THREADS))
    /// Reading files elsewhere (Linux: Landlock).
    public static let reading = Taken(rawValue: Int32(RECTO_READING))
    /// Writing files elsewhere (Linux: Landlock, or seccomp where there is none).
    public static let writing = Taken(rawValue: Int32(RECTO_WRITING))
    public static let network = Taken(rawValue: Int32(RECTO_NETWORK))
    /// Signals to other processes.
    public static let signals = Taken(rawValue: Int32(RECTO_SIGNALS))

    public static let everything: Taken = [
      .calls, .allThreads, .reading, .writing, .network, .signals,
    ]
  }

  /// Leaves files, and folders with all that is below them, to be read, and nothing to be written.
  /// Places that are not there do not matter.
  ///
  /// To be called before there is a second thread: what the kernel keeps of files holds for the
  /// calling thread and those that it starts.
  public static func enter(reading places: [String]) -> Taken {
    let rules = recto_begin_rules()
    if rules >= 0 {
      for path in places {
        SystemPath.with(path) { unsafe _ = recto_allow(rules, $0, 0) }
      }
      // The recogniser sends its messages there.
      unsafe _ = recto_allow(rules, "/dev/null", 1)
    }
    return Taken(rawValue: recto_confine(rules))
  }

  /// What a process of this machine gives up, tried in one. This process must have one thread only.
  public static func tried() -> Taken {
    let child = try? ChildProcess.run(keeping: []) {
      enter(reading: ReadablePlaces.all)
    } body: {
      $0.rawValue
    }
    guard case .exit(let taken)? = child?.wait().end else { return [] }
    return Taken(rawValue: taken)
  }

  /// Whether the system takes anything at all.
  public static var isPossible: Bool { recto_has_filters() != 0 || recto_landlock_version() > 0 }

  /// The version of Landlock that the kernel has, 0 for none: 1 knows reading and writing, 3 cutting
  /// off, 4 TCP, 5 commands to devices, 6 signals.
  public static var landlockVersion: Int { Int(recto_landlock_version()) }
}
