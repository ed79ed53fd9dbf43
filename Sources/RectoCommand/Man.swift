internal import ArgumentParser

struct Man: ParsableCommand {
  func run() throws {}
}
