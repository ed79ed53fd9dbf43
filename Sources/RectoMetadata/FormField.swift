public import RectoGeometry

/// A field of an interactive form.
public struct FormField: Sendable, Equatable {
  public enum Value: Sendable, Equatable {
    case text(String)
    case choice([String])
    case button(isOn: Bool)
    case signature
  }

  public var name: String
  public var value: Value
  public var page: Int
  public var box: Box

  public init(name: String, value: Value, page: Int, box: Box) {
    self.name = name
    self.value = value
    self.page = page
    self.box = box
  }
}

extension FormField {
  /// What kind of value a field has, by the names that the formats use.
  public enum Kind: String, Sendable, CaseIterable { case text, choice, button, signature }

  public var kind: Kind {
    switch value {
    case .text: .text
    case .choice: .choice
    case .button: .button
    case .signature: .signature
    }
  }

  /// Its value as text.
  public var text: String {
    switch value {
    case .text(let text): text
    case .choice(let chosen): chosen.joined(separator: ", ")
    case .button(let isOn): isOn ? "on" : "off"
    case .signature: ""
    }
  }
}

extension FormField.Value {
  /// A value by what is told of it: `kind` and `text` of its field.
  package init(_ kind: FormField.Kind, _ text: String) {
    self =
      switch kind {
      case .text: .text(text)
      case .choice: .choice(text.isEmpty ? [] : [text])
      case .button: .button(isOn: text == "on")
      case .signature: .signature
      }
  }
}
