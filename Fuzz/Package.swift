// swift-tools-version: 6.2
import PackageDescription

// libFuzzer targets: 'Scripts/fuzz targets' builds and runs them.
let settings: [SwiftSetting] = [.unsafeFlags(["-parse-as-library"])]

/// A target for a renderer, over documents of hostile text.
func renderer(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["HostileBytes", .product(name: "RectoTesting", package: "recto")],
    swiftSettings: settings)
}

let package = Package(
  name: "fuzz",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "recto", path: "..")],
  targets: [
    .executableTarget(
      name: "FuzzConvert", dependencies: [.product(name: "Recto", package: "recto")],
      swiftSettings: settings),
    .executableTarget(
      name: "FuzzLayout", dependencies: [.product(name: "Recto", package: "recto")],
      swiftSettings: settings),
    .executableTarget(
      name: "FuzzText", dependencies: [.product(name: "RectoBatch", package: "recto")],
      swiftSettings: settings),
    .target(
      name: "HostileBytes",
      dependencies: [
        .product(name: "Recto", package: "recto"), .product(name: "RectoTesting", package: "recto"),
      ]),
    renderer("FuzzMarkdown"), renderer("FuzzHTML"), renderer("FuzzJSON"), renderer("FuzzTables"),
    renderer("FuzzPrinted"),
  ])
