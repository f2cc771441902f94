"""The words of these tests: rows, files of rows, and a linter that finds what its texts shout."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from smslint.corpus.labelled import Row
from smslint.judgement import judge
from smslint.model import Context, Finding, Report, RulesetInfo, Severity

INFO = RulesetInfo("test", "0", "0")


class Rule:
    """As much of a rule as finding needs."""

    def __init__(self, name: str, category: str, weight: int = 4) -> None:
        self.id, self.category, self.weight, self.confidence = name, category, weight, "high"
        self.name, self.message, self.fix, self.tier, self.refs, self.sources = name.lower(), "m", None, None, (), ()


class Shouts:
    """Finds a word where it stands: PROMO an error of SPM001, GIN a warning of CNT004, WEB an info of URL003."""

    ruleset = INFO

    def __init__(self, **words: tuple[str, str, str]) -> None:
        table = {
            "PROMO": ("SPM001", "promotion", "error"),
            "GIN": ("CNT004", "alcohol", "warning"),
            "WEB": ("URL003", "suspicious_url", "info"),
        }
        self.words = {**table, **words}
        self.made = {rule: Rule(rule, category) for rule, category, _ in self.words.values()}
        self.rules = tuple(self.made.values())

    def lint(self, text: str, context: Context | None = None) -> Report:
        found = []
        for word, (rule, _, severity) in self.words.items():
            start = text.find(word)
            if start >= 0:
                found.append(Finding(self.made[rule], Severity(severity), start, start + len(word)))
        return judge(text, found, INFO, None)


def row(text: str, *labels: str, number: int = 1, path: str = "corpora/clean/shop.jsonl", **values: Any) -> Row:
    """A labelled row; a label is `category` or `category:span`."""
    said = [{"category": name.split(":")[0], "span": name.partition(":")[2] or None} for name in labels]
    given = {"id": f"shop-{number:04}", "text": text, "lang": "en", "family": "shop", "context": {}, "labels": said}
    return Row({**given, **values}, path, number)


def write_rows(path: Path, *rows: Row | str) -> Path:
    """A file of rows, those that are texts as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [one if isinstance(one, str) else json.dumps(one.values) for one in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path
