"""Fits rules/replies/likeness.json on the labelled replies: python tests/campaign/fit_replies.py FILE...

Logistic regression by stochastic gradient with the steps of AdaGrad, always in the same order, so that the same rows give the
same file. Weights that matter little are left out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from math import exp, sqrt
from pathlib import Path
from random import Random

from smslint.campaign.reply_likeness import features
from smslint.campaign.reply_quotes import without_quotes
from smslint.campaign.reply_spelling import mend
from smslint.campaign.reply_text import read_words
from smslint.campaign.reply_words import reply_words

PASSES, RATE, DECAY = 20, 0.5, 2e-3
LEAST_SEEN, LEAST_WEIGHT = 2, 0.12
TARGET = Path(__file__).resolve().parents[2] / "rules" / "replies" / "likeness.json"


def words_of(text: str) -> list[str]:
    """The words of a reply as the classifier reads them."""
    known = reply_words()
    return read_words(without_quotes(text, known.reactions), known.pictures, known.tags, mend).words


def fit(rows: list[tuple[set[str], bool]]) -> tuple[float, dict[str, float]]:
    """(bias, weight of each feature) that tell the rows apart."""
    seen = Counter(feature for found, _ in rows for feature in found)
    kept = {feature for feature, count in seen.items() if count >= LEAST_SEEN}
    data = [(sorted(found & kept), leaves) for found, leaves in rows]
    weights, past = dict.fromkeys(sorted(kept), 0.0), dict.fromkeys(kept, 1e-6)
    bias, bias_past, order, random = 0.0, 1e-6, list(range(len(data))), Random(0)
    for _ in range(PASSES):
        random.shuffle(order)
        for place in order:
            found, leaves = data[place]
            if not found:
                continue
            scale = 1 / sqrt(len(found))
            wrong = 1 / (1 + exp(-(bias + scale * sum(weights[feature] for feature in found)))) - leaves
            for feature in found:
                step = wrong * scale + DECAY * weights[feature]
                past[feature] += step * step
                weights[feature] -= RATE * step / sqrt(past[feature])
            bias_past += wrong * wrong
            bias -= RATE * wrong / sqrt(bias_past)
    return bias, weights


def main(paths: list[str]) -> int:
    """Fit and write."""
    rows = [json.loads(line) for path in paths for line in Path(path).read_text("utf-8").splitlines() if line]
    bias, weights = fit([(features(words_of(row["text"])), row["kind"] == "opt_out") for row in rows])
    table = {
        "about": "How much parts of a reply speak for leaving; fitted by tests/campaign/fit_replies.py, not written by hand.",
        "rows": len(rows),
        "bias": round(bias, 3),
        "weights": {key: round(value, 2) for key, value in sorted(weights.items()) if abs(value) >= LEAST_WEIGHT},
    }
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(rows):,} rows, {len(table['weights']):,} weights")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
