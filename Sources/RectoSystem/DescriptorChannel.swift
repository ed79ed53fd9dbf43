internal import CSystem

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Hands open files from one process to another that may not open them itself.
public struct DescriptorChannel: Sendable {
  /// What one end sends, the other receives.
  public let sending: Descriptor
  public let receiving: Descriptor

  public init() throws(SystemError) {
    var ends: [Int32] = [0, 0]
    guard unsafe recto_socket_pair(&ends) == 0 else { throw SystemError(errno: errno) }
    sending = Descriptor(ends[0])
    receiving = Descriptor(ends[1])
    // Nothing comes back.
    shutdown(ends[0], Int32(SHUT_RD))
    shutdown(ends[1], Int32(SHUT_WR))
  }

  /// Sends what the sender may then close; `false` if nobody is there to receive it.
  public func send(_ file: Descriptor) -> Bool {
    recto_send_descriptor(sending.number, file.number) == 0
  }

  /// What was sent; `nil` if nothing was and nothing will be.
  public func receive() -> Descriptor? {
    let number = recto_receive_descriptor(receiving.number)
    return number < 0 ? nil : Descriptor(number)
  }
}
