"""Corpora for benchmarks and soaks: rows of an A2P log, as many as wanted, never all in memory."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tests.bench.messages import messages

BATCH = 20_000


def batches(count: int, distinct: float, seed: int = 7) -> Iterator[Any]:
    """Record batches of `count` rows, of which a share is `distinct`: new texts first sent, others sent again."""
    rng = random.Random(seed)
    fresh = messages(10**12, seed=seed)
    pool: list[str] = []
    for start in range(0, count, BATCH):
        texts = []
        for _ in range(min(BATCH, count - start)):
            if not pool or rng.random() < distinct:
                texts.append(next(fresh))
                if len(pool) < 200_000:
                    pool.append(texts[-1])
            else:
                # Blasts repeat themselves soon after they begin.
                texts.append(pool[-1 - int(rng.random() ** 2 * min(len(pool), 20_000))])
        rows = range(start, start + len(texts))
        yield pa.RecordBatch.from_pydict(
            {
                "id": [f"m{row:09d}" for row in rows],
                "text": texts,
                "sender": [f"+1202555{row % 40:04d}" for row in rows],
                "recipient": [f"+1{rng.choice((202, 305, 415, 713))}{rng.randrange(2_000_000, 9_999_999)}" for _ in rows],
                "campaign": [f"c{row % 12}" for row in rows],
            }
        )


def write(path: Path, count: int, distinct: float, seed: int = 7) -> None:
    """The corpus as Parquet."""
    writer = None
    for batch in batches(count, distinct, seed):
        writer = writer or parquet.ParquetWriter(path, batch.schema, compression="zstd")
        writer.write_batch(batch)
    if writer is not None:
        writer.close()
