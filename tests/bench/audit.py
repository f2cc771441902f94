"""Throughput of audits beside what one would do without them: python tests/bench/audit.py [--rows N]

Parquet in, findings as Parquet out. The slow ones run over a slice, and all take turns in one run, so that a busy machine
slows all of them. polars, DuckDB and Spark take part where they are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pyarrow as pa
from pyarrow import parquet

from smslint.audit import lint_batches
from smslint.audit.findings import findings_of
from smslint.linter import Linter
from smslint.model import Context
from tests.bench import corpus

SLICE = 20
"""What loops are given of the corpus: one row in so many, the first ones."""
KNOWN = Context(brand="Larch Cafe", use_case="customer_care", first_message=False, messages_since_opt_out=1)


def patterns(linter: Linter) -> dict[str, str]:
    """One pattern of `re` for each rule that has terms or patterns: what a script by hand would search for."""
    from tests.bench.naive import NaiveMatcher

    ruleset = linter._rules
    naive = NaiveMatcher(ruleset.program, ruleset.rules)
    found = {f"t{number}": pattern.pattern for number, pattern in enumerate(naive._terms)}
    found.update({f"p{number}": pattern.pattern for number, pattern in naive._patterns.items()})
    return found


def kernel(source: Path, target: Path, jobs: int) -> None:
    """Every row through `lint_batches`, every finding to a file."""
    file = parquet.ParquetFile(source, read_dictionary=["text"])
    writer = None
    batches = lint_batches(file.iter_batches(8192), Linter(), KNOWN, keep=["id"], jobs=jobs)
    for number, batch in enumerate(batches):
        rows = pa.array(range(number * 8192, number * 8192 + batch.num_rows), pa.int64())
        table = pa.Table.from_batches([batch]).append_column("row", rows)
        table = table.append_column("source", pa.nulls(batch.num_rows, pa.string()))
        found = findings_of(table)
        writer = writer or parquet.ParquetWriter(target, found.schema)
        writer.write_table(found)
    if writer is not None:
        writer.close()


def loop(source: Path, target: Path, rows: int, apart: bool) -> None:
    """What one writes first: `lint` for each row, its findings as rows. apart: each with its own sender and recipient."""
    linter, found = Linter(), []
    for row in parquet.read_table(source).slice(0, rows).to_pylist():
        context = KNOWN.replace(sender=row["sender"], recipient=row["recipient"]) if apart else KNOWN
        report = linter.lint(row["text"], context)
        found += [{"id": row["id"], **one.to_dict(), "fix": None, "sources": None} for one in report.findings]
    parquet.write_table(pa.Table.from_pylist(found or [{"id": ""}]), target)


def loop_of_patterns(source: Path, target: Path, rows: int, rules: dict[str, str]) -> None:
    """One compiled `re` for each rule, every match of each as a row."""
    compiled = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in rules.items()}
    found = []
    for row in parquet.read_table(source).slice(0, rows).to_pylist():
        text = " " + row["text"].lower() + " "
        found += [(row["id"], name, m.start()) for name, p in compiled.items() for m in p.finditer(text)]
    columns = list(map(list, zip(*found, strict=True))) or [[], [], []]
    parquet.write_table(pa.table(columns, names=["id", "rule", "start"]), target)


def plain(rules: dict[str, str]) -> list[str]:
    """The patterns as engines without lookahead take them."""
    found = []
    for pattern in rules.values():
        one = re.sub(r"^\(\?=\((.*)\)\)$", r"(?:\1)", pattern)
        if not re.search(r"\(\?[=!<]", one):
            found.append(one)
    return found


def with_polars(source: Path, target: Path, rows: int, flags: Sequence[str]) -> None:
    import polars

    text = polars.lit(" ") + polars.col("text").str.to_lowercase() + polars.lit(" ")
    frame = polars.scan_parquet(source).head(rows)
    frame.select("id", *(text.str.contains(flag).alias(f"f{number}") for number, flag in enumerate(flags))).sink_parquet(target)


def with_duckdb(source: Path, target: Path, rows: int, flags: Sequence[str]) -> None:
    import duckdb

    quoted = [flag.replace("'", "''") for flag in flags]
    columns = ", ".join(f"regexp_matches(t, '{flag}') as f{number}" for number, flag in enumerate(quoted))
    inner = f"select id, ' ' || lower(text) || ' ' as t from '{source}' limit {rows}"
    duckdb.sql(f"copy (select id, {columns} from ({inner})) to '{target}' (format parquet)")


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def spark_rates(source: Path, target: Path, rows: int, flags: Sequence[str]) -> dict[str, float]:
    """Rows a second of Spark `local[2]`, once warm: the kernel, and its own `rlike` over the same patterns."""
    from pyspark.sql import SparkSession
    from pyspark.sql import functions as f

    from smslint.spark import lint_frame

    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    frame = spark.read.parquet(str(source)).limit(rows).repartition(2).cache()
    frame.count()
    text = f.concat(f.lit(" "), f.lower("text"), f.lit(" "))
    own = [text.rlike(flag).alias(f"f{number}") for number, flag in enumerate(flags)]
    works = {
        "Spark, kernel": lambda: lint_frame(frame, KNOWN, keep=["id"]).write.mode("overwrite").parquet(str(target / "k")),
        "Spark, rlike": lambda: frame.select("id", *own).write.mode("overwrite").parquet(str(target / "r")),
    }
    found = {}
    for name, work in works.items():
        work()
        found[name] = rows / seconds(work)
    spark.stop()
    return found


def compare(rows: int, distinct: float, folder: Path, with_spark: bool) -> dict[str, float]:
    """Rows a second of each way."""
    source, target = folder / f"corpus-{distinct}.parquet", folder / "out.parquet"
    corpus.write(source, rows, distinct)
    some = max(200, rows // SLICE)
    rules = patterns(Linter())
    flags = plain(rules)
    ways: dict[str, tuple[int, Callable[[], None]]] = {
        "loop over lint()": (some, lambda: loop(source, target, some, apart=True)),
        "loop, one context": (some, lambda: loop(source, target, some, apart=False)),
        "one re per rule": (some, lambda: loop_of_patterns(source, target, some, rules)),
        "kernel, 1 process": (rows, lambda: kernel(source, target, 1)),
        "kernel, 2 processes": (rows, lambda: kernel(source, target, 2)),
        "polars, flags only": (some, lambda: with_polars(source, target, some, flags)),
        "DuckDB, flags only": (some, lambda: with_duckdb(source, target, some, flags)),
    }
    rates = {}
    for name, (count, work) in ways.items():
        try:
            rates[name] = count / seconds(work)
        except ImportError as error:
            print(f"  {name}: left out, {error.name} is not installed")
        except Exception as error:  # an engine that takes none of the patterns is told, not hidden
            print(f"  {name}: failed, {type(error).__name__}: {str(error)[:150]}")
    if with_spark:
        rates.update(spark_rates(source, folder, some, flags))
    return rates


def main() -> None:
    """Print rows a second and ratios for a repetitive corpus and one of distinct texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    everything: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, distinct in (("30 % distinct", 0.3), ("all distinct", 1.0)):
            print(f"{options.rows:,} rows, {name}, rows a second:")
            rates = everything[name] = compare(options.rows, distinct, Path(folder), options.spark)
            for way, rate in rates.items():
                print(f"  {way:22} {rate:12,.0f}   {rate / rates['loop over lint()']:6.1f} x the loop")
    if options.json:
        print(json.dumps(everything))


if __name__ == "__main__":
    main()
