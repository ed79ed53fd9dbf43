#!/usr/bin/env python3
"""Makes PDFs that are whole and say what cannot be: numbers without end, fonts whose tables lie, character
maps and forms that use themselves, pictures of any size, streams that are damaged after unpacking.

    Scripts/mutate-objects.py OUT COUNT [--seed N] FILE...

Unlike `mutate.py`, which damages bytes, it takes the first page of a document apart with `qpdf --qdf`,
changes objects, and has `fix-qdf` mend the offsets, so that every change is read. The same seed gives
the same documents.
"""

import argparse
import pathlib
import random
import re
import subprocess

NUMBER = re.compile(rb"(?<![\w.#/-])-?\d+(?:\.\d+)?(?![\w.]| \d+ R| 0 obj)")
REFERENCE = re.compile(rb"\b\d+ 0 R\b")
OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\n(.*?)^endobj$", re.S)
STREAM = re.compile(rb"(?<=stream\n).*?(?=\nendstream)", re.S)
EXTREMES = [
    b"0", b"-1", b"1", b"2147483647", b"-2147483648", b"4294967296", b"1e38", b"99999999999999999999", b"-0.0000001",
    b"0.0000000000000000001", b"1000000", b"-1000000", b"340282350000000000000000000000000000000", b"32767", b"65536",
]


def some(pick, matches, most):
    matches = list(matches)
    return sorted(pick.sample(matches, min(len(matches), pick.randint(1, most))), key=lambda m: -m.start())


def replaced(data, matches, text):
    for match in matches:
        data = data[: match.start()] + text(match) + data[match.end() :]
    return data


def numbers(data, pick):
    """Any numbers: of pages, matrices, operands, lengths of tables."""
    return replaced(data, some(pick, NUMBER.finditer(data), 20), lambda _: pick.choice(EXTREMES))


def operands(data, pick):
    """Numbers of one stream only: of a page's content, of a character map, of a font's programme."""
    streams = [m for m in STREAM.finditer(data) if NUMBER.search(m[0])]
    if not streams:
        return data
    stream = pick.choice(streams)
    body = replaced(stream[0], some(pick, NUMBER.finditer(stream[0]), 200), lambda _: pick.choice(EXTREMES))
    return data[: stream.start()] + body + data[stream.end() :]


def entries(data, pick):
    """Values of entries of fonts and pictures."""
    keys = re.compile(
        rb"/(Width|Height|BitsPerComponent|FirstChar|LastChar|Ascent|Descent|CapHeight|StemV|ItalicAngle|Flags|DW|"
        rb"Length1|MissingWidth|Rotate|Count|N|Size|Predictor|Columns|Colors|K|UserUnit|WMode|FormType) -?[\d.]+"
    )
    return replaced(
        data, some(pick, keys.finditer(data), 6), lambda m: b"/" + m[1] + b" " + pick.choice(EXTREMES)
    )


def references(data, pick):
    """Objects that are other objects: a font for a picture, a page for its own contents."""
    found = [m[0] for m in REFERENCE.finditer(data)]
    if not found:
        return data
    return replaced(data, some(pick, REFERENCE.finditer(data), 4), lambda _: pick.choice(found))


def loops(data, pick):
    """Objects that lead to themselves."""
    objects = [m for m in OBJECT.finditer(data) if REFERENCE.search(m[2])]
    if not objects:
        return data
    holder = pick.choice(objects)
    body = replaced(holder[0], some(pick, REFERENCE.finditer(holder[0]), 2), lambda _: holder[1] + b" 0 R")
    return data[: holder.start()] + body + data[holder.end() :]


def kinds(data, pick):
    """Names for other names of the same document: subtypes, filters, encodings, operators' resources."""
    names = re.compile(rb"(?<=[ \[])/[A-Za-z][\w+-]*")
    found = [m[0] for m in names.finditer(data)]
    if not found:
        return data
    return replaced(data, some(pick, names.finditer(data), 6), lambda _: pick.choice(found))


def maps(data, pick):
    """Character maps: ranges without end, texts that are too long, maps that use each other."""
    found = [m for m in STREAM.finditer(data) if b"begincmap" in m[0]]
    if not found:
        return data
    stream = pick.choice(found)
    what = pick.choice([
        b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\n",
        b"1 beginbfrange\n<00000000> <FFFFFFFF> <D800>\nendbfrange\n",
        b"1 beginbfchar\n<0041> <" + b"0041" * 5000 + b">\nendbfchar\n",
        b"1 begincodespacerange\n<> <>\nendcodespacerange\n",
        b"1 begincidrange\n<0000> <FFFF> 4294967295\nendcidrange\n",
        b"1 beginbfchar\n<0041> <D83DFFFF0000FFFE>\nendbfchar\n",
        b"/Identity-H usecmap\n",
    ])
    place = stream[0].find(b"endcmap")
    body = stream[0][:place] + what + stream[0][place:] if place >= 0 else what + stream[0]
    return data[: stream.start()] + body + data[stream.end() :]


def streams(data, pick):
    """Bytes of an unpacked stream: of a font, a picture, a profile."""
    found = [m for m in STREAM.finditer(data) if len(m[0]) > 8]
    if not found:
        return data
    stream = pick.choice(found)
    body = bytearray(stream[0])
    for _ in range(pick.choice([1, 5, 50, 1 + len(body) // 50])):
        body[pick.randrange(len(body))] = pick.choice([0, 0xFF, 0x7F, 0x80, pick.randrange(256)])
    return data[: stream.start()] + bytes(body) + data[stream.end() :]


def much(data, pick):
    """Parts of the page's content again and again, with changed numbers."""
    found = [m for m in STREAM.finditer(data) if re.search(rb"\b(Tj|TJ|re|cm|l)\b", m[0])]
    if not found:
        return data
    stream = pick.choice(found)
    lines = stream[0].split(b"\n")
    start = pick.randrange(len(lines))
    part = b"\n".join(lines[start : start + pick.randint(1, 40)])
    more = b"\n".join(
        replaced(part, some(pick, NUMBER.finditer(part), 3), lambda _: pick.choice(EXTREMES))
        for _ in range(pick.choice([2, 20, 300]))
    )
    return data[: stream.end()] + b"\n" + more + data[stream.end() :]


KINDS = [numbers, operands, entries, references, loops, kinds, maps, streams, much]


def taken_apart(path):
    """The first page as text; None if qpdf cannot read it."""
    run = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", "--no-warn", "--warning-exit-0", str(path), "--pages", ".", "1",
         "--", "-"],
        capture_output=True, check=False)
    return run.stdout if run.returncode == 0 and len(run.stdout) < 20_000_000 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    pages = [(path.stem, page) for path in given.files if (page := taken_apart(path))]
    for number in range(given.count):
        pick = random.Random(given.seed * 1_000_003 + number)
        name, data = pick.choice(pages)
        done = []
        for _ in range(pick.choice([1, 1, 2, 3])):
            kind = pick.choice(KINDS)
            data = kind(data, pick)
            done.append(kind.__name__)
        mended = subprocess.run(["fix-qdf"], input=data, capture_output=True, check=False)
        target = given.out / f"{number:05}-{'-'.join(done)}-{name[:40]}.pdf"
        target.write_bytes(mended.stdout if mended.returncode == 0 and mended.stdout else data)


main()
