"""Whether corpora keep to corpora/README.md: row by row, and across all rows."""

from __future__ import annotations

import json
import os
import re

from smslint.context import did_you_mean
from smslint.corpus.labelled import KEYS, LABEL_KEYS
from smslint.corpus.reserved import foreign_domains, foreign_hosts, foreign_numbers, is_reserved_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from smslint.corpus.labelled import Row

NEEDED = ("id", "text", "lang", "family", "context", "labels")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")


class Fault:
    """One thing that is wrong with a row."""

    __slots__ = ("message", "row")

    def __init__(self, row: Row, message: str) -> None:
        self.row = row
        self.message = message

    def __str__(self) -> str:
        return f"{self.row.path}:{self.row.line}: {self.message}"


class Inspector:
    """Looks at rows one by one and remembers what must not come twice. known: real hosts that may be named."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._ids: dict[str, Row] = {}
        self._messages: dict[str, Row] = {}

    def faults(self, row: Row) -> Iterator[Fault]:
        """Everything that is wrong with a row. Its form was checked when it was read."""
        for test in TESTS:
            yield from (Fault(row, message) for message in test(row))
        yield from (Fault(row, message) for message in self._hosts(row))
        yield from (Fault(row, message) for message in self._twice(row))

    def _hosts(self, row: Row) -> Iterator[str]:
        hosts = {*foreign_hosts(row.text, self._known), *foreign_domains(row.context.brand_domains or (), self._known)}
        for host in sorted(hosts):
            yield f"the host {host} may be somebody's; use one under .example (shorteners and famous brands are known)"

    def _twice(self, row: Row) -> Iterator[str]:
        first = self._ids.setdefault(row.id, row)
        if first is not row:
            yield f"the id {row.id} stands in {first.path}:{first.line} already; number it anew"
        key = json.dumps([row.text, row.values.get("context")], sort_keys=True)
        twin = self._messages.setdefault(key, row)
        if twin is not row:
            yield f"the same text and context as {twin.id} in {twin.path}:{twin.line}; keep one"


def _keys(row: Row) -> Iterator[str]:
    for key in row.values:
        if key not in KEYS:
            yield f"unknown key {key!r}{did_you_mean(key, KEYS) or '; known are ' + ', '.join(KEYS)}"
    for key in NEEDED:
        if row.values.get(key) is None:
            yield f'no "{key}" in this row'
    if not row.text.strip() and not row.labels:
        yield "an empty text without a label"


def _id(row: Row) -> Iterator[str]:
    stem = os.path.basename(row.path).removesuffix(".jsonl")
    head, _, number = row.id.rpartition("-")
    if not number.isdecimal() or not (head == stem or head.endswith("-" + stem)):
        yield f"the id {row.id} is not the name of the file and a number; write {stem}-0001"


def _language(row: Row) -> Iterator[str]:
    if row.lang and not _LANGUAGE.match(row.lang):
        yield "lang is no language; two letters of ISO 639-1, as en"


def _label_keys(row: Row) -> Iterator[str]:
    for label in row.values.get("labels") or ():
        for key in label:
            if key not in LABEL_KEYS:
                yield f"unknown key {key!r} in a label{did_you_mean(key, LABEL_KEYS)}"
        if "span" not in label:
            yield f"the label {label['category']} has no span; write null for an absence"


def _labels(row: Row) -> Iterator[str]:
    seen = set()
    for label in row.labels or ():
        place = (label.category, label.start, label.end)
        if place in seen:
            yield f"the label {label.category} stands twice at one place; keep one"
        seen.add(place)
    for category in sorted(row.either & row.categories):
        yield f"{category} is both a label and doubtful; keep one"


def _numbers(row: Row) -> Iterator[str]:
    context = row.context
    given = [context.sender or "", context.recipient or "", *(context.brand_phones or ())]
    for number in {*foreign_numbers(row.text), *(one for one in given if not is_reserved_number(one))}:
        shown = f"that begins with {number[:6]}" if number in row.text else "of the context"
        yield f"the number {shown} may ring at somebody's; use 555-0100 to 555-0199 behind an area code"


TESTS: tuple[Callable[[Row], Iterator[str]], ...] = (_keys, _id, _language, _label_keys, _labels, _numbers)
