public import RectoTree

/// Puts what stands beside the text back where it stood on its page.
public struct FurniturePlaces: DocumentProcessor {
  public static let name = "furniture-places"

  public init() {}

  public func process(_ document: inout Document) { document.placeFurniture() }
}
