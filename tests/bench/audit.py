"""Throughput of audits beside what one would do without them: python tests/bench/audit.py [--rows N] [--minutes M]

Rows a second from Parquet to Parquet, all ways by turns in one run, so that a busy machine slows all of them. Each way
takes as many of the rows as its share of the minutes allows, and says how many; medians of the rounds are compared.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smslint.linter import Linter
from tests.bench import corpus, ways
from tests.bench.ways import Way

ROUNDS = 3
PROBE = 200, 2_000
"""Rows by which the speed of a way is guessed once it is warm; the second only if they do not take too long."""
LOOP, ONE, TWO = "loop over lint()", "kernel, 1 process", "kernel, 2 processes"
POLARS, DUCKDB, SPARK, RLIKE = "polars, flags only", "DuckDB, flags only", "Spark local[2], kernel", "Spark local[2], rlike flags"
WEIGHT = {ONE: 4, TWO: 4, SPARK: 4, RLIKE: 4}
"""Shares of the time; others have 1. The start of processes weighs on short runs, and long audits are what matters."""
DEAR = (TWO, POLARS, DUCKDB, SPARK, RLIKE)
"""Ways that compile all patterns or start processes each time: few rows tell nothing of them."""
COMPARED = (
    (TWO, LOOP, 0.3, 10.0), (TWO, ONE, 1.0, 1.6), (TWO, POLARS, 0.3, 1.0), (TWO, POLARS, 1.0, 1.0),
    (SPARK, ONE, 1.0, 1.0), (SPARK, RLIKE, 1.0, 5.0),
)  # fmt: skip
"""(way, beside which, share of distinct texts, what the ratio is to be at least)."""


Measured = tuple[int, list[float], float]
"""Rows of a round, rows a second in each round, microseconds of processor time a row (of Spark not known)."""


def every_way(stack: ExitStack) -> dict[str, Way]:
    """All ways that can run here; of the others it says why they cannot."""
    linter = Linter()
    rules = ways.patterns(linter)
    flags = ways.plain(rules)
    print(f"{len(rules)} patterns, {len(flags)} of them without lookaround, which is what flags are raised by")
    found: dict[str, Way] = {
        LOOP: ways.loop(linter), "loop, one context": ways.one_context(linter),
        "loop, one re per rule": ways.loop_of_patterns(rules), ONE: ways.kernel(linter, 1), TWO: ways.kernel(linter, 2),
    }  # fmt: skip
    for name, make in ((POLARS, ways.with_polars), (DUCKDB, ways.with_duckdb)):
        try:
            found[name] = make(flags)
        except ImportError as error:
            print(f"{name}: left out, {error.name} is not installed")
    found.update(stack.enter_context(ways.with_spark(flags)))
    return found


def seconds(way: Way, source: Path, target: Path, rows: int) -> float:
    """How long a way takes."""
    start = time.perf_counter()
    way(source, target, rows)
    return time.perf_counter() - start


def processor_seconds() -> float:
    """What this process and those that it has ended have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def shares(found: dict[str, Way], source: Path, target: Path, rows: int, budget: float) -> dict[str, int]:
    """Rows that each way is given in a round. budget: seconds of a round; a way that fails is told and left out."""
    whole = sum(WEIGHT.get(name, 1) for name in found)
    given = {}
    for name, way in found.items():
        try:
            seconds(way, source, target, PROBE[0])  # to warm it
            spent = [seconds(way, source, target, PROBE[0])]
            if spent[0] < budget / 20 or name in DEAR:
                spent.append(seconds(way, source, target, PROBE[1]))
        except Exception as error:  # an engine that takes none of the patterns is told, not hidden
            print(f"{name}: left out, {type(error).__name__}: {str(error)[:150]}")
            continue
        print(f"  {name}: {PROBE[len(spent) - 1]:,} rows in {spent[-1]:.1f} s, to begin with", flush=True)
        each = spent[-1] / PROBE[len(spent) - 1]
        if len(spent) == 2:
            each = max((spent[1] - spent[0]) / (PROBE[1] - PROBE[0]), each / 20, 1e-7)
        given[name] = max(PROBE[len(spent) - 1], min(rows, int(budget * WEIGHT.get(name, 1) / whole / each)))
    return given


def measure(
    found: dict[str, Way], rows: int, distinct: float, folder: Path, budget: float
) -> dict[str, Measured]:
    """What each way came to."""
    target, probe = folder / "out.parquet", folder / "probe.parquet"
    corpus.write(probe, PROBE[1], distinct, seed=99)
    given = shares(found, probe, target, rows // ROUNDS, budget / ROUNDS)
    rates: dict[str, list[float]] = {name: [] for name in given}
    work: dict[str, list[float]] = {name: [] for name in given}
    for number in range(ROUNDS):
        source = folder / f"corpus-{number}.parquet"
        corpus.write(source, max(given.values()), distinct, seed=number)
        # The order turns with the rounds: no way is always the one that runs behind a hot neighbour.
        order = [*given][number % len(given) :] + [*given][: number % len(given)]
        for name in order:
            before = processor_seconds()
            rates[name].append(given[name] / seconds(found[name], source, target, given[name]))
            work[name].append((processor_seconds() - before) / given[name] * 1e6)
        source.unlink()
    return {name: (given[name], rates[name], statistics.median(work[name])) for name in given}


def ratios(measured: dict[str, Measured], distinct: float) -> Iterable[str]:
    """The comparisons that are asked for, round by round against each other."""
    for way, beside, share, bar in COMPARED:
        if share == distinct and way in measured and beside in measured:
            pairs = zip(measured[way][1], measured[beside][1], strict=True)
            ratio = statistics.median(one / other for one, other in pairs)
            yield f"  {way} / {beside}: {ratio:.2f} ({'at least' if ratio >= bar else 'BELOW'} {bar:g})"


def main() -> None:
    """Print rows a second and ratios for a repetitive corpus and one of distinct texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of a corpus, at most")
    parser.add_argument("--minutes", type=float, default=10, help="what all ways together may take, besides warming up")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    everything = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        found = every_way(stack)
        for name, distinct in (("30 % distinct", 0.3), ("all distinct", 1.0)):
            # A cluster is for what does not repeat itself, and takes minutes to warm: it runs over the second corpus alone.
            here = {way: run for way, run in found.items() if distinct == 1 or "Spark" not in way}
            measured = everything[name] = measure(here, options.rows, distinct, Path(folder), options.minutes * 30)
            base = statistics.median(measured[LOOP][1])
            print(f"{name}, {ROUNDS} rounds: rows a second (median), rows a round, times the loop, processor time a row:")
            for way, (rows, rates, work) in measured.items():
                rate = statistics.median(rates)
                shown = "" if "Spark" in way else f"{work:10,.0f} us"
                print(f"  {way:28} {rate:12,.0f} {rows:10,} {rate / base:8.1f} x {shown}")
            print(*ratios(measured, distinct), sep="\n", flush=True)
    if options.json:
        print(json.dumps(everything))


if __name__ == "__main__":
    main()
