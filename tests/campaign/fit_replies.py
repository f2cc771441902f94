"""Fits the weights by which replies are read: python tests/campaign/fit_replies.py [--write] [--without NAME ...].

Learns from the labelled rows of `corpora/replies/*.jsonl`, and from replies composed by `frames.yml` there, by logistic
regression, and with --write puts whole hundredths into `rules/replies/weights.json`. The same rows give the same weights.
--without leaves a file out, or `border`, the borderline rows of development, and scores it: what others wrote judges a
writer.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from smslint.replies.classify import kind_by_signs, read_reply
from smslint.replies.weighing import UNIT
from smslint.replies.wording import traits
from smslint.rulebook.document import read_document
from tests.campaign.score_replies import rows

ROOT = Path(__file__).resolve().parents[2]
REPLIES = ROOT / "corpora" / "replies"
TARGET = ROOT / "rules" / "replies" / "weights.json"
FILES = ("development", "blind", "sealed", "holdout", "later")
WEIGHT = {"border": 2.0, "composed": 0.3}
"""What a row weighs by its note, else 1: the phrases were not made from the borderline rows, so these judge signs fairly."""
COMPOSED = 4_000
L1, L2, ROUNDS = 0.1, 1.0, 250
MARGIN = 1.3
"""How much the base is raised: rows of the border are more frequent here than among true replies."""
SHARES = (("conditions", 22), ("parts", 10), ("others", 5), ("talk", 10), ("story", 28), ("aside", 15), ("no wish", 10))
JOINS = (". ", ", ", " ", "! ", ".\n", " so ", " and ")

Row = dict[str, Any]
Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def composed(labelled: list[Row]) -> Iterator[Row]:
    """Wishes to leave bound by frames, and wishes beside stories and complaints that bind nothing."""
    dice = random.Random(1)
    frames = read_document((REPLIES / "frames.yml").read_bytes(), "frames.yml").value
    texts: dict[tuple[str, str], list[str]] = {}
    for row in labelled:
        texts.setdefault((row["language"], row["kind"]), []).append(row["text"].strip())
    wishes = {
        language: [text.rstrip(".! ") for text in texts[language, "opt_out"] if _is_short(text)] for language in frames
    }
    for _ in range(COMPOSED):
        language = dice.choices(("en", "es", "fr"), (5, 3, 3))[0]
        shape = dice.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
        wish = dice.choice(wishes[language])
        wish = wish[:1].lower() + wish[1:] if dice.random() < 0.7 else wish
        aside = dice.choice(texts[language, "none" if shape in ("story", "no wish") else "unsure"])
        if shape in frames[language]:
            matter = dice.choice(frames[language]["matters"])
            text, kind = dice.choice(frames[language][shape]).format(wish=wish, matter=matter), "unsure"
        elif shape == "no wish":
            text, kind = aside + dice.choice(JOINS) + dice.choice(texts[language, "unsure"]), "unsure"
        else:
            text, kind = aside + dice.choice(JOINS if shape == "story" else (". ", "! ", ".\n")) + wish, "opt_out"
        yield {"text": text, "kind": kind, "language": language, "note": "composed"}


def _is_short(text: str) -> bool:
    return 1 < len(text.split()) <= 7 and "?" not in text and max(text) < "\u2000"


class Read:
    """Rows as they are read: the words and signs of each, as what its signs read it, whether it is an opt-out."""

    def __init__(self, labelled: list[Row]) -> None:
        self.rows = labelled
        self.readings = [read_reply(row["text"]) for row in labelled]
        self.kinds = [kind_by_signs(row["text"], one).value for row, one in zip(labelled, self.readings, strict=True)]
        self.leaves = np.array([row["kind"] == "opt_out" for row in labelled], float)
        self.weight = np.array([WEIGHT.get(row.get("note", ""), 1.0) for row in labelled])

    def words(self, least: int) -> frozenset[str]:
        """Words that stand in so many rows."""
        count = Counter(word for reading in self.readings for word in {word for word, _ in reading.said})
        return frozenset(word for word, rows in count.items() if rows >= least)

    def traits(self, known: frozenset[str]) -> list[set[str]]:
        """The traits of each row."""
        return [
            traits(reading.said, reading.signs, kind, known)
            for reading, kind in zip(self.readings, self.kinds, strict=True)
        ]


def placed(found: list[set[str]], names: dict[str, int]) -> tuple[Places, Places]:
    """Row and column of each known trait."""
    pairs = [(row, names[trait]) for row, some in enumerate(found) for trait in some if trait in names]
    table = np.array(pairs)
    return table[:, 0], table[:, 1]


def fit(row: Places, column: Places, leaves: Floats, weight: Floats, count: int) -> tuple[Floats, float]:
    """Weights of the columns and their base: logistic regression by accelerated proximal steps."""
    size = len(leaves)
    probe = np.ones(count)
    for _ in range(15):
        seen = np.bincount(row, weights=probe[column], minlength=size) * weight
        spread = np.bincount(column, weights=seen[row], minlength=count)
        length = float(np.linalg.norm(spread))
        probe = spread / length
    step = 1 / (0.25 * length + L2 + 1)
    now, ahead, base, base_ahead, pace = np.zeros(count), np.zeros(count), 0.0, 0.0, 1.0
    for _ in range(ROUNDS):
        margin = np.bincount(row, weights=ahead[column], minlength=size) + base_ahead
        error = (1 / (1 + np.exp(-margin)) - leaves) * weight
        moved = ahead - step * (np.bincount(column, weights=error[row], minlength=count) + L2 * ahead)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * L1, 0)
        new_base = base_ahead - step * float(error.sum())
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / next_pace * (new - now)
        base_ahead = new_base + (pace - 1) / next_pace * (new_base - base)
        now, base, pace = new, new_base, next_pace
    return now, base


def learnt(labelled: list[Row]) -> dict[str, Any]:
    """The content of the file of weights."""
    read = Read([*labelled, *composed([row for row in labelled if row.get("note") != "border"])])
    known = read.words(3)
    found = read.traits(known)
    count = Counter(trait for some in found for trait in some)
    names = {trait: place for place, trait in enumerate(sorted(trait for trait, rows in count.items() if rows > 1))}
    by_column, base = fit(*placed(found, names), read.leaves, read.weight, len(names))
    whole = np.rint(by_column * UNIT).astype(int)
    return {
        "about": "What each trait of a reply adds to the sum, in hundredths; made by tests/campaign/fit_replies.py.",
        "base": round((base + MARGIN) * UNIT),
        "known": " ".join(sorted(known)),
        "weights": {trait: int(whole[place]) for trait, place in names.items() if whole[place]},
    }


def sums(content: dict[str, Any], labelled: list[Row]) -> Floats:
    """What each row sums up to, in hundredths."""
    weights, known = content["weights"], frozenset(content["known"].split())
    found = Read(labelled).traits(known)
    return np.array([content["base"] + sum(weights.get(trait, 0) for trait in some) for some in found])


def score(name: str, content: dict[str, Any], labelled: list[Row]) -> None:
    """Print the rates at the shipped base and half a unit about it."""
    total = sums(content, labelled)
    leaves = np.array([row["kind"] == "opt_out" for row in labelled])
    print(f"{name}, learnt without it:")
    for above in (-UNIT // 2, 0, UNIT // 2):
        recognised, false = np.mean(total[leaves] > above), np.mean(total[~leaves] > above)
        print(f"  sum above {above / UNIT:+.1f}: recognised {recognised:.1%}, false {false:.1%}")


def main(words: list[str]) -> int:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights fitted on everything")
    parser.add_argument("--without", nargs="*", default=[], help="leave these out one by one and score them")
    options = parser.parse_args(words)
    by_name = {name: list(rows(REPLIES / f"{name}.jsonl")) for name in FILES}
    by_name["border"] = [row for row in by_name["development"] if row.get("note") == "border"]
    by_name["development"] = [row for row in by_name["development"] if row.get("note") != "border"]
    for name in options.without:
        score(name, learnt([row for other, some in by_name.items() if other != name for row in some]), by_name[name])
    if options.write:
        content = learnt([row for some in by_name.values() for row in some])
        TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"{len(content['weights'])} weights, base {content['base']}: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
