#!/usr/bin/env swift
// Keeps only blocks of some types, with the captions and notes that belong to them:
//
//     recto report.pdf -t json | swift Examples/filters/only.swift heading,table | recto - -t md

import Foundation

let types = Set((CommandLine.arguments.dropFirst().first ?? "heading").split(separator: ",").map(String.init))
let input = FileHandle.standardInput.readDataToEndOfFile()
guard var document = try JSONSerialization.jsonObject(with: input) as? [String: Any],
  let blocks = document["blocks"] as? [[String: Any]]
else {
  FileHandle.standardError.write(Data("only: this is not what 'recto -t json' writes\n".utf8))
  exit(1)
}

let kept = Set(
  blocks.filter { types.contains($0["type"] as? String ?? "") }.compactMap { $0["id"] as? String })
document["blocks"] = blocks.filter { block in
  // What belongs to a table or figure stands beside it, and names it.
  kept.contains(block["of"] as? String ?? block["id"] as? String ?? "")
}
FileHandle.standardOutput.write(try JSONSerialization.data(withJSONObject: document))
