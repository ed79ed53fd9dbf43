#!/usr/bin/env python3
"""How many formulas come back: LaTeX -> PDF -> recto -> LaTeX -> PDF, compared as pictures.

    Scripts/maths/formulas.py [--set NAME]... [--inline] [--only TEXT]...
                             [--keep FOLDER] [--failures N] [--least SHARE]

The formulas are those of formulas.txt and one for each symbol, letter, accent and alphabet below.
Each stands on a page of its own, between lines of text or within one. A formula counts as found if
the page that is set from what recto read differs from the first in at most one ink pixel of
five hundred, pixels beside each other being one.

Needs TeX Live (lualatex and newtx for all sets), pandoc and LibreOffice for the set of Word, pdftoppm
and NumPy.
"""

import argparse
import bisect
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

import numpy

HERE = pathlib.Path(__file__).resolve().parent
RECTO = os.environ.get("RECTO", HERE.parent / "recto")

GREEK = """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho
varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi
Omega""".split()
RELATIONS = """leq geq neq equiv sim simeq approx cong propto ll gg prec succ preceq succeq subset supset subseteq
supseteq sqsubseteq sqsupseteq in ni vdash dashv models perp parallel mid asymp doteq bowtie smile frown leqslant
geqslant lesssim gtrsim subsetneq rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow mapsto
longrightarrow longleftarrow Longrightarrow hookrightarrow rightharpoonup leftharpoondown rightleftharpoons
nearrow searrow""".split()
OPERATIONS = """pm mp times div cdot ast star circ bullet cap cup uplus sqcap sqcup vee wedge setminus wr diamond oplus
ominus otimes oslash odot dagger ddagger amalg triangleleft triangleright""".split()
ORDINARY = """aleph hbar ell wp Re Im partial infty prime emptyset nabla top bot angle forall exists neg flat natural
sharp clubsuit diamondsuit heartsuit spadesuit imath jmath surd nexists square blacksquare""".split()
ACCENTS = "hat tilde bar vec dot ddot check breve acute grave mathring".split()
ALPHABETS = {"mathbf": "ABxy1", "mathrm": "ABx", "mathcal": "ABLS", "mathbb": "RNZQC", "mathfrak": "Agx",
             "mathsf": "ABx", "mathtt": "Ax", "mathscr": "FL"}

# Where the table of confidences is cut.
CONFIDENCES = [0, 60, 80, 90, 95, 98, 100]


def formulas():
    """All formulas: (group, LaTeX)."""
    result, group = [], ""
    for line in (HERE / "formulas.txt").read_text().splitlines():
        if line.startswith("# "):
            group = line[2:]
        elif line.strip():
            result.append((group, line.strip()))
    result += [("greek", f"x+\\{name}=\\{name}_1") for name in GREEK]
    result += [("relations", f"a\\{name} b") for name in RELATIONS]
    result += [("operations", f"x\\{name} y") for name in OPERATIONS]
    result += [("ordinary", f"x+\\{name}") for name in ORDINARY]
    result += [("accents", f"\\{name}{{{letter}}}=1") for name in ACCENTS for letter in ["x", "A", "\\theta"]]
    result += [("alphabets", f"\\{name}{{{letter}}}+x") for name in ALPHABETS for letter in ALPHABETS[name]]
    return result


# In a line of text these are words and spaces of the text.
WORDS = r"\\text\{[^}]* |\\quad|\\qquad|\\ "
TEXT = ("Rain fell on the harbour all day and nobody on the quay had any wish to leave it before the evening came, "
        "for the boats were late and the lamps were lit.")
COMMON = r"""\documentclass{article}
\usepackage[papersize={14cm,7cm},margin=1cm]{geometry}\pagestyle{empty}\parindent0pt
\usepackage{amsmath}
"""
SETS = {
    "cm": ("pdflatex", r"\usepackage{amssymb,mathrsfs}"),
    "latin-modern": ("pdflatex", r"\usepackage[T1]{fontenc}\usepackage{lmodern,amssymb,mathrsfs}"),
    "times": ("pdflatex", r"\usepackage[T1]{fontenc}\usepackage{newtxtext,newtxmath,mathrsfs}"),
    "unicode-lm": ("lualatex", r"\usepackage{unicode-math}\setmathfont{latinmodern-math.otf}"),
    "unicode-stix": ("lualatex", r"\usepackage{unicode-math}\setmathfont{STIXTwoMath-Regular.otf}"),
    "unicode-xits": ("lualatex", r"\usepackage{unicode-math}\setmathfont{XITSMath-Regular.otf}"),
    # Word's equations, set by LibreOffice.
    "word": ("pandoc", ""),
}


def typeset(folder, name, engine, preamble, pages):
    """A PDF with one page for each piece of LaTeX; pages that do not compile stay without it."""
    if engine == "pandoc":
        return typeset_as_word(folder, name, pages)
    body = "\n\\newpage\n".join(pages)
    (folder / f"{name}.tex").write_text(f"{COMMON}{preamble}\n\\begin{{document}}\n{body}\n\\end{{document}}\n")
    (folder / f"{name}.pdf").unlink(missing_ok=True)
    subprocess.run([engine, "-interaction=batchmode", f"{name}.tex"], cwd=folder, stdout=subprocess.DEVNULL)
    return folder / f"{name}.pdf"


def typeset_as_word(folder, name, pages):
    """The same through pandoc, which makes equations of Word from LaTeX, and LibreOffice."""
    (folder / f"{name}.tex").write_text("\n\nPAGEBREAK\n\n".join(pages))
    subprocess.run(["pandoc", "-f", "latex", f"{name}.tex", "-o", f"{name}.docx"], cwd=folder,
                   stderr=subprocess.DEVNULL, check=True)
    with zipfile.ZipFile(folder / f"{name}.docx") as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    document = parts["word/document.xml"].decode()
    document = re.sub(r"<w:p>(?:(?!</w:p>).)*PAGEBREAK.*?</w:p>", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
                      document, flags=re.DOTALL)
    parts["word/document.xml"] = document.encode()
    with zipfile.ZipFile(folder / f"{name}.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        for item, data in parts.items():
            archive.writestr(item, data)
    subprocess.run(["soffice", "--headless", "--convert-to", "pdf", f"{name}.docx"], cwd=folder,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return folder / f"{name}.pdf"


def unknown_to_pandoc(formulas):
    """The formulas that pandoc cannot make equations of."""
    text = "\n\n".join(f"${formula}$" for formula in formulas)
    run = subprocess.run(["pandoc", "-f", "latex", "-t", "docx", "-o", "/dev/null"], input=text, text=True,
                         capture_output=True, check=True)
    warned = re.findall(r"Could not convert TeX math (.*?), rendering as TeX", run.stderr, re.DOTALL)
    return {"".join(formula.split()) for formula in warned}


def set_wrongly(pdf, formulas):
    """The places of formulas that LibreOffice shows with signs of errors or with other delimiters."""
    texts = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    result = set()
    for i, (text, formula) in enumerate(zip(texts, formulas)):
        closing = len(re.findall(r"\)|pmatrix|binom|pmod|smallmatrix", formula))
        if re.search("[\u00bf\u2751]", text) or text.count(")") > closing:
            result.add(i)
    return result


def page(latex, inline):
    if inline:
        return f"{TEXT} Then we see ${latex}$ between the words. {TEXT}"
    return f"{TEXT}\n\\[{latex}\\]\n{TEXT}"


def tex(text, styles):
    """Text outside of formulas as LaTeX."""
    text = re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", r"\textbackslash "))
    text = re.sub(r"([^\x00-\x7f]+)", r"\\ensuremath{\1}", text)
    for style, command in [("bold", "textbf"), ("italic", "textit"), ("superscript", "textsuperscript"),
                           ("subscript", "textsubscript"), ("code", "texttt")]:
        if style in styles:
            text = f"\\{command}{{{text}}}"
    return text


def paragraph(block):
    """A block's text as LaTeX, with its formulas."""
    text, cuts = block["text"], {0, len(block["text"])}
    spans, found = block.get("spans", []), block.get("formulas", [])
    for piece in spans + found:
        cuts |= {piece["start"], piece["end"]}
    result, cuts = "", sorted(cuts)
    for start, end in zip(cuts, cuts[1:]):
        inside = [f for f in found if f["start"] <= start < f["end"]]
        if inside:
            result += f"${inside[0]['latex']}$" if inside[0]["start"] == start else ""
            continue
        styles = [s for span in spans if span["start"] <= start < span["end"] for s in span["styles"]]
        result += tex(text[start:end], styles)
    return result


def read(pdf, count, inline):
    """What recto finds on each page: LaTeX for the page that is set from it, the formulas, and how
    sure the least sure of them is."""
    run = subprocess.run([RECTO, pdf, "-t", "json", "--ocr", "never", "-q"], capture_output=True, check=True)
    found, whole, sure = [[] for _ in range(count)], [""] * count, [100] * count
    for block in json.loads(run.stdout)["blocks"]:
        place = block["page"] - 1
        parts = [block] if block["type"] == "formula" else block.get("formulas", [])
        sure[place] = min([sure[place]] + [part["confidence"] for part in parts])
        if block["type"] == "formula":
            found[place].append(block["text"])
            whole[place] += f"\\[{block['text']}\\]\n"
        elif "text" in block:
            found[place] += [formula["latex"] for formula in block.get("formulas", [])]
            whole[place] += paragraph(block) + "\n\n" * inline
    return whole, found, sure


def pictures(pdf, folder, name):
    done = subprocess.run(["pdftoppm", "-r", "150", "-gray", pdf, folder / name], stderr=subprocess.PIPE)
    if done.returncode:
        print(f"{pdf.name} could not be set; see {pdf.with_suffix('.log')}", file=sys.stderr)
    result = {}
    for path in folder.glob(f"{name}-*.pgm"):
        data = path.read_bytes()
        width, height = map(int, data.split(b"\n", 3)[1].split())
        gray = numpy.frombuffer(data[-width * height :], dtype=numpy.uint8).reshape(height, width)
        result[int(re.search(r"-(\d+)\.pgm", path.name)[1])] = gray < 128
        path.unlink()
    return result


def grown(ink):
    result = ink.copy()
    for axis in (0, 1):
        for shift in (-1, 1):
            result |= numpy.roll(ink, shift, axis)
    return result


def alike(a, b):
    if a is None or b is None or a.shape != b.shape:
        return False
    missing = (a & ~grown(b)).sum() + (b & ~grown(a)).sum()
    text = min(a.sum(), b.sum())
    return missing <= 0.002 * text


def run(name, inline, only, keep, failures):
    engine, preamble = SETS[name]
    wanted = [(g, f) for g, f in formulas() if (not only or any(part in f or part == g for part in only))
              and not (inline and (g in ("aligned", "cases", "matrices") or re.search(WORDS, f)))]
    if engine == "pandoc":
        unknown = unknown_to_pandoc([f for _, f in wanted])
        wanted = [(g, f) for g, f in wanted if "".join(f.split()) not in unknown]
    broken = set()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        first = typeset(folder, "first", engine, preamble, [page(f, inline) for _, f in wanted])
        latex, found, sure = read(first, len(wanted), inline)
        pages = latex if inline else [page(f[0], False) if len(f) == 1 else "missing" for f in found]
        second = typeset(folder, "second", engine, preamble, pages)
        if engine == "pandoc":
            broken = set_wrongly(first, [f for _, f in wanted])
            print(f"LibreOffice sets {len(broken)} of {len(wanted)} wrongly; they are left out")
        before = pictures(first, folder, "a")
        after = pictures(second, folder, "b")
        groups, shares, shown = {}, {}, 0
        for i, (group, formula) in enumerate(wanted):
            if i in broken:
                continue
            good = bool(found[i]) and alike(before.get(i + 1), after.get(i + 1))
            for entry in [groups.setdefault(group, [0, 0])] + (
                [shares.setdefault(CONFIDENCES[bisect.bisect(CONFIDENCES, sure[i]) - 1], [0, 0])] if found[i] else []):
                entry[0] += good
                entry[1] += 1
            if not good and shown < failures:
                shown += 1
                print(f"  {i + 1:4} {group}: {formula}\n       -> {found[i][0] if len(found[i]) == 1 else found[i]}")
    right, all_ = sum(g for g, _ in groups.values()), sum(n for _, n in groups.values())
    print(f"{name} {'inline' if inline else 'display'}: {right} of {all_} ({right / max(1, all_):.1%})  "
          + ", ".join(f"{group} {a}/{b}" for group, (a, b) in groups.items()))
    print("  by confidence: " + ", ".join(f"from {least} {a}/{b}" for least, (a, b) in sorted(shares.items(), reverse=True)))
    return right / max(1, all_)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", action="append", choices=SETS, dest="sets")
    parser.add_argument("--inline", action="store_true")
    parser.add_argument("--only", action="append", help="formulas with this text, or of this group")
    parser.add_argument("--keep", help="leave the files in a folder")
    parser.add_argument("--failures", type=int, default=0, help="show so many that did not come back")
    parser.add_argument("--least", type=float, help="exit with 1 if a set has less than this share")
    options = parser.parse_args()
    shares = [run(name, options.inline, options.only, options.keep, options.failures)
              for name in options.sets or ["cm"]]
    if options.least and min(shares) < options.least:
        sys.exit(1)


if __name__ == "__main__":
    main()
