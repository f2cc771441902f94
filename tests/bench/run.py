"""Speed of smslint as ratios, each side measured in the same run: python tests/bench/run.py [--quick]

Engines take turns over fresh messages, so that a busy machine slows all of them; medians of several rounds are compared.
"""

from __future__ import annotations

import argparse
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smslint.engine.matcher import libraries_present
from smslint.linter import Linter
from smslint.model import Context
from smslint.rulebook.cache import load_ruleset_bundle
from smslint.ruleset import Ruleset
from tests.bench.messages import BRANDS, messages
from tests.bench.naive import NaiveMatcher
from tests.bench.repository import measure

CONTEXT = Context(
    brand="Larch Cafe", brand_aliases=BRANDS, country="US", sender_type="10dlc", use_case="customer_care",
    brand_domains=["larch.example", "alder.example", "oak.example", "birch.example"], first_message=False,
    messages_since_opt_out=1, days_since_opt_out=1, opted_in=True, two_way=True, template=False,
    consent="express_written",
)  # fmt: skip


def linters() -> dict[str, Linter]:
    """The same rules on three engines."""
    bundle, info = load_ruleset_bundle(("default",))
    fast = Ruleset(bundle, info)
    plain = Ruleset(bundle, info)
    fast.program.matcher = fast.program.new_matcher(libraries=True).build()
    plain.program.matcher = plain.program.new_matcher(libraries=False).build()
    naive = Ruleset(bundle, info)
    naive.program.matcher = NaiveMatcher(naive.program, naive.rules)
    return {"fast": Linter.of(fast), "plain": Linter.of(plain), "naive": Linter.of(naive)}


def seconds(linter: Linter, texts: Sequence[str], context: Context) -> float:
    """Processor seconds for one pass."""
    gc.collect()
    start = time.process_time()
    for text in texts:
        linter.lint(text, context)
    return time.process_time() - start


def per_call(linter: Linter, texts: Iterable[str], context: Context) -> list[float]:
    """Microseconds of each single call."""
    clock, lint = time.perf_counter, linter.lint
    found = []
    for text in texts:
        start = clock()
        lint(text, context)
        found.append((clock() - start) * 1e6)
    return sorted(found)


def same_findings(engines: dict[str, Linter], texts: Sequence[str]) -> int:
    """Number of texts on which the engines differ."""
    differing = 0
    for text in texts:
        answers = {
            name: [
                (f.rule, f.start, f.end, f.severity, f.depends_on, f.folds) for f in linter.lint(text, CONTEXT).findings
            ]
            for name, linter in engines.items()
        }
        differing += len({str(answer) for answer in answers.values()}) > 1
    return differing


def throughput(engines: dict[str, Linter], count: int, rounds: int) -> None:
    """Messages a second on each engine, the naive loop on a slice of each round."""
    for linter in engines.values():
        for text in messages(400, seed=1):
            linter.lint(text, CONTEXT)
    slice_size = max(200, count // rounds // 20)
    rates: dict[str, list[float]] = {name: [] for name in engines}
    for number in range(rounds):
        fresh = list(messages(count // rounds, seed=100 + number))
        for name, linter in engines.items():
            texts = fresh if name == "fast" else fresh[: slice_size * (4 if name == "plain" else 1)]
            rates[name].append(len(texts) / seconds(linter, texts, CONTEXT))
    middle = {name: statistics.median(values) for name, values in rates.items()}
    print(f"throughput over {count:,} fresh messages, {rounds} rounds, messages a second (median):")
    for name, rate in middle.items():
        print(f"  {name:6} {rate:12,.0f}   {rate / middle['naive']:6.1f} x the naive loop")


def latency(engines: dict[str, Linter], count: int) -> None:
    """Microseconds of a single call, on mixed and on clean traffic."""
    for label, clean in (("mixed", False), ("clean", True)):
        texts = list(messages(count, seed=901 + clean, clean=clean))
        gc.collect()
        gc.disable()
        times = per_call(engines["fast"], texts, CONTEXT)
        gc.enable()
        p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
        print(f"single lint(), {label} traffic: p50 {p50:.1f} us, p99 {p99:.1f} us, p99/p50 {p99 / p50:.1f}")


def growth(count: int) -> None:
    """How much slower the scan is with 10,000 more literals."""
    bundle, info = load_ruleset_bundle(("default",))
    larger = dict(bundle)
    lines = sorted(
        [
            *bundle["terms"][:].strip(b"\n").split(b"\n"),
            *(f"zq{number:05d} word{number % 97}\t1\t0\t".encode() for number in range(10_000)),
        ]
    )
    larger["terms"] = b"\n" + b"\n".join(lines) + b"\n"
    both = [Linter.of(Ruleset(one, info)) for one in (bundle, larger)]
    for linter in both:
        linter._rules.program.matcher = linter._rules.program.new_matcher(libraries=True).build()
    spent: list[list[float]] = [[], []]
    for number in range(5):
        texts = list(messages(count // 5, seed=500 + number))
        for index, linter in enumerate(both):
            spent[index].append(seconds(linter, texts, CONTEXT))
    ratio = statistics.median(spent[1]) / statistics.median(spent[0])
    print(f"with 10,000 more literals ({len(lines):,}): {ratio:.2f} x the time")


def startup(repeats: int) -> None:
    """Whole processes against a bare interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SMSLINT_CACHE_DIR": folder}
        smslint = str(Path(sys.executable).with_name("smslint"))
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import smslint": [sys.executable, "-c", "import smslint"],
            "smslint lint TEXT": [smslint, "lint", "Larch Cafe: your table is ready."],
            "smslint lint PROMOTION": [smslint, "lint", "Larch: 40% off today at https://bit.ly/x", "--format", "json"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(repeats + 1):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, env=environment, capture_output=True, check=False)
                times[name].append(time.perf_counter() - start)
        bare = statistics.median(times["python -c pass"][1:])
        for name, values in times.items():
            middle = statistics.median(values[1:])
            print(
                f"  {name:24} {middle * 1000:7.1f} ms   {middle / bare:5.2f} x bare   (+{(middle - bare) * 1000:.1f} ms)"
            )


def large(engines: dict[str, Linter]) -> None:
    """One message of a megabyte."""
    shapes: dict[str, Callable[[], str]] = {
        "ordinary text": lambda: " ".join(messages(9000, seed=3))[:1_000_000],
        "one letter": lambda: "a" * 1_000_000,
        "spaced letters": lambda: "a " * 500_000,
        "non-ASCII": lambda: "é ü " * 250_000,
    }
    for name, make in shapes.items():
        text = make()
        start = time.perf_counter()
        engines["fast"].lint(text, CONTEXT)
        print(f"  1 MB of {name:15} {time.perf_counter() - start:6.2f} s")


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the messages")
    count = 2_000 if parser.parse_args().quick else 20_000
    engines = linters()
    assert libraries_present(), "the matching libraries are missing"
    program: Any = engines["fast"]._rules.program
    literals = program.bundle["terms"][:].count(b"\n") - 1
    print(
        f"{len(engines['fast'].rules)} rules, {literals:,} literals, "
        f"{len(program.phrases)} large terms, {len(program.patterns)} patterns"
    )
    print(f"messages on which the engines differ: {same_findings(engines, list(messages(400, seed=11)))} of 400")
    throughput(engines, count, rounds=5)
    latency(engines, count)
    growth(count // 2)
    print("start-up (median):")
    startup(9)
    print("check (median):")
    measure()
    print("size:")
    large(engines)


if __name__ == "__main__":
    main()
