"""Spark runs the same kernel: the same rows, in batches and in a stream. Skipped where there is no Spark or no Java."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet
from pytest_socket import enable_socket

from smslint.audit import lint_batches
from tests.audit.words import rows
from tests.words import ROOT, linter

LINES = [(line[0], line[1], line[2]) for line in rows(60)]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="pyspark is not here: pip install 'smslint[spark]'")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, and there is no java here")
    enable_socket()
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    settings = {
        "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1", "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
        # Two small jobs: what a long run would win by compiling them better is never won back here.
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC", "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }  # fmt: skip
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def by_id(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(found, key=lambda row: str(row["id"]))


def here() -> list[dict[str, Any]]:
    """What the kernel says in this process."""
    batch = pa.RecordBatch.from_pydict(dict(zip(("id", "text", "sender"), map(list, zip(*LINES, strict=True)), strict=True)))
    return by_id(pa.Table.from_batches(list(lint_batches([batch], linter()))).to_pylist())


def test_a_cluster_says_the_same_in_batches_and_in_a_stream(spark: Any, tmp_path: Path) -> None:
    from smslint.spark import lint_frame

    frame = spark.createDataFrame(LINES, "id string, text string, sender string").repartition(3)
    assert by_id([row.asDict(recursive=True) for row in lint_frame(frame).collect()]) == here()

    for number in range(3):
        lines = (json.dumps(dict(zip(frame.columns, line, strict=True))) for line in LINES[number::3])
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.json").write_text("\n".join(lines))
    stream = spark.readStream.schema(frame.schema).json(str(tmp_path / "in"))
    query = (
        lint_frame(stream).writeStream.format("parquet").option("checkpointLocation", str(tmp_path / "check"))
        .trigger(availableNow=True).start(str(tmp_path / "out"))
    )  # fmt: skip
    query.awaitTermination(120)
    assert query.exception() is None
    assert by_id(parquet.read_table(sorted((tmp_path / "out").glob("*.parquet"))).to_pylist()) == here()
