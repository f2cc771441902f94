"""The words of these tests: logs as rows, and a study of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from smslint.campaign.columns import COMPLAINTS, REPLIES, REPORTS, SENDS
from smslint.campaign.database import database
from smslint.campaign.logs import Logs
from smslint.campaign.rejects import Rejects
from smslint.campaign.settings import Settings
from smslint.campaign.study import study
from smslint.linter import Linter
from smslint.model import Context

LARCH, PINE = "+18005550142", "+18005550143"
GOOD = "Larch Cafe: your order is ready. Reply STOP to opt out."
PLAIN = "Larch Cafe: your order is ready."
GONE = "Larch Cafe: you are unsubscribed and will get no more messages."
EVERYTHING = ("delivery", "content", "sequences", "outcomes")


def person(number: int) -> str:
    """A consumer's number; area code 212."""
    return f"+1212555{number:04}"


def at(hour: float, day: int = 2) -> str:
    """An instant of March 2026, UTC."""
    minutes = round(hour * 60)
    return f"2026-03-{day + minutes // 1440:02}T{minutes // 60 % 24:02}:{minutes % 60:02}:00Z"


def rows_to_csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> str:
    """Write rows under the union of their keys; returns the path."""
    names = list(dict.fromkeys(name for row in rows for name in row)) or ["sender", "recipient", "sent_at", "text"]
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@lru_cache(maxsize=1)
def linter() -> Linter:
    """The shipped rules, compiled once."""
    return Linter()


class Case:
    """A study to be: rows are added, then `study` runs over them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.logs: dict[str, list[dict[str, Any]]] = {"sends": [], "replies": [], "complaints": [], "reports": []}
        self.rejects = Rejects(io.StringIO())

    def send(self, consumer: int, sent_at: str, text: str = GOOD, sender: str = LARCH, **more: Any) -> Case:
        """One message."""
        row = {"sender": sender, "recipient": person(consumer), "sent_at": sent_at, "text": text, **more}
        self.logs["sends"].append(row)
        return self

    def reply(self, consumer: int, received_at: str, text: str, sender: str = LARCH) -> Case:
        """One answer."""
        row = {"sender": sender, "recipient": person(consumer), "received_at": received_at, "text": text}
        self.logs["replies"].append(row)
        return self

    def study(
        self, without: Iterable[str] = (), zone: str = "UTC", minimum: int = 100, **settings: Any
    ) -> dict[str, Any]:
        """Everything found, as JSON has it. Keyword arguments: of Settings; context fields as `context`."""
        context = Context(**settings.pop("context", {}))
        with database(zone) as connection:
            logs = Logs(connection, settings.pop("columns", {}), self.rejects)
            for kind in (SENDS, REPLIES, COMPLAINTS, REPORTS):
                rows = self.logs[kind.name]
                path = rows_to_csv(self.folder / f"{kind.name}.csv", rows) if rows or kind is SENDS else None
                logs.read(kind, [path] if path else [])
            made = Settings(zone, minimum, context, without=tuple(without), **settings)
            judge = linter() if "content" in made.parts else None
            return study(logs, made, judge).to_dict()


def findings(found: Mapping[str, Any], *rules: str) -> list[dict[str, Any]]:
    """The findings of some rules."""
    return [one for one in found["findings"] if one["rule"] in rules]


def lines(finding: Mapping[str, Any]) -> list[int]:
    """Lines of the first rows of a finding."""
    return sorted(place["line"] for place in finding["places"])
