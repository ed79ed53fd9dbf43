// Tries what a worker may do: `attempts FILE` in a process that is confined like one, by its first
// thread and by its second. `without-landlock COMMAND…` and `without-means COMMAND…` run a command as on
// a kernel that has not got them.
internal import CProbe
internal import Foundation
internal import RectoSystem

func become(_ command: [String], leavingFilters: Bool) -> Int32 {
  guard probe_take_means(leavingFilters ? 1 : 0) == 0 else { return 2 }
  func borrow(_ rest: ArraySlice<String>, _ borrowed: [UnsafeMutablePointer<CChar>?]) {
    guard let first = rest.first else {
      var arguments = unsafe borrowed + [nil]
      return unsafe arguments.withUnsafeMutableBufferPointer {
        if let start = $0.baseAddress { unsafe probe_become(start) }
      }
    }
    var bytes = Array(first.utf8CString)
    unsafe bytes.withUnsafeMutableBufferPointer {
      unsafe borrow(rest.dropFirst(), borrowed + [$0.baseAddress])
    }
  }
  unsafe borrow(command[...], [])
  return 2
}

func attempt(on victim: String) throws -> Int32 {
  let parent = ChildProcess.own
  let child = try ChildProcess.run(keeping: []) {
    let taken = Confinement.enter(reading: ReadablePlaces.all)
    // What is not refused would be done.
    if taken.contains(.calls) { unsafe probe_attempts("first", victim, parent) }
    return taken
  } body: { taken in
    if taken.contains(.calls) { unsafe probe_attempts("second", victim, parent) }
    return taken.rawValue
  }
  guard case .exit(let taken) = child.wait().end else { return 2 }
  try StandardStreams.write("taken \(taken)\n")
  return 0
}

let arguments = Array(CommandLine.arguments.dropFirst())
let status: Int32 =
  switch arguments.first {
  case "attempts" where arguments.count == 2: try attempt(on: arguments[1])
  case "without-landlock": become(Array(arguments.dropFirst()), leavingFilters: true)
  case "without-means": become(Array(arguments.dropFirst()), leavingFilters: false)
  default: 64
  }
exit(status)
