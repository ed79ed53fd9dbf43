// swift-tools-version: 6.2
import PackageDescription

// libFuzzer targets: 'Scripts/fuzz targets' builds and runs them.
let settings: [SwiftSetting] = [.unsafeFlags(["-parse-as-library"])]

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
  ])
