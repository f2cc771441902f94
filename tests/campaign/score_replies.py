"""Scores the reading of replies on labelled rows: python tests/campaign/score_replies.py FILE [--misses].

A row: {"id", "text", "language", "kind", "note"}. Recognised: opt-outs read as such. False: other replies read as opt-outs.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from smslint import classify_reply

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """The rows of a file."""
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def read(found: Iterable[Row]) -> list[tuple[Row, str]]:
    """Each row with the kind that it is read as."""
    return [(row, classify_reply(row["text"]).kind.value) for row in found]


def rates(judged: list[tuple[Row, str]]) -> dict[str, tuple[int, int]]:
    """(hits, of how many) of opt-outs recognised, of other replies read as opt-outs, and of kinds that agree."""
    out = [kind for row, kind in judged if row["kind"] == "opt_out"]
    other = [kind for row, kind in judged if row["kind"] != "opt_out"]
    return {
        "recognised": (out.count("opt_out"), len(out)),
        "false": (other.count("opt_out"), len(other)),
        "same kind": (sum(row["kind"] == kind for row, kind in judged), len(judged)),
    }


def main(words: list[str]) -> int:
    """Print the rates by language, the confusion, and with --misses each row on which reading and label differ."""
    judged = read(row for name in words if not name.startswith("-") for row in rows(Path(name)))
    for language in ["all", *sorted({row["language"] for row, _ in judged})]:
        part = [pair for pair in judged if language in ("all", pair[0]["language"])]
        shown = (f"{name} {hits}/{count} = {hits / count:.2%}" for name, (hits, count) in rates(part).items() if count)
        print(f"{language}: {', '.join(shown)}")
    for (label, kind), count in sorted(Counter((row["kind"], kind) for row, kind in judged).items()):
        print(f"  {label:8} read as {kind:8} {count}")
    if "--misses" in words:
        for row, kind in judged:
            if row["kind"] != kind:
                print(f"{row['id']} {row['kind']} -> {kind}: {row['text']!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
