"""Millions of rows with one poisoned in a hundred: python tests/soak/audit.py [--rows N]

Each poisoned row has to be named and no other, every row to be somewhere, and memory not to grow with the corpus.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench import corpus
from tests.bench.meter import Meter

TITLES = b"id,text,from,to,sent_at\n"
DISTINCT = 0.1
ALLOWED_MIB = 600


POISON: tuple[Callable[[bytes], bytes], ...] = (
    lambda row: row.replace(b",Larch text ", b",Larch caf\xe9 ", 1),
    lambda row: row.replace(b",Larch text ", b",Larch \xed\xa0\x80 ", 1),
    lambda row: row.replace(b",Larch text ", b",Larch \0 ", 1),
    lambda row: row.replace(b",Larch text ", b',"Larch never closed ', 1),
    lambda row: row.replace(b",Larch text ", b',"Larch" stray ', 1),
    lambda row: row.rpartition(b",")[0],
    lambda row: row + b",more",
    lambda row: row.rpartition(b",")[0] + b",yesterday or so",
    lambda row: row.split(b",")[0] + b",***Text Content Redacted***,+18005550142,+12025550***,",
    lambda row: row.replace(b",Larch text ", b",Larch " + b"x" * 300_000, 1),
)
"""Ten ways in which a row of a log is broken. The last is a hundred times as rare as the others, being so long."""


def generate(path: Path, count: int, distinct: float, seed: int = 3) -> set[int]:
    """Write the corpus; returns the numbers of poisoned rows."""
    rng, poisoned, number = random.Random(seed), set(), 0
    with path.open("wb") as file:
        file.write(TITLES)
        for batch in corpus.batches(count, distinct, seed):
            for row in batch.to_pylist():
                number += 1
                if rng.random() < 0.01:
                    poisoned.add(number)
                    kind = 9 if rng.random() < 0.001 else rng.randrange(9)
                    good = f"{row['id']},Larch text {number % 1000},{row['sender']},{row['recipient']},2026-11-10T15:00:00Z"
                    file.write(POISON[kind](good.encode()) + b"\n")
                else:
                    text = row["text"].replace('"', "").replace(",", ";")
                    text = f'"{text}, and{chr(10)}more"' if number % 40 == 0 else text
                    file.write(f"{row['id']},{text},{row['sender']},{row['recipient']},2026-11-10T15:00:00Z\n".encode())
    return poisoned


def audit(source: Path, folder: Path, jobs: int) -> tuple[float, float, float, int, str]:
    """(seconds, processor seconds, MiB at the peak of the largest process, MiB of all together, ledger)."""
    words = ["audit", str(source), "-o", str(folder / "r.parquet"), "--summary", str(folder / "s.json"), "--jobs", str(jobs)]
    words += ["--findings", str(folder / "f.parquet"), "--brand", "Larch Cafe"]
    command = [sys.executable, "-m", "smslint", *words]
    with Meter() as meter, subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        said = run.stderr.read()
        _, _, usage = os.wait4(run.pid, 0)
    used = usage.ru_utime + usage.ru_stime
    return meter.seconds, used, usage.ru_maxrss / 1024, meter.others, said.splitlines()[-1]


def faults(folder: Path, poisoned: set[int], count: int, ledger: str) -> list[str]:
    """What is not as it has to be."""
    named = [json.loads(line) for line in (folder / "r.parquet.rejects.jsonl").open(encoding="utf-8")]
    rows = {one["row"] for one in named}
    found = []
    if rows != poisoned:
        lost = sorted(poisoned - rows)
        found.append(f"{len(lost)} poisoned rows not named {lost[:5]}, {len(rows - poisoned)} good ones named")
    if any(one["line"] is None or one["offset"] is None or not one["reason"] for one in named):
        found.append("a reject without line, offset or reason")
    numbers = [int(one) for one in re.findall(r"[0-9]+", ledger)]
    if numbers[0] != count or numbers[0] != sum(numbers[1:]):
        found.append(f"the ledger does not add up: {ledger}")
    return found


def main() -> int:
    """Audit a tenth and the whole; returns 1 when anything is lost, doubled or not named, or memory grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--distinct", type=float, default=DISTINCT, help="share of texts that are new")
    options = parser.parse_args()
    wrong, peaks = [], []
    for count in (options.rows // 10, options.rows):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            poisoned = generate(folder / "sent.csv", count, options.distinct)
            seconds, used, peak, together, ledger = audit(folder / "sent.csv", folder, options.jobs)
            peaks.append(peak)
            print(f"{count:,} rows: {seconds:.0f} s, {count / seconds:,.0f} a second, "
                  f"{used / count * 1e6:.0f} us of processor time a row, peak {peak:.0f} MiB, "
                  f"all processes together {together} MiB; {ledger}", flush=True)
            wrong += faults(folder, poisoned, count, ledger)
    if peaks[-1] > ALLOWED_MIB or peaks[-1] > peaks[0] * 1.5:
        wrong.append(f"memory grows from {peaks[0]:.0f} to {peaks[-1]:.0f} MiB")
    for one in wrong:
        print(f"FAULT {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
