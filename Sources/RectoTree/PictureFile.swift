/// A picture that the file holds, as the bytes of a picture file.
public struct PictureFile: Sendable, Equatable {
  public var bytes: [UInt8]
  /// `image/png`.
  public var mediaType: String

  public init(_ bytes: [UInt8], mediaType: String) {
    self.bytes = bytes
    self.mediaType = mediaType
  }
}

/// A picture inside a text; its range holds what is read in its place.
public struct InlinePicture: Sendable, Equatable {
  /// UTF-8 offsets into the text.
  public var start: Int32
  public var end: Int32
  public var alternate: String?
  /// A name for its file, unique in the document.
  public var name: String
  public var picture: PictureFile?

  public init(
    start: Int32, end: Int32, alternate: String? = nil, name: String = "",
    picture: PictureFile? = nil
  ) {
    self.start = start
    self.end = end
    self.alternate = alternate
    self.name = name
    self.picture = picture
  }
}
