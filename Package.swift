// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "recto",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "recto", targets: ["RectoCommand"]),
    .library(name: "Recto", targets: ["Recto"]),
    .library(name: "RectoBatch", targets: ["RectoBatch"]),
    // For the fuzz targets, which are a package of their own.
    .library(name: "RectoTesting", targets: ["RectoTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Engines: C and C++ libraries, and the only modules that touch their handles.
    .systemLibrary(
      name: "CPoppler", pkgConfig: "poppler-glib",
      providers: [.apt(["libpoppler-glib-dev"]), .brew(["poppler"])]),
    .systemLibrary(
      name: "CPopplerPrivate", pkgConfig: "poppler",
      providers: [.apt(["libpoppler-private-dev"]), .brew(["poppler"])]),
    .systemLibrary(
      name: "CTesseract", pkgConfig: "lept",
      providers: [.apt(["libleptonica-dev"]), .brew(["leptonica"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    module("XLSXWriter", ["CXLSXWriter"]),
    module("QPDF", ["RectoSystem"]),
    module("Hunspell", ["RectoSystem"]),
    .target(name: "CPopplerCore", dependencies: ["CPopplerPrivate"]),
    module("Poppler", ["CPoppler", "CPopplerCore", "RectoPages", "RectoMetadata", "RectoSystem"]),
    .target(name: "CSystem"),
    module("RectoSystem", ["CSystem"]),
    module("Leptonica", ["CTesseract", "RectoGeometry"]),
    module("Tesseract", ["CTesseract", "Leptonica", "RectoPages", "RectoSystem"]),

    // Values.
    module("RectoGeometry"),
    module("RectoDiagnostics", ["RectoGeometry"]),
    module("RectoMetadata", ["RectoGeometry"]),
    module("RectoPages", ["RectoGeometry", "RectoDiagnostics", "RectoMetadata"]),
    module("RectoTree", ["RectoGeometry", "RectoDiagnostics", "RectoMetadata"]),
    module("RectoLanguage"),
    module("RectoTokens", ["RectoDiagnostics", "RectoGeometry"]),

    // Bytes to pages.
    module("RectoPDF", ["Poppler", "RectoPages", "RectoMetadata"]),
    module("RectoImages", ["Leptonica", "RectoPages", "RectoMetadata"]),

    // Pictures of text to glyphs.
    module("RectoOCR", ["Tesseract", "Leptonica", "RectoPages", "RectoSystem", "RectoLanguage"]),

    // Pages to documents, documents to text.
    module("RectoLayout", ["RectoPages", "RectoTree"]),
    module("RectoProcessing", ["RectoTree", "RectoMetadata"]),
    module(
      "RectoRendering",
      ["RectoSystem", "RectoTree", "RectoMetadata", "RectoLanguage", "RectoTokens"]),

    module(
      "Recto",
      [
        "RectoPDF", "RectoImages", "RectoOCR", "Tesseract", "Leptonica", "QPDF", "Hunspell",
        "RectoLayout",
        "RectoProcessing", "RectoRendering", "RectoSystem",
      ]),
    module(
      "RectoBatch",
      [
        "Recto", "RectoOCR", "RectoLayout", "RectoProcessing", "RectoRendering", "RectoTree",
        "Poppler", "RectoSystem", "RectoTokens",
      ]),
    .executableTarget(
      name: "RectoCommand",
      dependencies: [
        "Recto", "RectoBatch", "RectoLayout", "RectoOCR", "RectoRendering", "RectoSystem",
        "XLSXWriter",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Tests.
    .target(
      name: "RectoTesting",
      dependencies: [
        "RectoPages", "RectoTree", "RectoMetadata", "RectoLayout", "RectoProcessing",
      ],
      path: "Tests/RectoTesting", swiftSettings: strict),
    .target(name: "CProbe", path: "Tests/CProbe"),
    .executableTarget(
      name: "ConfinementProbe", dependencies: ["CProbe", "RectoSystem"],
      path: "Tests/ConfinementProbe", swiftSettings: strict),
    tests("RectoGeometryTests", ["RectoGeometry"]),
    tests("RectoTreeTests", ["RectoTree"]),
    tests("RectoLanguageTests", ["RectoLanguage"]),
    tests("RectoTokensTests", ["RectoTokens", "Poppler", "RectoTesting"]),
    tests("RectoPDFTests", ["RectoPDF", "RectoImages", "RectoTesting"]),
    tests(
      "RectoOCRTests",
      ["RectoOCR", "Leptonica", "Tesseract", "RectoPDF", "Poppler", "RectoTesting"]),
    tests("RectoLayoutTests", ["RectoLayout", "RectoRendering", "RectoTesting"]),
    tests("RectoProcessingTests", ["RectoProcessing", "RectoTesting"]),
    tests("RectoRenderingTests", ["RectoRendering", "RectoTesting"]),
    tests(
      "RectoTests",
      [
        "Recto", "Poppler", "RectoPDF", "RectoProcessing", "RectoRendering", "RectoTesting",
      ]),
    tests("RectoBatchTests", ["RectoBatch", "RectoTesting"]),
    tests(
      "CommandTests",
      ["RectoCommand", "ConfinementProbe", "Poppler", "RectoPDF", "RectoSystem", "RectoTesting"]),
  ],
  cxxLanguageStandard: .cxx20
)
