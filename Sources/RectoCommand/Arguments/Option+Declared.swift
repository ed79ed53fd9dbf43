internal import ArgumentParser
internal import RectoBatch

// Options of the command line as they are declared for all. A value is what follows, whatever it
// begins with: `-p -1` is the last page.

extension Option {
  init<Single: ExpressibleByArgument>(_ declared: OptionDeclaration) where Value == Single? {
    self.init(
      name: declared.names, parsing: .unconditional, help: declared.argumentHelp,
      completion: declared.completion)
  }

  init(wrappedValue: [String], _ declared: OptionDeclaration) where Value == [String] {
    self.init(
      wrappedValue: wrappedValue, name: declared.names, parsing: .unconditionalSingleValue,
      help: declared.argumentHelp, completion: declared.completion)
  }
}

extension Flag where Value == Bool {
  init(wrappedValue: Bool, _ declared: OptionDeclaration) {
    self.init(
      wrappedValue: wrappedValue, name: declared.names, help: declared.argumentHelp)
  }
}

extension OptionDeclaration {
  fileprivate var names: NameSpecification {
    var names: [NameSpecification.Element] = [.customLong(name)]
    if let letter { names.insert(.customShort(letter, allowingJoined: kind != .flag), at: 0) }
    return NameSpecification(names)
  }

  fileprivate var argumentHelp: ArgumentHelp {
    ArgumentHelp(
      "\(help)", valueName: valueName, visibility: name == "without" ? .hidden : .default)
  }

  fileprivate var completion: CompletionKind? {
    switch kind {
    case .choice(let choices): .list(choices.map(\.name))
    case .folder: .directory
    case .file: .file()
    case .text, .flag: nil
    }
  }
}
