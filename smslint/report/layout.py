"""Lines that fit: a message line cut to a window around its carets, and prose wrapped to the width."""

from __future__ import annotations

from smslint.report.visible import draw, escape, reads_from_the_right, width

GAP = "..."
OPENS, CLOSES = ">>>", "<<<"
"""Stand about what is meant where carets cannot stand below it. Their shapes turn with the text."""
LEAD = 16
"""Cells of text kept before a caret when a line is cut on the left."""


def marked(line: str, start: int, end: int, room: int, encoding: str = "utf-8") -> tuple[str, str]:
    """A line of the message and the carets under its characters start to end (code points of the line).

    Everything active is escaped. A line wider than `room` cells is cut around the carets; `...` stands for what is cut. In a line
    that a terminal may turn round, >>> and <<< stand about the characters instead, and there are no carets.
    """
    shown, widths = draw(line, encoding)
    if end > start and reads_from_the_right(line):
        room = max(room - len(OPENS) - len(CLOSES), LEAD)
        shown[start] = OPENS + shown[start]
        shown[end - 1] += CLOSES
        first, last = _window(widths, start, end, room)
        return (GAP if first > 0 else "") + "".join(shown[first:last]) + (GAP if last < len(widths) else ""), ""
    first, last = _window(widths, start, end, room)
    left = GAP if first > 0 else ""
    right = GAP if last < len(widths) else ""
    offset = len(left) + sum(widths[first:start])
    span = max(1, sum(widths[start : min(end, last)]))
    return left + "".join(shown[first:last]) + right, " " * offset + "^" * span


def clipped(line: str, room: int, encoding: str = "utf-8") -> str:
    """The beginning of a line, escaped, in at most `room` cells."""
    return marked(line, 0, 0, room, encoding)[0]


def _window(widths: list[int], start: int, end: int, room: int) -> tuple[int, int]:
    """Which characters to show: everything if it fits, else some room before the carets and as much as fits after."""
    if sum(widths) <= room:
        return 0, len(widths)
    room = max(room - 2 * len(GAP), LEAD + 1)
    first = start
    if sum(widths[: min(end, len(widths))]) <= room:
        first = 0
    else:
        before = 0
        while first > 0 and before + widths[first - 1] <= LEAD:
            first -= 1
            before += widths[first]
    last, used = first, 0
    while last < len(widths) and used + widths[last] <= room:
        used += widths[last]
        last += 1
    while first > 0 and used + widths[first - 1] <= room:
        first -= 1
        used += widths[first]
    while first and first < start and not widths[first]:
        first += 1  # half an emoji or a mark without its letter would be another character
    return first, last


def wrapped(prose: str, first: str, room: int) -> list[str]:
    """Prose, escaped, behind a lead such as `   = why:  `, its further lines indented to the same column."""
    indent = " " * len(first)
    lines = [first.rstrip()]
    used = 0
    for word in escape(" ".join(prose.split())).split(" "):
        cells = width(word)
        if used and len(indent) + used + 1 + cells > room:
            lines.append(indent + word)
            used = cells
        else:
            lines[-1] = (lines[-1] + " " + word) if used else (first if len(lines) == 1 else indent) + word
            used += cells + (1 if used else 0)
    return lines
