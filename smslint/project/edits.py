"""Edits of messages and of files: put together, and carried from the text of a message to that of its file."""

from __future__ import annotations

from smslint.model import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.project.found import FoundMessage

    Change = tuple[int, int, str]


def edited(text: str, changes: Sequence[Change]) -> str | None:
    """The text with changes made from the end; None when two of them meet."""
    last = len(text) + 1
    for start, end, new in sorted(set(changes), reverse=True):
        if end > last:
            return None
        text = text[:start] + new + text[end:]
        last = start
    return text


def with_edits(text: str, edits: Sequence[Edit]) -> str:
    """A message with edits made."""
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def composed(edits: Sequence[Edit], more: Sequence[Edit]) -> list[Edit] | None:
    """Edits of the changed message as edits of the message as found; None when one touches what was already changed and does
    not replace all of it."""
    found = list(edits)
    for edit in more:
        shift = inside = 0
        for one in sorted(edits, key=lambda edit: edit.start):
            begin, grown = one.start + shift + inside, len(one.text) - (one.end - one.start)
            finish = begin + len(one.text)
            if edit.start >= finish and (edit.start > begin or one.end > one.start):
                shift += grown
            elif edit.start <= begin < finish <= edit.end:
                found.remove(one)
                inside += grown
            elif edit.end > begin:
                return None
        found.append(Edit(edit.start - shift, edit.end - shift - inside, edit.text))
    return found


def changes_of(message: FoundMessage, edits: Sequence[Edit]) -> list[Change] | None:
    """Edits of a message as changes of its file; None when one of them cannot be written there."""
    changes: list[Change] = []
    if message.write is None:
        return None
    for edit in edits:
        written = message.write(edit.text)
        if written is None or not message.places.is_plain(edit.start, edit.end):
            return None
        start, end = message.places.span(edit.start, edit.end)
        changes.append((start, end, written))
    return changes
