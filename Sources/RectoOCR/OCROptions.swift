/// When and how pictures of text are recognised.
public struct OCROptions: Sendable, Equatable {
  public enum Mode: String, Sendable, CaseIterable { case auto, never, always }

  /// What becomes of an invisible text layer that lies over a scan.
  public enum Layer: String, Sendable, CaseIterable { case keep, replace }

  /// Which pictures on pages of text are read: those that look like text, none, all.
  public enum Pictures: String, Sendable, CaseIterable { case auto, never, always }

  public var mode = Mode.auto
  public var pictures = Pictures.auto
  /// How long the pictures that look like text may be read in a document, in seconds as they are
  /// estimated; `nil` is without end.
  public var pictureSeconds: Double? = 30
  public var layer = Layer.keep
  /// Tesseract's names joined by `+`; `nil` finds them.
  public var languages: String?
  /// The folder of trained data; `nil` looks in the usual places.
  public var dataFolder: String?

  public init() {}
}
