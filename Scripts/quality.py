"""Scores recto on a corpus; `Scripts/quality` runs it. Metrics: NID, TEDS, MHS, word F1, CER."""
import argparse
import csv
import html
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from pathlib import Path

from apted import APTED, Config
from bs4 import BeautifulSoup
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

ROOT = Path(__file__).resolve().parent.parent
RUNS = ROOT / "Fixtures/Bench/runs"
CRASHES = {124, 132, 134, 135, 136, 137, 139}


# ---- texts

def fold(text):
    return re.sub(r"\s+", " ", text).strip()


def plain(markdown):
    """The words of a Markdown document without its marks."""
    text = re.sub(r"!\[[^\]]*\]\([^)]*\)", " ", markdown)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\s{0,3}#{1,6}\s+|^\s*```.*$|^\s*([-*+]|\d+[.)])\s+|^\s*\|?[\s:|-]+\|\s*$", "", text, flags=re.M)
    text = re.sub(r"<[^<>\n]{1,200}>|\|", " ", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", re.sub(r"\*\*|(?<!\\)[*`]", "", text))
    return normal(html.unescape(text))


def normal(text):
    text = unicodedata.normalize("NFKC", text)
    for old, new in zip("‘’“”–—‑‐−", "''\"\"-----"):
        text = text.replace(old, new)
    return fold(re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "", text))


def word_f1(a, b):
    words = lambda s: Counter(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+", s.lower()))
    a, b = words(a), words(b)
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


# ---- tables and headings as trees

class Node:
    def __init__(self, kind, text="", children=()):
        self.name, self.text, self.children = kind, text, list(children)

    def count(self):
        return 1 + sum(child.count() for child in self.children)


class Costs(Config):
    def rename(self, a, b):
        if a.name != b.name:
            return 1.0
        return Levenshtein.normalized_distance(a.text, b.text) if a.text or b.text else 0.0

    def children(self, node):
        return node.children


def tree_similarity(a, b, skip=0):
    return 1 - APTED(a, b, Costs()).compute_edit_distance() / max(a.count() - skip, b.count() - skip, 1)


def pipes_as_html(markdown):
    cells = lambda line: [c.strip() for c in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
    lines, out, i = markdown.splitlines(), [], 0
    while i < len(lines):
        if "|" in lines[i] and i + 1 < len(lines) and re.fullmatch(r"\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?)?\s*", lines[i + 1]):
            rows, j = [cells(lines[i])], i + 2
            while j < len(lines) and "|" in lines[j]:
                rows.append(cells(lines[j]))
                j += 1
            if len(rows) > 1 and not any(rows[0]):
                rows.pop(0)
            out.append("<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>")
            i = j
        else:
            out.append(lines[i])
            i += 1
    return "\n".join(out)


def tables(markdown):
    found = []
    for table in BeautifulSoup(pipes_as_html(markdown), "html.parser").find_all("table"):
        if table.find_parent("table"):
            continue
        rows = []
        for row in table.find_all("tr"):
            rows.append(Node("tr", "", [
                Node(f"td{c.get('colspan', 1)},{c.get('rowspan', 1)}", fold(c.get_text(" "))) for c in row.find_all(["td", "th"])]))
        found.append(Node("table", "", rows))
    return found


def headed(markdown):
    root = Node("document")
    here, pending = root, []

    def flush():
        if fold(" ".join(pending)):
            here.children.append(Node("content", fold(" ".join(pending))))
        pending.clear()

    for line in pipes_as_html(markdown).splitlines():
        match = re.match(r"#{1,6}\s+(.*)", line)
        if match:
            flush()
            here = Node("heading", fold(match[1]))
            root.children.append(here)
        else:
            pending.append(line)
    flush()
    return root


def headings(markdown):
    return [node.text for node in headed(markdown).children if node.name == "heading"]


def mean(values):
    values = [value for value in values if value is not None]
    return sum(values) / len(values) if values else 0.0


def score(kind, truth, text, code):
    """The document's score, 0 to 1, and its parts; None for kinds that are not scored here."""
    if kind in ("odl-md", "md"):
        parts = {"nid": fuzz.ratio(fold(pipes_as_html(truth)), fold(pipes_as_html(text))) / 100}
        wanted = tables(truth)
        if wanted:
            found = tables(text)
            parts["teds"] = tree_similarity(Node("table", "", found), Node("table", "", wanted), 1) if found else 0.0
        if headings(truth):
            parts["mhs"] = max(0.0, tree_similarity(headed(text), headed(truth))) if headings(text) else 0.0
        return mean(parts.values()), parts
    if kind in ("md-derived", "md-noorder"):
        similar = Indel.normalized_similarity(plain(truth), plain(text)) if kind == "md-derived" else word_f1(plain(truth), plain(text))
        bare = lambda s: re.sub(r"[\W\d]+", "", s.lower()) or s
        wanted, pool, hits = headings(truth), headings(text), 0
        count = len(wanted) + len(pool)
        for heading in wanted:
            best = max(pool, key=lambda h: fuzz.ratio(bare(heading), bare(h)), default=None)
            if best is not None and fuzz.ratio(bare(heading), bare(best)) >= 80:
                hits += 1
                pool.remove(best)
        parts = {"text": similar, "heads": 2 * hits / count if wanted else None}
        truths, found = tables(truth)[:20], tables(text)
        if truths:
            # Very large pairs would take the tree distance minutes: such candidates are passed over.
            fits = lambda t, f: t.count() + f.count() < 600
            parts["teds"] = mean([max((tree_similarity(t, f) for f in found if fits(t, f)), default=0.0) for t in truths])
        return mean(parts.values()), {k: v for k, v in parts.items() if v is not None}
    if kind == "tables":
        found = tables(text)
        return mean([max((tree_similarity(t, f) for f in found), default=0.0) for t in tables(truth)]), {}
    if kind == "text":
        return max(0.0, 1 - Levenshtein.distance(normal(truth), plain(text)) / max(1, len(normal(truth)))), {}
    if kind in ("words", "words-silver", "md-weak"):
        return word_f1(plain(truth) if kind == "md-weak" else normal(truth), plain(text)), {}
    if kind == "fields":
        page = re.sub(r"\s", "", plain(text)).lower()
        wanted = json.loads(truth).values()
        def forms(value):
            yield str(value)
            if isinstance(value, (int, float)):
                yield from (f"{value:.2f}", f"{value:.2f}".replace(".", ","), f"{value:,.2f}", f"{value:,.2f}".translate(str.maketrans(",.", ".,")))
                if value == int(value):
                    yield str(int(value))
        return mean([float(any(re.sub(r"\s", "", normal(f)).lower() in page for f in forms(value))) for value in wanted]), {}
    if kind == "robust":
        return float(code not in CRASHES and code >= 0), {}
    return None, {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    parser.add_argument("--only")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("options", nargs="*", help="options of recto, after --")
    options = parser.parse_args()
    only = set(options.only.split(",")) if options.only else None
    with open(options.set / "manifest.tsv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if not only or row["file"].split("/")[1] in only]

    def convert(row):
        truth, password = "", []
        if row["ground_truth"] != "-":
            truth = (options.set / row["ground_truth"]).read_text(encoding="utf-8", errors="replace")
        if row["gt_kind"] == "robust" and truth:
            word = json.loads(truth).get("password")
            password = ["--password", word] if word else []
        # The truths of these keep running heads and have neither emphasis nor pictures.
        style = ["--furniture", "keep", "--emphasis", "drop"] if row["gt_kind"] == "odl-md" else []
        command = [str(ROOT / ".build/release/recto"), str(options.set / row["file"]), "-q", "--images", "none"]
        with tempfile.TemporaryFile() as out:
            try:
                code = subprocess.run(command + style + password + options.options, stdout=out, stderr=subprocess.DEVNULL, timeout=120).returncode
            except subprocess.TimeoutExpired:
                code = 124
            out.seek(0)
            text = out.read().decode("utf-8", "replace")
        value, parts = score(row["gt_kind"], truth, text, code)
        return {"file": row["file"], "group": row["file"].split("/")[1], "score": value, **parts}

    with ThreadPoolExecutor(2) as pool:
        results = [r for r in pool.map(convert, rows) if r["score"] is not None]
    groups = defaultdict(list)
    for result in results:
        groups[result["group"]].append(result)
    recorded = sorted(RUNS.glob("*.json"))
    before = json.loads(recorded[-1].read_text())["groups"] if recorded else {}
    now = {}
    for name, some in sorted(groups.items()):
        parts = sorted({key for r in some for key in r} - {"file", "group", "score"})
        now[name] = {"score": round(mean([r["score"] for r in some]), 4), "documents": len(some),
                     **{key: round(mean([r.get(key) for r in some]), 4) for key in parts}}
        change = f"{now[name]['score'] - before[name]['score']:+.4f}" if name in before else "   new"
        print(f"{name:20s} {len(some):4d}  {now[name]['score']:.4f}  {change}  " + "  ".join(f"{k} {now[name][k]:.3f}" for k in parts))
    for result in sorted(results, key=lambda r: r["score"])[: options.worst]:
        print(f"  {result['score']:.3f}  {result['file']}")
    if options.record:
        RUNS.mkdir(parents=True, exist_ok=True)
        commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
        stamp = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%SZ")
        (RUNS / f"{stamp}.json").write_text(json.dumps({"commit": commit, "groups": now}, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
