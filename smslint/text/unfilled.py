"""Merge fields that were filled with nothing, or with a word of the program."""

from __future__ import annotations


class Problem:
    """Something wrong with the merge fields of a text, or with what they left behind.

    kind: unbalanced, empty, spintax, unclosed_block or unfilled; say: one sentence without words of the text.
    """

    __slots__ = ("end", "kind", "say", "start")

    def __init__(self, start: int, end: int, kind: str, say: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.say = say

    def __repr__(self) -> str:
        return f"Problem({self.start}:{self.end} {self.kind})"


_SAY_NULL = "A missing value was printed as a word of the program."
_SAY_NAME = "A merge field stands there by its bare name."
_SAY_GAP = "The text leaves a gap where a value should stand."


def unfilled_values(text: str) -> tuple[Problem, ...]:
    """Places where a value is missing or was printed as None, null, undefined, NaN, [object Object], FNAME or nothing.

    In a text with merge fields, $XX.XX is one more value to come, and the names inside the fields are no bare names.
    """
    # Their patterns take longer to make than a short text to judge, and most texts need none of them.
    from smslint.text.composed import composed, in_original
    from smslint.text.gaps import missing_values
    from smslint.text.nulls import bare_fields, printed_nulls
    from smslint.text.placeholder_scan import read
    from smslint.text.placeholder_signs import may_hold_placeholder
    from smslint.text.spans import Spans

    text, offsets = composed(text)
    fields = read(text).placeholders if may_hold_placeholder(text) else []
    found = [Problem(start, end, "unfilled", _SAY_NULL) for start, end in printed_nulls(text, masks=not fields)]
    found += [Problem(start, end, "unfilled", _SAY_NAME) for start, end in bare_fields(text)]
    found += [Problem(start, end, "unfilled", _SAY_GAP) for start, end in missing_values(text)]
    found.sort(key=lambda problem: (problem.start, -problem.end))
    inside = Spans((field.start, field.end) for field in fields)
    kept: list[Problem] = []
    for problem in found:
        if (not kept or problem.start >= kept[-1].end) and not inside.overlap(problem.start, problem.end):
            kept.append(problem)
    for problem in kept:
        problem.start, problem.end = in_original(offsets, problem.start, problem.end)
    return tuple(kept)
