#!/usr/bin/env python3
"""Makes the tables of this folder: for each NAME.pdf, and NAME.json with the grid that it was made of.

    Fixtures/Tables/make.py [NAME]...

Needs pdflatex (booktabs, multirow, longtable, colortbl) and LibreOffice. A cell is its text, or (text,
columns, rows) where it spans several.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROSE = "Rain fell on the harbour all day and nobody on the quay had any wish to leave it before evening."

TOWNS = [["Harwich", "1,240", "17.5"], ["Lowestoft", "980", "21.0"], ["Great Yarmouth", "2,105", "8.25"],
         ["Felixstowe", "455", "11.0"], ["Southwold", "87", "30.5"]]
LONG = [[f"Item {i}", str(i * 37 % 1000), ("a short note on item number %d" if i % 3 else "plain %d") % i, f"{i * 1.5:.2f}"]
        for i in range(1, 71)]

# name -> (maker, style, number of head rows, rows); an empty place under a span is left out
TABLES = {
    "booktabs": ("latex", "booktabs", 1, [["Town", "Gulls", "Pegs"]] + TOWNS),
    "nested-heads": ("latex", "booktabs", 2, [
        [("Town", 1, 2), ("Summer", 2, 1), ("Winter", 2, 1)], ["Gulls", "Terns", "Gulls", "Terns"],
        ["Harwich", "120", "31", "84", "2"], ["Lowestoft", "98", "27", "61", "5"],
        ["Southwold", "45", "19", "40", "0"], ["Aldeburgh", "77", "52", "35", "1"]]),
    "stub-spans": ("latex", "grid", 1, [
        ["County", "Town", "Boats"], [("Suffolk", 1, 3), "Lowestoft", "41"], ["Southwold", "12"],
        ["Aldeburgh", "9"], [("Norfolk", 1, 2), "Cromer", "15"], ["Wells", "22"]]),
    "head-spans": ("latex", "grid", 2, [
        [("Boat", 1, 2), ("Catch in tons", 3, 1)], ["Cod", "Herring", "Sole"],
        ["Mary Ann", "12", "40", "3"], ["Boy Leslie", "8", "35", "5"], ["Provider", "21", "18", "7"]]),
    "no-rules": ("latex", "plain", 1, [["Town", "Gulls", "Pegs"]] + TOWNS),
    "wrapped": ("latex", "wrapped", 1, [
        ["Tool", "What it is for", "Price"],
        ["Ladder", "climbs upon the roof of any house that stands near the outer quay of the town", "40.00"],
        ["Hammer", "mends the boats, the piers and most of what the winter storms leave broken", "12.50"],
        ["Bucket", "carries water", "3.75"],
        ["Lantern", "shows the way home to whoever has stayed too long over his supper", "9.90"]]),
    "long-booktabs": ("latex", "long", 1, [["Name", "Count", "Note", "Price"]] + LONG),
    "long-grid": ("latex", "long-grid", 1, [["Name", "Count", "Note", "Price"]] + LONG),
    "groups": ("latex", "booktabs", 1, [
        ["Bird", "1998", "1999", "2000"], ["Seabirds", "", "", ""], ["Gull", "120", "131", "140"],
        ["Tern", "45", "39", "52"], ["Waders", "", "", ""], ["Curlew", "12", "15", "9"], ["Dunlin", "60", "71", "66"]]),
    "accounts": ("latex", "booktabs", 1, [
        ["Year to 31 March", "2001", "2000"], ["Income from fish", "41,250", "39,800"],
        ["Income from nets", "1,120", "(340)"], ["Cost of boats", "(12,400)", "(11,950)"],
        ["Profit", "29,970", "27,510"]]),
    "empty-cells": ("latex", "grid", 1, [
        ["Day", "Morning", "Noon", "Night"], ["Monday", "tea", "", "beer"], ["Tuesday", "", "soup", ""],
        ["Wednesday", "", "", "rum"], ["Thursday", "tea", "soup", "beer"]]),
    "three-heads": ("latex", "booktabs", 3, [
        [("Model", 1, 3), ("Harbour", 4, 1)], [("Inner", 2, 1), ("Outer", 2, 1)], ["Day", "Night", "Day", "Night"],
        ["Lamp A", "0.91", "0.84", "0.77", "0.70"], ["Lamp B", "0.88", "0.81", "0.79", "0.72"],
        ["Lamp C", "0.93", "0.90", "0.85", "0.80"]]),
    "office-grid": ("office", "border", 1, [["Town", "Gulls", "Pegs"]] + TOWNS),
    "office-spans": ("office", "border", 2, [
        [("Boat", 1, 2), ("Catch in tons", 2, 1), ("Home port", 1, 2)], ["Cod", "Herring"],
        ["Mary Ann", "12", "40", "Harwich"], ["Boy Leslie", "8", "35", "Southwold"],
        [("All boats", 3, 1), "both"]]),
    "office-no-rules": ("office", "none", 1, [["Town", "Gulls", "Pegs"]] + TOWNS),
    "office-wrapped": ("office", "border", 1, [
        ["Tool", "What it is for"],
        ["Ladder", "climbs upon the roof of any house that stands near the outer quay of the town, "
                   "where the wind is strong and the tiles are loose"],
        ["Hammer", "mends the boats, the piers and most of what the winter storms leave broken behind them "
                   "on the long beaches of the county"]]),
    "office-long": ("office", "border", 1, [["Name", "Count", "Note", "Price"]] + LONG),
    "office-stub": ("office", "border", 1, [
        ["County", "Town", "Boats"], [("Suffolk", 1, 3), "Lowestoft", "41"], ["Southwold", "12"],
        ["Aldeburgh", "9"], [("Norfolk", 1, 2), "Cromer", "15"], ["Wells", "22"]]),
    "office-bands": ("office", "bands", 1, [["Town", "Gulls", "Pegs"]] + TOWNS),
    "bands": ("latex", "bands", 1, [["Town", "Gulls", "Pegs"]] + TOWNS),
}


def grid(rows):
    """The cells with their places: row, column, rows, columns, text."""
    taken, cells = set(), []
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            text, columns, lines = cell if isinstance(cell, tuple) else (cell, 1, 1)
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(lines) for j in range(columns)}
            cells.append([r, c, lines, columns, text])
            c += columns
    return cells, max(c + n for _, c, _, n, _ in cells)


def latex(style, head, rows):
    cells, columns = grid(rows)
    ruled = style in ("grid", "long-grid")
    numeric = [all(not any(ch.isalpha() for ch in t) for r, k, _, n, t in cells if k == c and r >= head and n == 1)
               for c in range(columns)]
    kinds = ["l" if c == 0 or not numeric[c] else "r" for c in range(columns)]
    if style == "wrapped":
        kinds[1] = "p{5cm}"
    spec = ("|" + "|".join(kinds) + "|") if ruled else "".join(kinds)
    lines = []
    for r in range(len(rows)):
        own = {c: (n, k, t) for q, c, k, n, t in cells if q == r}
        covered = {c: (k, n) for q, c, k, n, t in cells if q < r < q + k}
        parts, c = [], 0
        while c < columns:
            if c in own:
                n, k, text = own[c]
                if k > 1:
                    text = f"\\multirow{{{k}}}{{*}}{{{text}}}"
                if n > 1:
                    bar = "|" if ruled else ""
                    kind = ("c" if r < head else "l")
                    text = f"\\multicolumn{{{n}}}{{{bar if c == 0 else ''}{kind}{bar}}}{{{text}}}"
                parts.append(text)
                c += n
            else:
                parts.append("")
                c += 1
        line = " & ".join(parts) + r" \\"
        if style == "bands" and r % 2:
            line = r"\rowcolor[gray]{0.85} " + line
        if ruled:
            open_ = [c for c in range(columns) if not any(
                c0 <= c < c0 + n and q <= r < q + k - 1 for q, c0, k, n, _ in cells)]
            line += r" \hline" if len(open_) == columns else "".join(f" \\cline{{{c + 1}-{c + 1}}}" for c in open_)
        elif style in ("booktabs", "wrapped", "long"):
            if r + 1 == head:
                line += r" \midrule"
            elif r < head:
                line += "".join(f" \\cmidrule(lr){{{c + 1}-{c + n}}}" for q, c, k, n, _ in cells if q == r and n > 1)
        lines.append(line)
    top, bottom = {"booktabs": (r"\toprule", r"\bottomrule"), "wrapped": (r"\toprule", r"\bottomrule"),
                   "long": (r"\toprule", r"\bottomrule")}.get(style, (r"\hline" if ruled else "", ""))
    if style.startswith("long"):
        first = "\n".join(lines[:head])
        body = (f"\\begin{{longtable}}{{{spec}}}\n{top}\n{first}\n\\endhead\n" + "\n".join(lines[head:])
                + f"\n{bottom}\n\\end{{longtable}}")
    else:
        body = f"\\begin{{center}}\\begin{{tabular}}{{{spec}}}\n{top}\n" + "\n".join(lines) + f"\n{bottom}\n\\end{{tabular}}\\end{{center}}"
    return (r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern,booktabs,multirow,longtable,colortbl}"
            r"\pdfinfoomitdate=1\pdftrailerid{}\begin{document}" + f"\n{PROSE}\n\n{body}\n\n{PROSE}\n\\end{{document}}\n")


def html(style, head, rows):
    cells, _ = grid(rows)
    out = []
    for r in range(len(rows)):
        tag = "th" if r < head else "td"
        shade = ' bgcolor="#d8d8d8"' if style == "bands" and r % 2 else ""
        out.append(f"<tr{shade}>" + "".join(
            f'<{tag} colspan="{n}" rowspan="{k}"><p>{t}</p></{tag}>' for q, _, k, n, t in cells if q == r) + "</tr>")
    border = 1 if style == "border" else 0
    table = (f'<table border="{border}" cellspacing="0" cellpadding="4" width="{"100%" if border else "60%"}"><thead>' + "".join(out[:head]) + "</thead><tbody>"
             + "".join(out[head:]) + "</tbody></table>")
    return f"<html><meta charset='utf-8'><body><p>{PROSE}</p>{table}<p>{PROSE}</p></body></html>"


def main():
    for name in sys.argv[1:] or TABLES:
        maker, style, head, rows = TABLES[name]
        cells, columns = grid(rows)
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            if maker == "latex":
                (folder / "t.tex").write_text(latex(style, head, rows))
                for _ in range(3 if style.startswith("long") else 1):
                    subprocess.run(["pdflatex", "-interaction=batchmode", "t"], cwd=folder, check=True,
                                   stdout=subprocess.DEVNULL)
            else:
                (folder / "t.html").write_text(html(style, head, rows))
                subprocess.run(["soffice", "--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf", "t.html"],
                               cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            (HERE / f"{name}.pdf").write_bytes((folder / "t.pdf").read_bytes())
        truth = {"rows": len(rows), "columns": columns, "cells": cells}
        (HERE / f"{name}.json").write_text(json.dumps(truth, ensure_ascii=False) + "\n")


main()
