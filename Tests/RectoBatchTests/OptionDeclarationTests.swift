@testable import RectoBatch
import Testing

/// Options are declared once, and every one of them is.
@Suite struct OptionDeclarationTests {
  @Test func everyOptionOfAConfigurationIsDeclared() throws {
    let declared = OptionDeclaration.all.map(\.name)
    #expect(Set(declared).count == declared.count)
    let printed = try OptionValues.defaults.json()
    for name in declared where !["without", "tessdata", "max-pages", "tokenizer"].contains(name) {
      #expect(printed.contains("\"\(name)\""), "\(name) has no default")
    }
    #expect(Set(declared) == Set(OptionValues.names))
  }

  @Test func theHelpNamesValuesAndDefaults() {
    #expect(
      OptionDeclaration.furniture.help
        == "Running headers, footers and page numbers: drop (default), keep or mark.")
    #expect(OptionDeclaration.pageTimeout.help.hasSuffix("may take (default: 120)."))
    for option in OptionDeclaration.all {
      guard case .choice(let choices) = option.kind else { continue }
      for choice in choices { #expect(option.help.contains(choice.name)) }
    }
  }
}
