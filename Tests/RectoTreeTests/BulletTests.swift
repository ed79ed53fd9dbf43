import RectoTree
import Testing

@Suite struct BulletTests {
  @Test(arguments: [
    "• boats", "•boats", "◾ boats", "█ boats", "➡ boats", "❏ boats", "→ boats", "✓ boats",
    "- boats",
    "– boats", "· boats", "☐ boats", "★ boats", "\u{F0B7} boats",
  ])
  func knowsBullets(_ text: String) { #expect(ListMarker.isBullet(text)) }

  @Test(arguments: [
    "-5 degrees", "→b", "- - - - - -", "-----", "- and -", "– and –", "☐ yes ☐ no", "boats", "",
    "①boats", "⅓ of it", "→",
  ])
  func knowsWhatIsNone(_ text: String) { #expect(!ListMarker.isBullet(text)) }

  @Test func takesTheFixedPitchOOfOfficeProgramsForABullet() {
    func text(fixedTo end: Int32) -> Text {
      Text("o boats", spans: [Text.Span(start: 0, end: end, style: .code)])
    }
    #expect(!ListMarker.isBullet(Text("o boats")))
    #expect(ListMarker.isBullet(text(fixedTo: 1)))
    #expect(!ListMarker.isBullet(text(fixedTo: 7)))
  }

  @Test func knowsRulesThatAreTyped() {
    for text in ["- - - - -", "_____", "* * * * *", "======"] {
      #expect(ListMarker.isTypedRule(text))
    }
    for text in ["- - -", "-- --*", "", "     "] { #expect(!ListMarker.isTypedRule(text)) }
  }
}
