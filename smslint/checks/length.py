"""Kind `length`: size, encoding and what they cost."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check
from smslint.engine.traits import LONG
from smslint.model import Edit
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program


class Length(Check):
    """One measure of the table below, with its limit."""

    kind = "length"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        self.measure = MEASURES[options["measure"]]
        if options["measure"] != "field":
            self.needs = (frozenset((LONG,)),)

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        return self.measure(hits, self.options)


def _segments(hits: Hits) -> Any:
    from smslint.text.encoding import segments

    known = hits.view.segments
    if known is None:
        known = hits.view.segments = segments(hits.view.text)
    return known


def _ucs2(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """Each kind of character that forces UCS-2, at its first place; edits where GSM-7 has a substitute."""
    if hits.view.plain_gsm:
        return
    counted = _segments(hits)
    if counted.encoding != "ucs2" or ("more_than" in options and counted.count <= options["more_than"]):
        return
    for character, places in counted.forcing[:5]:
        substitute = counted.replacements.get(character)
        edits = (
            tuple(Edit(place, place + len(character), substitute) for place in places) if substitute is not None else ()
        )
        yield places[0], places[0] + len(character), (), (), None, edits


def _many_segments(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    text = hits.view.text
    if hits.view.plain_gsm and len(text) <= 153 * options.get("more_than", 1):
        return
    counted = _segments(hits)
    if counted.count > options.get("more_than", 1):
        from smslint.text.encoding import segment_starts

        start = segment_starts(text)[options.get("more_than", 1)]
        yield start, len(text), (), (), None, ()


def _extension_characters(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    if hits.view.plain_gsm:
        return
    from smslint.text.encoding import extension_positions

    if _segments(hits).encoding != "gsm7":
        return
    fields = Spans((field.start, field.end) for field in hits.view.placeholders)
    places = [place for place in extension_positions(hits.view.text) if not fields.overlap(place, place + 1)]
    if len(places) > options.get("more_than", 0):
        yield places[0], places[0] + 1, (), (), None, ()


def _near_miss(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """The last segment holds only a few units: a little less text saves a whole one."""
    text = hits.view.text
    if len(text) <= 70:
        return
    if hits.view.plain_gsm and len(text) <= 160:
        return
    counted = _segments(hits)
    if counted.count > 1 and counted.to_save is not None and counted.to_save <= options.get("within", 10):
        from smslint.text.encoding import segment_starts

        yield segment_starts(text)[-1], len(text), (), (), None, ()


def _characters(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    limit = options.get("more_than", 1600)
    if len(hits.view.text) > limit:
        yield limit, len(hits.view.text), (), (), None, ()


def _field(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    value = getattr(hits.view.context, options["field"])
    if value is not None and len(value) > options.get("more_than", 0):
        yield None, None, (), (), None, ()


MEASURES: dict[str, Callable[[Hits, dict[str, Any]], Iterable[Candidate]]] = {
    "ucs2": _ucs2, "segments": _many_segments, "extension_chars": _extension_characters, "near_miss": _near_miss,
    "characters": _characters, "field": _field,
}  # fmt: skip
"""Name in a rule file -> candidates."""
