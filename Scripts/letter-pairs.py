#!/usr/bin/env python3
"""Writes Sources/RectoOCR/Grounding/LetterPairs+Tables.swift: how usual each pair of letters is.

  python3 -m venv .venv && .venv/bin/pip install wordfreq opencc-python-reimplemented
  .venv/bin/python Scripts/letter-pairs.py

From the word frequencies of about forty languages (the package wordfreq). A digit is the binary
logarithm of the pair's share of all pairs in the language that has most of it, from 0 (one in 8192
or less) to 9 (one in 16 and more). Pairs of scripts from the right count in both directions, as
PDFs draw them in either. Scripts without an alphabet have a list of their commonest characters,
which make up four fifths of texts in Chinese, Japanese and Korean.
"""
import math
import sys
import unicodedata
from pathlib import Path

from opencc import OpenCC
from wordfreq import available_languages, get_frequency_dict

SCRIPTS = {
    "latin": "abcdefghijklmnopqrstuvwxyz",
    "cyrillic": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    "arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوىيةءآأؤإئپچژگکی",
}
FROM_THE_RIGHT = {"hebrew", "arabic"}
BASES = {"ß": "s", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "e", "œ": "e", "ð": "d", "þ": "t",
         "ς": "σ", "ё": "е", "і": "и", "ї": "и", "є": "е", "ґ": "г", "ў": "у", "ј": "и", "љ": "л",
         "њ": "н", "ћ": "т", "ђ": "д", "џ": "ц", "ѓ": "г", "ќ": "к", "ѕ": "с"}


def fold(word, letters):
    """Lower case without marks, but for letters of the script that have some."""
    word = "".join(BASES.get(c, c) for c in word.lower())
    parts = (c if c in letters else unicodedata.normalize("NFD", c) for c in word)
    return "".join(c for part in parts for c in part if not unicodedata.category(c).startswith("M"))


def marked():
    """Capitals and letters with marks, and the small letter without marks that each counts as."""
    letters = {c for name in ("latin", "cyrillic", "greek") for c in SCRIPTS[name]}
    named = {unicodedata.name(c): c for c in letters}
    pairs = []
    for value in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x386, 0x3CF), *range(0x400, 0x460)):
        small = chr(value).lower()
        name = unicodedata.name(small[0], "").split(" WITH ")[0]
        base = small if small in letters else BASES.get(small) or named.get(name)
        if base and chr(value) not in letters:
            pairs.append((chr(value), base))
    return pairs


def shares(letters, symmetric):
    best = {}
    for language in available_languages("small"):
        counts, total, everything = {}, 0.0, 0.0
        for word, frequency in get_frequency_dict(language, "small").items():
            everything += frequency
            word = fold(word, letters)
            for pair in zip(word, word[1:]):
                if pair[0] in letters and pair[1] in letters:
                    counts[pair] = counts.get(pair, 0.0) + frequency
                    total += frequency
        if total > 0.5 * everything:
            for pair, count in counts.items():
                best[pair] = max(best.get(pair, 0.0), count / total)
    if symmetric:
        best = {(a, b): max(best.get((a, b), 0), best.get((b, a), 0)) for a in letters for b in letters}
    return best


def commonest():
    """The commonest characters of Chinese in both scripts, Japanese and Korean, in order of code."""
    result = set()
    traditional = OpenCC("s2t")
    for language, number in ("zh", 500), ("ja", 400), ("ko", 300):
        counts = {}
        for word, frequency in get_frequency_dict(language, "small").items():
            for c in word:
                if "\u3041" <= c <= "\u30fa" or "\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3":
                    counts[c] = counts.get(c, 0.0) + frequency
        best = sorted(counts, key=lambda c: (-counts[c], c))[:number]
        result |= set(best)
        if language == "zh":
            result |= set(traditional.convert("".join(best)))
    return sorted(result)


def level(share):
    return max(0, min(9, int(math.log2(share) + 13))) if share > 0 else 0


def main():
    out = ["extension LetterPairs {", "  // Written by Scripts/letter-pairs.py."]
    for name, letters in SCRIPTS.items():
        best = shares(letters, name in FROM_THE_RIGHT)
        out.append(f"  static let {name} = Table(")
        out.append(f'    "{letters}",')
        out.append('    """')
        for a in letters:
            out.append("    " + "".join(str(level(best.get((a, b), 0))) for b in letters))
        out.append('    """)')
        out.append("")
    pairs = marked()
    for name, place in ("marked", 0), ("bases", 1):
        text = "".join(pair[place] for pair in pairs)
        out += [f"  static let {name} =", '    """']
        out += ["    " + text[i:i + 90] + "\\" for i in range(0, len(text), 90)]
        out[-1] = out[-1].removesuffix("\\")
        out += ['    """', ""]
    common = commonest()
    out += ["  static let commonest = Set<UInt32>(", '    """']
    out += ["    " + "".join(common[i:i + 45]) + "\\" for i in range(0, len(common), 45)]
    out[-1] = out[-1].removesuffix("\\")
    out += ['    """.unicodeScalars.lazy.map(\\.value))'.replace("\\\\", "\\"), "}"]
    folder = Path(__file__).resolve().parent.parent / "Sources/RectoOCR/Grounding"
    folder.mkdir(exist_ok=True)
    (folder / "LetterPairs+Tables.swift").write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
