"""Judge a table of messages on Spark and count what was found, by sender and day.

    spark-submit smslint/examples/spark_audit.py s3a://log/sent s3a://log/judged

The table has the columns `text`, `sender` and `sent_at`, and whatever else is to stand beside the results.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from smslint.spark import lint_frame


def main(source: str, target: str) -> None:
    """Read, judge, write, count."""
    spark = SparkSession.builder.appName("smslint audit").getOrCreate()
    sent = spark.read.parquet(source).withColumn("day", f.to_date("sent_at"))
    judged = lint_frame(sent, keep=["day", "sender"])
    judged.write.mode("overwrite").parquet(target)
    found = spark.read.parquet(target)
    totals = found.groupBy("sender", "day").agg(
        f.count("*").alias("messages"),
        f.sum((f.col("verdict") == "block").cast("int")).alias("blocked"),
        f.sum("exposure_usd").alias("exposure_usd"),
        f.sum(f.col("error").isNotNull().cast("int")).alias("not_judged"),
    )
    totals.orderBy(f.desc("blocked")).show(20, truncate=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
