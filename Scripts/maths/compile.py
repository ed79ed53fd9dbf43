#!/usr/bin/env python3
"""Whether LaTeX can set every formula that recto finds in some documents.

    Scripts/maths/compile.py FILE_OR_FOLDER...

Needs pdflatex with mathtools, amssymb and mathrsfs. Ends with 1 and names the formulas if one cannot be set.
"""

import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

RECTO = os.environ.get("RECTO", pathlib.Path(__file__).resolve().parent.parent / "recto")
PREAMBLE = r"""\documentclass{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{mathtools,amssymb,mathrsfs,textcomp}
\begin{document}
"""


def formulas(path):
    """The formulas of a document: (inline or display, LaTeX)."""
    run = subprocess.run([RECTO, path, "-t", "json", "--ocr", "never", "--images", "none", "-q"],
                         capture_output=True, timeout=300)
    if run.returncode not in (0, 1) or not run.stdout:
        return []
    found = []

    def visit(value):
        if isinstance(value, dict):
            if value.get("type") == "formula":
                found.append(("display", value["text"]))
            found.extend(("inline", formula["latex"]) for formula in value.get("formulas", []))
            for part in value.values():
                visit(part)
        elif isinstance(value, list):
            for part in value:
                visit(part)

    visit(json.loads(run.stdout)["blocks"])
    return found


def main():
    paths = []
    for argument in map(pathlib.Path, sys.argv[1:]):
        paths += sorted(argument.rglob("*.pdf")) if argument.is_dir() else [argument]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = [(path, kind, latex) for path, all_ in zip(paths, pool.map(formulas, paths)) for kind, latex in all_]
    body = "".join(
        f"\\typeout{{@@{i}}}\n" + (f"${latex}$\n\n" if kind == "inline" else f"\\begin{{equation*}}\n{latex}\n\\end{{equation*}}\n\n")
        for i, (_, kind, latex) in enumerate(found))
    # Letters of other scripts are no matter of mathematics.
    body = re.sub(r"[^\x00-\x7f]", "?", body)
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "a.tex").write_text(PREAMBLE + body + "\\end{document}\n")
        run = subprocess.run(["pdflatex", "-interaction=nonstopmode", "a.tex"], cwd=folder, capture_output=True)
    place, bad = None, {}
    for line in run.stdout.decode(errors="replace").splitlines():
        if line.startswith("@@"):
            place = int(line[2:])
        elif line.startswith("! ") and place not in bad:
            bad[place] = line
    for place, error in bad.items():
        if place is not None:
            path, kind, latex = found[place]
            print(f"{path.name}: {kind}: {latex}\n  {error}")
    print(f"{len(found)} formulas of {len(paths)} documents, {len(bad)} cannot be set")
    sys.exit(1 if bad or not found else 0)


if __name__ == "__main__":
    main()
