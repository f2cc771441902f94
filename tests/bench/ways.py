"""Ways to judge a log, from Parquet to Parquet: the kernel, and what one would write or run without it.

Each takes (source, target, rows) and judges the first rows of a file. Others only raise a flag for each rule.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from smslint.audit import lint_batches
from smslint.audit.findings import findings_of
from smslint.linter import Linter
from smslint.model import Context
from tests.bench.messages import BRANDS

KNOWN = Context(
    brand="Larch Cafe", brand_aliases=BRANDS, brand_domains=["larch.example", "alder.example", "oak.example", "birch.example"],
    use_case="customer_care", first_message=False, messages_since_opt_out=1,
)  # fmt: skip
"""What the sender of such a log knows: its names and its sites."""
BATCH = 8192
Way = Callable[[Path, Path, int], None]


def patterns(linter: Linter) -> dict[str, str]:
    """One pattern of `re` for each rule that has terms, and every pattern: what a script by hand would search for."""
    from tests.bench.naive import NaiveMatcher

    ruleset = linter._rules
    naive = NaiveMatcher(ruleset.program, ruleset.rules)
    found = {f"t{number}": pattern.pattern for number, pattern in enumerate(naive._terms)}
    found.update({f"p{number}": pattern.pattern for number, pattern in naive._patterns.items()})
    return found


def plain(rules: dict[str, str]) -> list[str]:
    """The patterns as engines without lookaround take them; those that need it are left out, which favours the engines."""
    found = []
    for pattern in rules.values():
        one = re.sub(r"^\(\?=\((.*)\)\)$", r"(?:\1)", pattern)
        if not re.search(r"\(\?[=!<]", one):
            found.append(one)
    return found


def some_batches(source: Path, rows: int) -> Iterator[Any]:
    """The first rows of a file as record batches."""
    for batch in parquet.ParquetFile(source, read_dictionary=["text"]).iter_batches(BATCH):
        if rows <= 0:
            return
        yield batch.slice(0, rows)
        rows -= batch.num_rows


def kernel(linter: Linter, jobs: int) -> Way:
    """Every row through `lint_batches`, every finding to a file."""

    def run(source: Path, target: Path, rows: int) -> None:
        writer = None
        for batch in lint_batches(some_batches(source, rows), linter, KNOWN, keep=["id"], jobs=jobs):
            numbers = pa.nulls(batch.num_rows, pa.int64())
            table = pa.Table.from_batches([batch]).append_column("row", numbers)
            found = findings_of(table.append_column("source", numbers.cast(pa.string())))
            writer = writer or parquet.ParquetWriter(target, found.schema)
            writer.write_table(found)
        if writer is not None:
            writer.close()

    return run


def loop(linter: Linter) -> Way:
    """What one writes first: `lint` for each row with its sender and recipient, its findings as rows."""

    def run(source: Path, target: Path, rows: int) -> None:
        found = []
        for row in (row for batch in some_batches(source, rows) for row in batch.to_pylist()):
            report = linter.lint(row["text"], KNOWN.replace(sender=row["sender"], recipient=row["recipient"]))
            found += [{"id": row["id"], **one.to_dict(), "fix": None, "sources": None} for one in report.findings]
        parquet.write_table(pa.Table.from_pylist(found or [{"id": ""}]), target)

    return run


def one_context(linter: Linter) -> Way:
    """The same with one context for all rows."""

    def run(source: Path, target: Path, rows: int) -> None:
        found = []
        for row in (row for batch in some_batches(source, rows) for row in batch.to_pylist()):
            report = linter.lint(row["text"], KNOWN)
            found += [{"id": row["id"], "rule": one.rule, "start": one.start} for one in report.findings]
        parquet.write_table(pa.Table.from_pylist(found or [{"id": ""}]), target)

    return run


def loop_of_patterns(rules: dict[str, str]) -> Way:
    """One compiled `re` for each rule, every match of each as a row."""
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in rules.items()}

    def run(source: Path, target: Path, rows: int) -> None:
        found = []
        for row in (row for batch in some_batches(source, rows) for row in batch.to_pylist()):
            text = " " + row["text"].lower() + " "
            found += [(row["id"], name, m.start()) for name, p in compiled.items() for m in p.finditer(text)]
        columns = list(map(list, zip(*found, strict=True))) or [[], [], []]
        parquet.write_table(pa.table(columns, names=["id", "rule", "start"]), target)

    return run


def with_polars(flags: Sequence[str]) -> Way:
    """One column of flags for each pattern, on all processors."""
    import polars

    def run(source: Path, target: Path, rows: int) -> None:
        text = polars.lit(" ") + polars.col("text").str.to_lowercase() + polars.lit(" ")
        columns = [text.str.contains(flag).alias(f"f{number}") for number, flag in enumerate(flags)]
        polars.scan_parquet(source).head(rows).select("id", *columns).sink_parquet(target)

    return run


def with_duckdb(flags: Sequence[str]) -> Way:
    """The same in SQL, on all processors."""
    import duckdb

    def run(source: Path, target: Path, rows: int) -> None:
        quoted = [flag.replace("'", "''") for flag in flags]
        columns = ", ".join(f"regexp_matches(t, '{flag}') as f{number}" for number, flag in enumerate(quoted))
        inner = f"select id, ' ' || lower(text) || ' ' as t from '{source}' limit {rows}"
        duckdb.sql(f"copy (select id, {columns} from ({inner})) to '{target}' (format parquet)")

    return run


@contextmanager
def with_spark(flags: Sequence[str], longest: float) -> Iterator[dict[str, Way]]:
    """Spark `local[2]`: the kernel by `mapInArrow`, and its own `rlike` over the same patterns; none where Spark cannot run.

    longest: seconds after which a job is called off, and raises.
    """
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        print(
            "Spark is left out: it needs Java 17 or later, and there is none (Debian: apt-get install openjdk-17-jre-headless)"
        )
        yield {}
        return
    try:
        from pyspark.sql import SparkSession
        from pyspark.sql import functions as f
    except ImportError:
        print("Spark is left out: pyspark is not installed (pip install 'smslint[spark]')")
        yield {}
        return
    from smslint.spark import lint_frame

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    settings = {
        "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false", "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1", "spark.driver.memory": "2g",
        "spark.sql.codegen.wholeStage": "false",  # hundreds of patterns are beyond what a class may hold
    }  # fmt: skip
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    text = f.concat(f.lit(" "), f.lower("text"), f.lit(" "))
    own = [text.rlike(flag).alias(f"f{number}") for number, flag in enumerate(flags)]

    def rows_of(source: Path, rows: int) -> Any:
        return spark.read.parquet(str(source)).limit(rows).repartition(2)

    def judged(source: Path, target: Path, rows: int) -> None:
        lint_frame(rows_of(source, rows), KNOWN, keep=["id"]).write.mode("overwrite").parquet(f"{target}.k")

    def flagged(source: Path, target: Path, rows: int) -> None:
        rows_of(source, rows).select("id", *own).write.mode("overwrite").parquet(f"{target}.r")

    def bounded(way: Way) -> Way:
        def run(source: Path, target: Path, rows: int) -> None:
            watch = threading.Timer(longest, spark.sparkContext.cancelAllJobs)
            watch.start()
            try:
                way(source, target, rows)
            finally:
                watch.cancel()

        return run

    try:
        yield {"Spark local[2], kernel": bounded(judged), "Spark local[2], rlike flags": bounded(flagged)}
    finally:
        spark.stop()
