"""Drives `recto serve-stdio`: documents in, blocks with their boxes out.

The same few lines serve any engine that hands over its data in batches; `spark_job.py` and
`ray_job.py` use them.
"""

import base64
import json
import os
import shlex
import subprocess
import threading

#: The columns of a table of blocks.
COLUMNS = ["document", "status", "page", "block", "type", "level", "text", "x0", "y0", "x1", "y1"]


class Recto:
    """A long-lived worker. `arguments` are options of `recto serve-stdio`, as are those in the
    variable RECTO_OPTIONS."""

    def __init__(self, *arguments, binary=None):
        binary = binary or os.environ.get("RECTO", "recto")
        self.process = subprocess.Popen(
            [binary, "serve-stdio", "-t", "json", "--images", "none", *shlex.split(os.environ.get("RECTO_OPTIONS", "")), *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def answers(self, requests):
        """The answers to requests (dictionaries), in their order. The pipe holds back whoever sends
        faster than documents are converted."""

        def send():
            for request in requests:
                self.process.stdin.write(json.dumps(request).encode() + b"\n")
                self.process.stdin.flush()
            self.process.stdin.close()

        sender = threading.Thread(target=send, daemon=True)
        sender.start()
        for line in self.process.stdout:
            yield json.loads(line)
        sender.join()
        if self.process.wait() != 0:
            raise RuntimeError(f"recto ended with status {self.process.returncode}")


def request(name, content):
    return {"id": name, "name": name, "bytes": base64.b64encode(content).decode()}


def rows(answer):
    """A row for each block of an answer; one without a block for a document that has none."""
    document = (answer.get("results") or {}).get("json") or {}
    common = {"document": str(answer.get("id")), "status": answer["status"]}
    found = 0
    for block in document.get("blocks", []):
        x0, y0, x1, y1 = block["box"] or [None] * 4
        found += 1
        yield common | {
            "page": block["page"],
            "block": block["id"],
            "type": block["type"],
            "level": block.get("level"),
            "text": text(block),
            "x0": x0, "y0": y0, "x1": x1, "y1": y1,
        }
    if not found:
        yield common | dict.fromkeys(COLUMNS[2:])


def text(block):
    """The text of a block and of all that is in it."""
    parts = [block["text"]] if "text" in block else []
    parts += [cell["text"] for cell in block.get("cells", [])]
    for item in block.get("items", []):
        parts += [item["marker"]["text"]] + [text(inner) for inner in item["blocks"]]
    parts += [text(inner) for inner in block.get("blocks", [])]
    return "\n".join(part for part in parts if part)


def convert(documents, *arguments):
    """Rows of pairs (name, bytes)."""
    requests = (request(name, content) for name, content in documents)
    for answer in Recto(*arguments).answers(requests):
        yield from rows(answer)
