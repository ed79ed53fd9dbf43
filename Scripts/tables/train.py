#!/usr/bin/env python3
"""Learn what a proposed table is worth, and write the trees that TableModel.swift evaluates.

  train.py dump  OUT.jsonl --recto .build/release/recto [--factory SET] [--dev SET] [--plain FOLDER] [--half 0] [--jobs 2]
  train.py learn OUT.jsonl [MORE.jsonl ...] --swift Sources/RectoLayout/Tables/TableTrees.swift

dump asks `recto inspect --stage tables --why` for each page's hypotheses and labels each with how much of it is right:
the F1 of its pairs of neighbouring cells (Göbel et al., ICDAR 2013) against the truth's table that fits best, of which
only what stands on the page counts. FACTORY is a set of documents made with known truth (NAME.pdf, NAME.json and
manifest.tsv), DEV a set with docs/KIND, gt/KIND (HTML tables), PLAIN a folder of PDFs without tables (manuals, articles):
what is proposed on their pages is worth nothing, so that prose, lists, contents, code and formulas are learned, too.
With --half only every other document is taken, by its name: the others are for measuring.
learn grows gradient-boosted regression trees. It reports, for documents not seen (five folds by document) and producers
not seen (one left out at a time), the error, and what the contest would take: how much of the text of the best hypotheses
is won, and how many worthless ones are taken a page. Then it grows the final trees from everything.

The trees in the repository: half 0 of 399 documents of five producers (seeds 11 to 15), 58 more by typst and weasyprint
(seed 211), without those in Arabic, whose columns the labels would read from the wrong side; half 0 of odl, icdar2013,
docbank, manuals and tex-math; half 0 of the plain manuals without those that have tables. 3371 hypotheses.
"""
import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def in_half(name, half):
    return half is None or zlib.crc32(name.encode()) % 2 == half


def plain(text):
    text = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return re.sub(r"[\s\u00ad\u2010\u2011\-]+", "", text)


def pairs(cells):
    """Neighbouring filled cells: of each the next to its right in its rows and the next below in its columns."""
    at = {}
    for r, c, rs, cs, text in cells:
        for i in range(rs):
            for j in range(cs):
                at[r + i, c + j] = (r, c, text)
    rows, cols = max([k[0] for k in at] or [0]) + 1, max([k[1] for k in at] or [0]) + 1
    found = set()
    for (r, c), own in at.items():
        if not own[2]:
            continue
        for dr, dc, name in ((0, 1, "right"), (1, 0, "below")):
            i, j = r + dr, c + dc
            while i < rows and j < cols:
                other = at.get((i, j))
                if other and other[2] and other[:2] != own[:2]:
                    found.add((own, other, name))
                    break
                i, j = i + dr, j + dc
    return Counter((a[2], b[2], name) for a, b, name in found)


def worth(cells, tables, page):
    own = pairs(cells)
    best = 0.0
    for truth in tables:
        there = Counter({k: n for k, n in truth.items() if k[0] in page and k[1] in page})
        right = sum((own & there).values())
        if right:
            best = max(best, 2 * right / (sum(own.values()) + sum(there.values())))
    return best


def html_tables(text):
    result = []
    for body in re.findall(r"<table.*?</table>", text, re.S | re.I):
        cells, busy = [], set()
        for r, row in enumerate(re.findall(r"<tr.*?</tr>", body, re.S | re.I)):
            c = 0
            for attributes, content in re.findall(r"<t[dh]([^>]*)>(.*?)</t[dh]>", row, re.S | re.I):
                span = {k: int(v) for k, v in re.findall(r'(rowspan|colspan)="?(\d+)', attributes)}
                rs, cs = span.get("rowspan", 1), span.get("colspan", 1)
                while (r, c) in busy:
                    c += 1
                busy |= {(r + i, c + j) for i in range(rs) for j in range(cs)}
                cells.append((r, c, rs, cs, plain(re.sub(r"<[^>]+>", " ", content))))
                c += cs
        result.append(pairs(cells))
    return result


def factory_tables(path):
    blocks = json.loads(path.read_text())["blocks"]
    found = []

    def walk(items):
        for block in items:
            if block.get("type") == "table":
                found.append(pairs([(x["row"], x["col"], x["rs"], x["cs"], plain(x["text"])) for x in block["cells"]]))
            walk(block.get("blocks", []))

    walk(blocks)
    return found


def pages(path, most):
    out = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    count = re.search(r"Pages:\s+(\d+)", out)
    return min(int(count.group(1)) if count else 0, most)


def page_rows(recto, document, page, tables, group, producer):
    with tempfile.TemporaryDirectory() as folder:
        one = f"{folder}/page.pdf"
        subprocess.run(["pdfseparate", "-f", str(page), "-l", str(page), document, one], capture_output=True)
        run = subprocess.run([recto, "inspect", one, "-p", "1", "--stage", "tables", "--why", "--ocr", "never"],
                             capture_output=True, text=True, timeout=300)
        try:
            marks = [m for m in json.loads(run.stdout) if "worth" in m["label"]]
        except ValueError:
            return []
        if not marks:
            return []
        text = plain(subprocess.run(["pdftotext", one, "-"], capture_output=True, text=True).stdout)
    rows = []
    for m in marks:
        facts = [w.rsplit(" ", 1) for w in m["why"] if not w.startswith("cell ")]
        cells = []
        for w in m["why"]:
            if w.startswith("cell "):
                r, c, rs, cs, *t = w[5:].split(" ")
                cells.append((int(r), int(c), int(rs), int(cs), plain("".join(t))))
        rows.append({"doc": group, "producer": producer, "page": page, "label": m["label"], "box": m["box"],
                     "names": [k for k, _ in facts], "facts": [float(v) for _, v in facts],
                     "size": sum(len(c[4]) for c in cells), "worth": round(worth(cells, tables, text), 4)})
    return rows


def dump(a):
    tasks = []
    if a.factory:
        for path in sorted(Path(a.factory).glob("*.pdf")):
            if in_half(path.stem, a.half):
                tables = factory_tables(path.with_suffix(".json"))
                tasks += [(str(path), n + 1, tables, path.stem, path.name.split("-")[0]) for n in range(pages(path, 12))]
    if a.dev:
        for kind in a.kinds.split(","):
            for path in sorted((Path(a.dev) / "docs" / kind).glob("*.pdf")):
                if in_half(path.name, a.half):
                    gt = [p for e in (".md", ".html") if (p := Path(a.dev) / "gt" / kind / (path.name + e)).exists()]
                    tables = html_tables(gt[0].read_text()) if gt else []
                    tasks += [(str(path), n + 1, tables, path.name, kind) for n in range(pages(path, 10))]
    for folder in a.plain or []:
        for path in sorted(Path(folder).glob("*.pdf")):
            if in_half(path.name, a.half) and not (a.without and re.search(a.without, path.name)):
                count = pages(path, 400)
                tasks += [(str(path), n + 1, [], path.name, "plain") for n in range(0, count, max(1, count // 14))]
    with open(a.out, "w") as out, ThreadPoolExecutor(a.jobs) as pool:
        for rows in pool.map(lambda t: page_rows(a.recto, *t), tasks):
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(len(tasks), "pages")


def contest(rows, worths, least):
    """Which of a page's hypotheses are taken: those that gain most first, of what they leave untouched."""
    def apart(a, b):
        return a[2] <= b[0] + 1 or b[2] <= a[0] + 1 or a[3] <= b[1] + 1 or b[3] <= a[1] + 1
    taken = []
    for i in sorted(range(len(rows)), key=lambda i: -(worths[i] - least) * rows[i]["size"]):
        if worths[i] > least and all(apart(rows[i]["box"], rows[j]["box"]) for j in taken):
            taken.append(i)
    return taken


def outcome(rows, worths, least):
    """What the contest takes, with the least worth that it asks for."""
    by_page = {}
    for i, row in enumerate(rows):
        by_page.setdefault((row["doc"], row["page"]), []).append(i)
    won = best = pieces = false = 0
    for own in by_page.values():
        page = [rows[i] for i in own]
        truth = [r["worth"] for r in page]
        taken = contest(page, [worths[i] for i in own], least)
        ideal = contest(page, truth, 0.2)
        won += sum(truth[i] * page[i]["size"] for i in taken)
        best += sum(truth[i] * page[i]["size"] for i in ideal)
        false += sum(truth[i] < 0.05 for i in taken)
        pieces += sum(0.05 <= truth[i] < 0.5 for i in taken)
    pages = max(1, len(by_page))
    return f"{least}: won {won / max(1, best):.3f} false {false / pages:.3f} poor {pieces / pages:.3f}"


def learn(a):
    import numpy as np
    from sklearn.ensemble import GradientBoostingRegressor

    rows = [json.loads(line) for name in a.files for line in open(name)]
    names = rows[0]["names"]
    x = np.array([r["facts"] for r in rows])
    y = np.array([r["worth"] for r in rows])
    # Plain pages are few among these and most of those that are read.
    weight = np.array([min(400, 20 + r["size"]) ** 0.5 * (1.5 if r["producer"] == "plain" else 1) for r in rows])
    producers = np.array([r["producer"] for r in rows])
    docs = np.array([zlib.crc32((r["doc"] + "fold").encode()) % 5 for r in rows])
    for producer in sorted(set(producers)):
        own = producers == producer
        print(f"{producer:14} {own.sum():6} hypotheses, worth on average {y[own].mean():.3f}")

    def model():
        return GradientBoostingRegressor(n_estimators=a.trees, max_depth=4, learning_rate=0.08, subsample=0.6,
                                         min_samples_leaf=12, max_features=0.5, random_state=7)

    def report(name, test, got):
        if test.sum() < 10:
            return
        error = np.average(abs(got - y[test]), weights=weight[test])
        own = [rows[i] for i in np.flatnonzero(test)]
        print(f"{name:14} {test.sum():6} hypotheses, mean error {error:.3f}; least "
              + "; ".join(outcome(own, got, least) for least in (0.4, 0.5, 0.6)))

    unseen = np.zeros(len(y))
    for fold in range(5):
        unseen[docs == fold] = model().fit(x[docs != fold], y[docs != fold], weight[docs != fold]).predict(x[docs == fold])
    report("unseen docs", docs >= 0, unseen)
    for producer in sorted(set(producers)):
        report("  of " + producer, producers == producer, unseen[producers == producer])
    for producer in sorted(set(producers)) if a.folds else []:
        own = producers == producer
        if own.sum() > 10:
            report("not " + producer, own, model().fit(x[~own], y[~own], weight[~own]).predict(x[own]))
    final = model().fit(x, y, weight)
    order = np.argsort(-final.feature_importances_)
    print("most telling:", ", ".join(f"{names[i]} {final.feature_importances_[i]:.3f}" for i in order[:20]))
    if not a.swift:
        return
    nodes, roots = [], []
    for (tree,) in final.estimators_:
        t, base = tree.tree_, len(nodes)
        roots.append(base)
        for i in range(t.node_count):
            if t.children_left[i] < 0:
                nodes.append((-1, a_value(t.value[i][0][0] * final.learning_rate), 0))
            else:
                assert t.children_left[i] == i + 1
                nodes.append((int(t.feature[i]), a_value(t.threshold[i]), base + int(t.children_right[i])))
    start = float(final.init_.constant_[0][0])
    lines = ["/// Trees grown by `Scripts/tables/train.py`: do not edit.", "enum TableTrees {",
             "  /// The facts that they ask for, by `TableFacts.names`.",
             f"  static let facts = {len(names)}", f"  static let start: Float = {a_value(start)}",
             "  /// Where each tree begins among the nodes."]
    lines += array("roots", "Int16", roots)
    lines.append("  /// The fact that a node asks for, or -1 at a leaf; at most `limits` goes on with the next node, more")
    lines.append("  /// with that in `others`. A leaf's limit is its value.")
    lines += array("asked", "Int8", [n[0] for n in nodes])
    lines += array("limits", "Float", [n[1] for n in nodes])
    lines += array("others", "Int16", [n[2] for n in nodes])
    Path(a.swift).write_text("\n".join(lines + ["}", ""]))
    print(len(nodes), "nodes")


def a_value(v):
    return f"{v:.4f}".rstrip("0").rstrip(".") if abs(v) >= 5e-5 else "0"


def array(name, kind, values):
    lines, line = [f"  static let {name}: [{kind}] = ["], "   "
    for v in values:
        if len(line) + len(str(v)) > 96:
            lines.append(line)
            line = "   "
        line += f" {v},"
    return lines + [line, "  ]"]


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sub = p.add_subparsers(dest="what", required=True)
    d = sub.add_parser("dump")
    d.add_argument("out"), d.add_argument("--recto", required=True), d.add_argument("--factory"), d.add_argument("--dev")
    d.add_argument("--kinds", default="odl,icdar2013"), d.add_argument("--plain", action="append")
    d.add_argument("--half", type=int)
    d.add_argument("--without", help="of the plain documents those that have tables")
    d.add_argument("--jobs", type=int, default=2)
    t = sub.add_parser("learn")
    t.add_argument("files", nargs="+"), t.add_argument("--swift"), t.add_argument("--trees", type=int, default=80)
    t.add_argument("--folds", action="store_true", help="leave out each producer, too")
    a = p.parse_args()
    sys.exit(dump(a) if a.what == "dump" else learn(a))


if __name__ == "__main__":
    main()
