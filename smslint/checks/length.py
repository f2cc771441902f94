"""Kind `length`: size, encoding and what they cost."""

from __future__ import annotations

from smslint.checks.base import Candidate, Check
from smslint.engine.signals import make_signal
from smslint.engine.traits import LONG
from smslint.model import Edit
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

    from smslint.engine.hits import Hits
    from smslint.engine.program import Program
    from smslint.text.encoding import Segments


class Length(Check):
    """One measure of the table below, with its limit."""

    kind = "length"

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        super().__init__(options, program)
        name = options["measure"]
        self.measure = MEASURES[name]
        self.signal = make_signal(options["signal"], program) if "signal" in options else None
        if name == "worst_case":
            self.needs = (program.fields_bit,)
        elif name not in ("field", "short"):
            self.needs = (program.bits[LONG], *(self.signal.needs if self.signal else ()))

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """See Check."""
        return self.measure(hits, self.options | {"of": self.signal.of(hits)} if self.signal else self.options)


def _segments(hits: Hits) -> Any:
    from smslint.text.encoding import segments

    known = hits.view.segments
    if known is None:
        known = hits.view.segments = segments(hits.view.text)
    return known


def _ucs2(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """Each kind of character that forces UCS-2, at its first place, as wide as it shows; edits where GSM-7 has a substitute."""
    if hits.view.plain_gsm:
        return
    counted = _segments(hits)
    if counted.encoding != "ucs2" or ("more_than" in options and counted.count <= options["more_than"]):
        return
    replacements = counted.replacements
    for shown, places in _forcing(hits.view.text, counted)[:5]:
        yield places[0], places[0] + len(shown), (), (), None, _substitutes(shown, places, replacements)


def _forcing(text: str, counted: Segments) -> Sequence[tuple[str, Sequence[int]]]:
    """Clusters outside GSM-7 in any part, with their places: a family in one emoji is one, as is a letter with its mark."""
    from smslint.text.graphemes import clusters, stand_alone

    if stand_alone(text):
        return counted.forcing
    outside = {character for character, _ in counted.forcing}
    found: dict[str, list[int]] = {}
    place = 0
    for cluster in clusters(text):
        if not outside.isdisjoint(cluster):
            found.setdefault(cluster, []).append(place)
        place += len(cluster)
    return list(found.items())


def _substitutes(shown: str, places: Sequence[int], replacements: Mapping[str, str]) -> tuple[Edit, ...]:
    """Edits for every place of a cluster; none where a part of it has no substitute, since half an emoji is another one."""
    from smslint.text.encoding import GSM7

    outside = [(at, character) for at, character in enumerate(shown) if character not in GSM7]
    if any(character not in replacements for _, character in outside):
        return ()
    return tuple(Edit(place + at, place + at + 1, replacements[character]) for place in places for at, character in outside)


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


def _short(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """A text too short for the form that it goes into; a blank one is another fault."""
    shown = len(hits.view.text.strip())
    if 0 < shown < options["less_than"]:
        yield 0, len(hits.view.text), (), (), None, ()


def _beyond(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """What stands in a later segment than the first, wholly or in part, and in none before."""
    if options["of"] and (not hits.view.plain_gsm or len(hits.view.text) > 160):
        from smslint.text.encoding import first_segment_end

        end = first_segment_end(hits.view.text)
        first = min(options["of"])
        if all(one[1] > end for one in options["of"]):
            yield first[0], first[1], (), (), None, ()


def _torn(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """Clusters of code points that a gateway tears which cuts after each 67 units."""
    text = hits.view.text
    if text.isascii():
        return
    from smslint.text.segment_layout import torn_clusters

    counted = _segments(hits)
    if counted.encoding == "ucs2" and counted.count > 1:
        for start, end in torn_clusters(text):
            yield start, end, (), (), None, ()


def _worst_case(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    """More segments than allowed when every merge field holds a long value, in a text that has room for short ones."""
    fields = hits.view.placeholders
    if not fields:
        return
    from smslint.text.encoding import segments
    from smslint.text.field_lengths import worst_length

    text, limit = hits.view.text, options.get("more_than", 3)
    parts, at = [], 0
    for field in fields:
        parts.append(text[at : field.start])
        parts.append("x" * worst_length(field, text[field.start : field.end]))
        at = field.end
    parts.append(text[at:])
    if segments("".join(parts)).count > limit and _segments(hits).count <= limit:
        yield fields[0].start, fields[-1].end, (), (), None, ()


def _field(hits: Hits, options: dict[str, Any]) -> Iterable[Candidate]:
    value = getattr(hits.view.context, options["field"])
    if value is not None and len(value) > options.get("more_than", 0):
        yield None, None, (), (), None, ()


MEASURES: dict[str, Callable[[Hits, dict[str, Any]], Iterable[Candidate]]] = {
    "ucs2": _ucs2, "segments": _many_segments, "extension_chars": _extension_characters, "near_miss": _near_miss,
    "characters": _characters, "field": _field, "beyond": _beyond, "torn": _torn, "worst_case": _worst_case,
    "short": _short,
}  # fmt: skip
"""Name in a rule file -> candidates."""
