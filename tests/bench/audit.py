"""Throughput of audits beside what one would do without them: python tests/bench/audit.py [--rows N] [--minutes M]

Rows a second from Parquet to Parquet, all ways by turns in one run, so that a busy machine slows all of them. Each way
takes as many of the rows as its share of the minutes allows, and says how many; medians of the rounds are compared.
What a way takes before its first row (processes, patterns) is found out with a few rows and told beside its rate.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smslint.linter import Linter
from tests.bench import corpus, ways
from tests.bench.meter import Meter
from tests.bench.ways import Way

ROUNDS = 3
PROBES = 20, 100, 500, 2_500, 10_000, 40_000
"""Rows by which the speed of a way is found out, as far as its time allows."""
LOOP, ONE, TWO = "loop over lint()", "kernel, 1 process", "kernel, 2 processes"
POLARS, DUCKDB, SPARK, RLIKE = "polars, flags only", "DuckDB, flags only", "Spark local[2], kernel", "Spark local[2], rlike flags"
WEIGHT = {LOOP: 2, ONE: 4, TWO: 4, POLARS: 4, SPARK: 4, RLIKE: 5}
"""Shares of the time; others have 1. The start of processes weighs on short runs, and long audits are what matters."""
CORPORA = (("30 % distinct", 0.3, 1 / 3), ("all distinct", 1.0, 2 / 3))
"""(name, share of distinct texts, share of the time)."""
SLOW_TO_START = (POLARS, DUCKDB, SPARK, RLIKE)
"""Ways that compile all patterns each time: one number of rows tells nothing of them."""
STARTING = (TWO, *SLOW_TO_START)
"""Ways that begin anew each time; the others go on with what this process has made by then."""
COMPARED = (
    (TWO, LOOP, 0.3, 10.0), (TWO, ONE, 1.0, 1.6), (TWO, POLARS, 0.3, 1.0), (TWO, POLARS, 1.0, 1.0),
    (SPARK, ONE, 1.0, 1.0), (SPARK, RLIKE, 1.0, 5.0),
)  # fmt: skip
"""(way, beside which, share of distinct texts, what the ratio is to be at least)."""
COLUMNS = "rows a second, rows x rounds, times the loop, start, processor time a row, memory of this process and of others"
QUIET = 0.85
"""Share of the processors that a way has to have got of what it could use; below, others had the rest and seconds tell little."""


class Course:
    """How one way fares over one corpus."""

    def __init__(self, name: str, way: Way, allowed: float) -> None:
        self.name = name
        self.way = way
        self.rows = 0
        self.rounds = ROUNDS
        self.start = 0.0
        """Seconds before the first row."""
        self.runs: list[Meter] = []
        self._allowed = allowed

    def look(self, source: Path, target: Path, most: int) -> None:
        """Warm it, find out how fast it is, and settle how many rows it is given."""
        warm = run(self.way, source, target, PROBES[0])
        spent = warm.seconds
        if spent > self._allowed / 2:  # what it takes to begin is all that there is time for
            self.rows, self.rounds, self.runs = PROBES[0], 0, [warm]
            print(f"  {self.name}: {self.rows} rows in {spent:.1f} s, and no time for more; give more --minutes", flush=True)
            return
        seen: list[tuple[int, float]] = []
        for rows in PROBES:
            guess = self.start + rows * _slope(seen) if len(seen) > 1 else spent * 2
            enough = len(seen) > (self.name in SLOW_TO_START)
            if enough and spent + guess > self._allowed / 2:
                break
            seconds = run(self.way, source, target, rows).seconds
            spent += seconds
            seen.append((rows, seconds))
            if self.name in STARTING:  # between the last two: what is made for a few hundred messages belongs to the start
                self.start = max(0.0, seconds - rows * _slope(seen[-2:]))
        left = max(0.0, self._allowed - spent)
        each = max(_slope(seen), 1e-7)
        self.rounds = ROUNDS if left / ROUNDS > self.start * 1.5 else 1
        self.rows = max(seen[-1][0], min(most, int((left / self.rounds - self.start) / each)))
        print(f"  {self.name}: {seen[-1][0]:,} rows in {seen[-1][1]:.1f} s, to begin with", flush=True)

    def go(self, source: Path, target: Path) -> None:
        """One round; one that fails is told, and there is no other."""
        try:
            self.runs.append(run(self.way, source, target, self.rows))
        except Exception as error:
            self.rounds = 0
            print(f"  {self.name}: given up, {_word(error)}", flush=True)

    @property
    def rates(self) -> list[float]:
        """Rows a second of each round, once it has started."""
        return [self.rows / max(one.seconds - self.start, one.seconds / 2) for one in self.runs]

    @property
    def rate(self) -> float:
        """Rows a second, of the middle round."""
        return statistics.median(self.rates)

    @property
    def work(self) -> float:
        """Microseconds of processor time a row, of all processes."""
        return statistics.median(one.processor for one in self.runs) / self.rows * 1e6

    @property
    def undisturbed(self) -> float:
        """Seconds a row where nobody else wants the two processors: their work divided, or that of this process alone."""
        return statistics.median(max(one.processor / 2, one.alone) for one in self.runs) / self.rows

    def shown(self, base: float) -> str:
        """A line of the table."""
        middle = sorted(self.runs, key=lambda one: one.seconds)[len(self.runs) // 2]
        busy = "" if middle.processor + middle.idle * middle.seconds * 2 > QUIET * middle.seconds else " (had to wait)"
        return (
            f"  {self.name:28} {self.rate:12,.0f} {self.rows:10,} x {self.rounds} {self.rate / base:8.1f} x {self.start:6.1f} s "
            f"{self.work:9,.0f} us {max(one.own for one in self.runs):7,} {max(one.others for one in self.runs):7,} MiB{busy}"
        )


def _word(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:150]}"


def _slope(seen: list[tuple[int, float]]) -> float:
    """Seconds a row, without what comes before the first."""
    (few, short), (many, long) = seen[0], seen[-1]
    return max((long - short) / (many - few), long / many / 50) if many > few else long / many


def run(way: Way, source: Path, target: Path, rows: int) -> Meter:
    """What a way takes for some rows."""
    with Meter() as meter:
        way(source, target, rows)
    return meter


def every_way(stack: ExitStack, longest: float, words: list[str]) -> dict[str, Way]:
    """All ways that can run here and whose names hold a word; of the others it says why they cannot.

    longest: seconds that a job of Spark may take.
    """
    linter = Linter()
    linter.expect(sys.maxsize)
    linter.lint("Larch Cafe: much is made when it is first needed.")
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
    if any(word in name for word in words for name in (SPARK, RLIKE)):
        found.update(stack.enter_context(ways.with_spark(flags, longest)))
    return {name: way for name, way in found.items() if any(word in name for word in words)}


def courses(found: dict[str, Way], probe: Path, target: Path, rows: int, seconds: float) -> Iterator[Course]:
    """Each way with the rows that it is given; one that fails is told and left out. seconds: for all of them."""
    whole = sum(WEIGHT.get(name, 1) for name in found)
    for name, way in found.items():
        course = Course(name, way, seconds * WEIGHT.get(name, 1) / whole)
        try:
            course.look(probe, target, rows)
        except Exception as error:  # an engine that takes none of the patterns is told, not hidden
            print(f"  {name}: left out, {_word(error)}", flush=True)
            continue
        yield course


def measure(found: dict[str, Way], rows: int, distinct: float, folder: Path, seconds: float) -> dict[str, Course]:
    """How all ways fare."""
    target, probe = folder / "out.parquet", folder / "probe.parquet"
    corpus.write(probe, PROBES[-1], distinct, seed=99)
    given = list(courses(found, probe, target, rows // ROUNDS, seconds))
    for number in range(ROUNDS):
        source = folder / f"corpus-{number}.parquet"
        corpus.write(source, max(one.rows for one in given), distinct, seed=number)
        # The order turns with the rounds: no way is always the one that runs behind a hot neighbour.
        turn = number % len(given)
        for course in [*given[turn:], *given[:turn]]:
            if number < course.rounds:
                course.go(source, target)
        source.unlink()
    return {course.name: course for course in given if course.runs}


def ratios(measured: dict[str, Course], distinct: float) -> Iterable[str]:
    """The comparisons that are asked for, round by round against each other."""
    for name, beside, share, bar in COMPARED:
        if share == distinct and name in measured and beside in measured:
            way, other = measured[name], measured[beside]
            ratio = statistics.median(one / two for one, two in zip(way.rates, other.rates, strict=False))
            yield f"  {name} / {beside}: {ratio:.2f} ({'at least' if ratio >= bar else 'BELOW'} {bar:g})"
            if {name, beside} == {TWO, ONE}:
                yield (
                    f"  the same by processor time, as on two processors that nobody else uses: "
                    f"{other.undisturbed / way.undisturbed:.2f}"
                )


def main() -> None:
    """Print rows a second and ratios for a repetitive corpus and one of distinct texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of a corpus, at most")
    parser.add_argument("--minutes", type=float, default=10, help="what all ways together may take, warming up and all")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", default="", help="ways whose names hold one of these words, with commas between")
    options = parser.parse_args()
    begun = time.monotonic()
    everything = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        words = [word.strip() for word in options.only.split(",")]
        found = every_way(stack, options.minutes * 60 / 4, words)
        for name, distinct, share in CORPORA:
            # A cluster is for what does not repeat itself, and takes minutes to warm: it runs over the second corpus alone.
            here = {way: run for way, run in found.items() if distinct == 1 or "Spark" not in way}
            left = options.minutes * 60 - (time.monotonic() - begun)
            measured = measure(here, options.rows, distinct, Path(folder), left if share > 0.5 else left * share)
            base = measured[LOOP].rate if LOOP in measured else 1.0
            everything[name] = {way: (course.rows, course.rates, course.work) for way, course in measured.items()}
            print(f"{name}: {COLUMNS}:")
            for course in measured.values():
                print(course.shown(base))
            print(*ratios(measured, distinct), sep="\n", flush=True)
    print(f"{(time.monotonic() - begun) / 60:.1f} minutes")
    if options.json:
        print(json.dumps(everything))


if __name__ == "__main__":
    main()
