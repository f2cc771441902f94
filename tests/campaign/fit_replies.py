"""Fits the weights by which replies are read: python tests/campaign/fit_replies.py [--write] [--without NAME ...].

Learns from the labelled rows of `corpora/replies/*.jsonl`, and from replies composed by `frames.yml` there, by logistic
regression of three readings (an opt-out, a person should look, all else), and with --write puts hundredths into
`rules/replies/weights.json`. The same rows give the same weights.
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
from smslint.replies.weighing import UNIT, together
from smslint.replies.wording import traits
from smslint.rulebook.document import read_document
from tests.campaign.score_replies import rows

ROOT = Path(__file__).resolve().parents[2]
REPLIES = ROOT / "corpora" / "replies"
TARGET = ROOT / "rules" / "replies" / "weights.json"
FILES = ("development", "blind", "sealed", "holdout", "later", "voices")
WEIGHT = {"border": 2.0, "composed": 0.3}
"""What a row weighs by its note, else 1: the phrases were not made from the borderline rows, so these judge signs fairly."""
COMPOSED = 4_000
READINGS = {"opt_out": 0, "unsure": 1, "none": 2}
"""The readings that are told apart; help and start count as none."""
BY_CLASS = ("c1:", "c2:", "c3:", "c4:", "o:", "q:", "r:", "u:", "g:")
LEAST_BY_CLASS = 4
"""Rows in which a trait by classes must stand to be learnt: there are very many."""
LEAST_WEIGHT = 3
"""Hundredths below which a weight is left out: half of all are, and decide nothing."""
L1, L2, ROUNDS = 0.1, 1.0, 250
MARGIN = 0.6
"""How much the bases are raised: above, more opt-outs are recognised and more of the others taken for them."""
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
        elif shape == "aside" and aside.endswith("?") and dice.random() < 0.5:
            text, kind = f"{wish}. {aside}", "opt_out"
        else:
            text, kind = aside + dice.choice(JOINS if shape == "story" else (". ", "! ", ".\n")) + wish, "opt_out"
        yield {"text": text, "kind": kind, "language": language, "note": "composed"}


def _is_short(text: str) -> bool:
    return 1 < len(text.split()) <= 7 and "?" not in text and max(text) < "\u2000"


class Read:
    """Rows as they are read: the words and signs of each, as what its signs read it, and which of the readings is right."""

    def __init__(self, labelled: list[Row]) -> None:
        self.rows = labelled
        self.readings = [read_reply(row["text"]) for row in labelled]
        self.kinds = [kind_by_signs(row["text"], one).value for row, one in zip(labelled, self.readings, strict=True)]
        self.reading = np.array([READINGS.get(row["kind"], len(READINGS) - 1) for row in labelled])
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


def fit(row: Places, column: Places, reading: Places, weight: Floats, count: int) -> tuple[Floats, Floats]:
    """Weights of the columns for each of the readings and their bases: logistic regression by accelerated proximal steps."""
    size, readings = len(reading), len(READINGS)
    wanted = np.eye(readings)[reading]
    step = 1 / (0.5 * _steepest(row, column, weight, count) + L2 + 1)
    now, ahead = np.zeros((readings, count)), np.zeros((readings, count))
    base, base_ahead, pace = np.zeros(readings), np.zeros(readings), 1.0
    for _ in range(ROUNDS):
        sums = np.stack([np.bincount(row, weights=one[column], minlength=size) for one in ahead], axis=1) + base_ahead
        likely = np.exp(sums - sums.max(axis=1, keepdims=True))
        error = (likely / likely.sum(axis=1, keepdims=True) - wanted) * weight[:, None]
        slope = np.stack([np.bincount(column, weights=one[row], minlength=count) for one in error.T])
        moved = ahead - step * (slope + L2 * ahead)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * L1, 0)
        new_base = base_ahead - step * error.sum(axis=0)
        next_pace = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / next_pace * (new - now)
        base_ahead = new_base + (pace - 1) / next_pace * (new_base - base)
        now, base, pace = new, new_base, next_pace
    return now, base


def _steepest(row: Places, column: Places, weight: Floats, count: int) -> float:
    """The greatest eigenvalue of the table, by powers."""
    probe, length = np.ones(count), 1.0
    for _ in range(15):
        seen = np.bincount(row, weights=probe[column], minlength=len(weight)) * weight
        spread = np.bincount(column, weights=seen[row], minlength=count)
        length = float(np.linalg.norm(spread))
        probe = spread / length
    return length


def learnt(labelled: list[Row]) -> dict[str, Any]:
    """The content of the file of weights."""
    read = Read([*labelled, *composed([row for row in labelled if row.get("note") != "border"])])
    known = read.words(3)
    found = read.traits(known)
    count = Counter(trait for some in found for trait in some)
    enough = sorted(trait for trait, rows in count.items() if rows >= (LEAST_BY_CLASS if _is_by_class(trait) else 2))
    names = {trait: place for place, trait in enumerate(enough)}
    by_column, base = fit(*placed(found, names), read.reading, read.weight, len(names))
    whole = np.rint((by_column[0] - by_column[1:]) * UNIT).astype(int)
    whole[np.abs(whole) < LEAST_WEIGHT] = 0
    bases = np.rint((base[0] - base[1:] + MARGIN) * UNIT).astype(int)
    return {
        "about": "What each trait adds to the two sums of a reply, in hundredths; made by tests/campaign/fit_replies.py.",
        "base": bases.tolist(),
        "known": " ".join(sorted(known)),
        "weights": {trait: whole[:, place].tolist() for trait, place in names.items() if whole[:, place].any()},
    }


def _is_by_class(trait: str) -> bool:
    return trait.startswith(BY_CLASS)


def written(content: dict[str, Any]) -> str:
    """The file of weights, a trait a line."""
    head = {key: value for key, value in content.items() if key != "weights"}
    lines = (f"{json.dumps(trait, ensure_ascii=False)}: {pair}" for trait, pair in sorted(content["weights"].items()))
    kept = json.dumps(head, ensure_ascii=False, indent=0).removesuffix("\n}")
    return f'{kept},\n"weights": {{\n' + ",\n".join(lines) + "\n}\n}\n"


def sums(content: dict[str, Any], labelled: list[Row]) -> Floats:
    """What each row sums up to, in hundredths."""
    weights, known = content["weights"], frozenset(content["known"].split())
    pairs = [
        np.sum([content["base"], *(weights[trait] for trait in some if trait in weights)], axis=0)
        for some in Read(labelled).traits(known)
    ]
    return np.array([together(int(doubt), int(other)) for doubt, other in pairs])


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
        TARGET.write_text(written(content), encoding="utf-8")
        print(f"{len(content['weights'])} weights, base {content['base']}: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
