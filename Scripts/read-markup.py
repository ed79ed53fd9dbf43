#!/usr/bin/env python3
"""Reads documents as other programs do, for the tests: what elements, attributes, rows they hold.

Standard input: a JSON array of {"kind": "html" | "xml" | "csv" | "tsv" | "json", "text": …}.
Standard output: a JSON array with, for each, {"tags": [[name, {attribute: value}], …]} or
{"rows": [[cell, …], …]} or {"error": …}.
"""
import csv
import html.parser
import io
import json
import sys
import xml.etree.ElementTree


class Tags(html.parser.HTMLParser):
    """The start tags of a page, and text as one tag of the name `#comment` where it is a comment."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags = []

    def handle_starttag(self, tag, attributes):
        self.tags.append([tag, {name: value or "" for name, value in attributes}])

    def handle_comment(self, data):
        self.tags.append(["#comment", {"text": data}])

    def handle_decl(self, declaration):
        self.tags.append(["#declaration", {"text": declaration}])

    def unknown_decl(self, data):
        self.tags.append(["#unknown", {"text": data}])

    def handle_pi(self, data):
        self.tags.append(["#instruction", {"text": data}])


def read(kind, text):
    if kind == "html":
        parser = Tags()
        parser.feed(text)
        parser.close()
        return {"tags": parser.tags}
    if kind == "xml":
        root = xml.etree.ElementTree.fromstring(text)
        return {"tags": [[e.tag.split("}")[-1], dict(e.attrib)] for e in root.iter()]}
    if kind == "json":
        json.loads(text)
        return {}
    if kind == "tsv":
        return {"rows": [line.split("\t") for line in text.split("\n")[:-1]]}
    return {"rows": list(csv.reader(io.StringIO(text, newline="")))}


answers = []
for item in json.load(sys.stdin):
    try:
        answers.append(read(item["kind"], item["text"]))
    except Exception as error:
        answers.append({"error": f"{type(error).__name__}: {error}"})
json.dump(answers, sys.stdout)
