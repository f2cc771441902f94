"""How many of the observed opt-out wordings are recognised as labelled. usage: python -m tests.soak.observed_opt_out FILE

FILE is the list of wordings by others (a JSON object with "phrase" a line), which does not ship; the labels are keyed by hash.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

from smslint import Context
from smslint.linter import Linter

LABELS = Path(__file__).resolve().parents[2] / "corpora" / "opt-out" / "observed-labels.json"
FIRST = Context(country="US", sender_type="10dlc", use_case="marketing", first_message=True)


def main(path: str) -> None:
    """Print how many of each label count as a way out, and those that should not or do not."""
    labels = json.loads(LABELS.read_text(encoding="utf-8"))["labels"]
    linter, totals, counted = Linter(), Counter[str](), Counter[str]()
    wrong: dict[str, list[str]] = defaultdict(list)
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        phrase = json.loads(line)["phrase"]
        label = labels[sha256(phrase.encode()).hexdigest()[:16]]
        seen = not linter.findings_of("OPT001", phrase, FIRST)
        totals[label] += 1
        counted[label] += seen
        if (label == "yes") != seen and label != "needs_text":
            wrong[label].append(phrase)
    for label, total in sorted(totals.items()):
        print(f"{label:10} {counted[label]:4} of {total:4} recognised  {counted[label] / total:.3f}")
    for label, phrases in sorted(wrong.items()):
        for phrase in phrases:
            print(f"{label:10} {phrase}")


if __name__ == "__main__":
    main(sys.argv[1])
