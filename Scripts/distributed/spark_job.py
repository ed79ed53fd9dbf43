#!/usr/bin/env python3
"""PDFs in, a Parquet table of blocks with boxes out, on Apache Spark.

    spark-submit --py-files recto_worker.py spark_job.py INPUT OUTPUT [PARTITIONS]

INPUT is a folder or a pattern that Spark can read (also hdfs:// or s3a://), OUTPUT the folder of the
table. `recto` is on the PATH of every worker, or named by RECTO. One process of `recto` works for
each partition at a time: give executors as many cores as they shall run of them.
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql.types import DoubleType, IntegerType, StringType, StructField, StructType

SCHEMA = StructType(
    [StructField(name, StringType()) for name in ("document", "status")]
    + [StructField("page", IntegerType())]
    + [StructField(name, StringType()) for name in ("block", "type")]
    + [StructField("level", IntegerType()), StructField("text", StringType())]
    + [StructField(name, DoubleType()) for name in ("x0", "y0", "x1", "y1")]
)


def blocks(batches):
    """Pandas tables of paths and contents to tables of blocks: one worker for all of a partition."""
    import pandas
    import recto_worker

    def documents():
        for batch in batches:
            yield from zip(batch["path"], batch["content"])

    pending = []
    for row in recto_worker.convert(documents()):
        pending.append(row)
        if len(pending) >= 5000:
            yield pandas.DataFrame(pending, columns=recto_worker.COLUMNS)
            pending = []
    if pending:
        yield pandas.DataFrame(pending, columns=recto_worker.COLUMNS)


def main(source, target, partitions=None):
    session = SparkSession.builder.appName("recto").getOrCreate()
    files = session.read.format("binaryFile").option("recursiveFileLookup", True).load(source)
    files = files.select("path", "content")
    if partitions:
        files = files.repartition(int(partitions))
    # Documents are megabytes: few of them in a batch.
    session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 8)
    files.mapInPandas(blocks, SCHEMA).write.mode("overwrite").parquet(target)
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
