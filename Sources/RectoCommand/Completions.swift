internal import ArgumentParser

struct Completions: ParsableCommand {
  func run() throws {}
}
