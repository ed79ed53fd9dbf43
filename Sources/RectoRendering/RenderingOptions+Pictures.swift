internal import FoundationEssentials
internal import RectoTree

extension RenderingOptions {
  /// Where a picture is: in the file that was written for it, or in the address itself if the document
  /// holds its bytes; `nil` if there is none.
  func address(ofPicture name: String, _ picture: PictureFile?) -> String? {
    if let path = pictures[name] { return path }
    guard let picture, picture.mediaType.hasPrefix("image/"),
      picture.mediaType.utf8.dropFirst(6).allSatisfy({
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || "+-.".utf8.contains($0)
      })
    else { return nil }
    return "data:\(picture.mediaType);base64,\(Data(picture.bytes).base64EncodedString())"
  }
}

extension PictureFile {
  /// What an address holds that is one of a picture's bytes.
  init?(address: String) {
    let scheme = "data:"
    let encoding = ";base64,"
    guard address.hasPrefix(scheme), let comma = address.utf8.firstIndex(of: 0x2C) else {
      return nil
    }
    let head = address[..<address.utf8.index(after: comma)].dropFirst(scheme.count)
    guard head.hasSuffix(encoding),
      let bytes = Data(base64Encoded: String(address[address.utf8.index(after: comma)...]))
    else { return nil }
    self.init([UInt8](bytes), mediaType: String(head.dropLast(encoding.count)))
  }
}
