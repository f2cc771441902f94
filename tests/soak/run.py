"""Long runs: mutated messages without a crash, and memory that stays flat. python tests/soak/run.py [--minutes N]"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from smslint.linter import Linter
from smslint.model import Context
from tests.bench.messages import messages
from tests.disguises import ATTACKS

CONTEXTS = (
    Context(),
    Context(brand="Larch Cafe", use_case="marketing", first_message=True, country="US", sender_type="10dlc"),
)
ODD = "\x00\ud800\u200b\u202e\u202c\u0301\ufe0f{}[]()<>%&#;*_~|\\/@$€£!?.,:'\"\n\t 0123456789абвгЛΛΘé💥👩‍👧"


def mutated(text: str, rng: random.Random) -> str:
    """A message with a few characters inserted, dropped, doubled or moved, or disguised as a whole."""
    if rng.random() < 0.2:
        return ATTACKS[rng.choice(list(ATTACKS))](text.lower(), rng)
    letters = list(text)
    for _ in range(rng.randrange(1, 12)):
        place = rng.randrange(len(letters) + 1)
        roll = rng.random()
        if roll < 0.5:
            letters.insert(place, rng.choice(ODD))
        elif roll < 0.8 and place < len(letters):
            del letters[place]
        elif place < len(letters):
            letters[place:place] = letters[place : place + 3] * rng.randrange(1, 4)
    return "".join(letters)


def main() -> int:
    """Fuzz for the given time; returns 1 after a crash, a bad span or a message slower than 100 ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    linter, rng = Linter(), random.Random(options.seed)
    linter.expect(10**6)
    for text in messages(20_000, seed=1):
        linter.lint(text)
    start, count, slowest, faults = time.monotonic(), 0, (0.0, ""), 0
    first_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    source = messages(10**9, seed=options.seed)
    while time.monotonic() - start < options.minutes * 60:
        text = mutated(next(source), rng)
        began = time.process_time()
        try:
            report = linter.lint(text, rng.choice(CONTEXTS))
        except Exception as error:
            print(f"crash {error!r} on {text!r}")
            faults += 1
            continue
        spent = time.process_time() - began
        slowest = max(slowest, (spent, text))
        for finding in report.findings:
            if finding.start is not None and not 0 <= finding.start <= (finding.end or 0) <= len(text):
                print(f"span {finding!r} on {text!r}")
                faults += 1
        count += 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{count:,} mutated messages, {faults} faults, slowest {slowest[0] * 1000:.1f} ms on {slowest[1][:80]!r}")
    print(f"peak memory {first_memory / 1024:.0f} MiB after 20,000 plain messages, {memory / 1024:.0f} MiB at the end")
    return 1 if faults or slowest[0] > 0.1 else 0


if __name__ == "__main__":
    sys.exit(main())
