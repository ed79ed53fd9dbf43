#!/usr/bin/env python3
"""Makes damaged documents from whole ones: bytes flipped, ends cut off, parts of one put into another,
objects swapped, lengths and references changed.

    Scripts/mutate.py OUT COUNT [--seed N] FILE...

The same seed gives the same documents.
"""

import argparse
import pathlib
import random
import re


def flip(data, pick, _):
    data = bytearray(data)
    for _ in range(pick.choice([1, 3, 10, 100, len(data) // 200 + 1])):
        data[pick.randrange(len(data))] = pick.randrange(256)
    return bytes(data)


def cut(data, pick, _):
    return data[: pick.randrange(1, len(data))]


def hole(data, pick, _):
    start = pick.randrange(len(data))
    return data[:start] + data[start + pick.randrange(1, 4096) :]


def graft(data, pick, other):
    start, length = pick.randrange(len(other)), pick.randrange(1, 8192)
    place = pick.randrange(len(data))
    return data[:place] + other[start : start + length] + data[place + length :]


OBJECT = re.compile(rb"\d+ \d+ obj\b.*?\bendobj", re.S)


def swap(data, pick, _):
    """Two objects change places, so that the table of references leads to the wrong ones."""
    found = list(OBJECT.finditer(data))
    if len(found) < 2:
        return flip(data, pick, None)
    a, b = sorted(pick.sample(found, 2), key=lambda m: m.start())
    return (
        data[: a.start()] + b.group() + data[a.end() : b.start()] + a.group() + data[b.end() :]
    )


def numbers(data, pick, _):
    """Numbers become others: lengths, counts, references, sizes."""
    found = list(re.finditer(rb"(?<![\w.])\d+(?![\w.])", data[:2_000_000]))
    if not found:
        return flip(data, pick, None)
    for match in sorted(pick.sample(found, min(len(found), 5)), key=lambda m: -m.start()):
        value = pick.choice([b"0", b"-1", b"1", b"65536", b"2147483647", b"99999999999", b"3"])
        data = data[: match.start()] + value + data[match.end() :]
    return data


WAYS = [flip, cut, hole, graft, swap, numbers]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--largest", type=int, default=1_000_000, help="of the files, in bytes")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    files = sorted(f for f in options.files if 0 < f.stat().st_size <= options.largest)
    if not files:
        parser.error("there is no file to begin with that is small enough")
    pick = random.Random(options.seed)
    for number in range(options.count):
        source, other = pick.choice(files), pick.choice(files)
        data = source.read_bytes()
        names = []
        for _ in range(pick.choice([1, 1, 1, 2, 3])):
            way = pick.choice(WAYS)
            names.append(way.__name__)
            data = way(data, pick, other.read_bytes()) or b"%PDF-"
        name = f"{number:05}-{'-'.join(names)}{source.suffix}"
        (options.out / name).write_bytes(data)


if __name__ == "__main__":
    main()
