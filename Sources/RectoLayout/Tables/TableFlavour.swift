/// By what tables are found: drawn rules, the alignment of their text, or whichever fits.
public enum TableFlavour: String, Sendable, CaseIterable { case auto, ruled, spaced }
