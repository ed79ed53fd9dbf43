#!/usr/bin/env python3
"""Moves all headings down by so many levels, for a document that becomes a chapter of another:

    recto report.pdf -t json | Examples/filters/headings-down.py 1 | recto - -t html
"""

import json
import sys


def blocks_in(value):
    """All blocks of a document, those inside others too."""
    if isinstance(value, list):
        for item in value:
            yield from blocks_in(item)
    elif isinstance(value, dict):
        if "layer" in value and "type" in value:
            yield value
        for member in value.values():
            yield from blocks_in(member)


def main():
    levels = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    document = json.load(sys.stdin)
    for block in blocks_in(document["blocks"]):
        if block["type"] == "heading":
            block["level"] = min(6, block["level"] + levels)
    json.dump(document, sys.stdout, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
