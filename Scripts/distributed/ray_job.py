#!/usr/bin/env python3
"""PDFs in, a Parquet table of blocks with boxes out, on Ray Data.

    python ray_job.py INPUT OUTPUT [WORKERS]

INPUT is a folder that Ray can read (also s3://), OUTPUT the folder of the table. `recto` is on the
PATH of every node, or named by RECTO.
"""

import os
import sys

import ray

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))


def blocks(batch):
    """A table of paths and bytes to a table of blocks."""
    import pandas
    import recto_worker

    documents = zip(batch["path"], batch["bytes"])
    table = pandas.DataFrame(recto_worker.convert(documents), columns=recto_worker.COLUMNS)
    # Documents without any heading would have another type of column.
    return table.astype({"level": "float64", "page": "float64", "text": "string"})


def main(source, target, workers=None):
    folder = os.path.dirname(os.path.abspath(__file__))
    paths = [folder, os.environ.get("PYTHONPATH", "")]
    variables = {"PYTHONPATH": os.pathsep.join(filter(None, paths))}
    variables |= {name: os.environ[name] for name in ("RECTO", "RECTO_OPTIONS") if name in os.environ}
    ray.init(runtime_env={"env_vars": variables}, num_cpus=int(workers) if workers else None)
    files = ray.data.read_binary_files(source, include_paths=True)
    files.map_batches(blocks, batch_format="pandas", batch_size=16).write_parquet(target)
    ray.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:])
