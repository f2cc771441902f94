"""What `smslint campaign stats` says beside its result: rows left out, and what of the logs could not be made use of."""

from __future__ import annotations

from smslint.cli import console
from smslint.counts import counted
from smslint.model import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smslint.campaign.rejects import Rejects
    from smslint.campaign.study import Study

NAMED = 20
"""Reasons for rows left out, and names, that are said one by one."""


def say_rejects(rejects: Rejects, written: bool) -> None:
    """Each reason for rows left out, with its first row. written: whether all of them are in a file."""
    listed = sorted(rejects.counts)
    for path, reason in listed[:NAMED]:
        count = rejects.counts[path, reason]
        more = f" (and {count - 1:,} more)" if count > 1 else ""
        console.say(f"{path}:{rejects.first[path, reason]}: left out: {reason}{more}")
    if len(listed) > NAMED:
        console.say(f"... and {len(listed) - NAMED:,} more reasons")
    if listed and not written:
        console.say("give --rejects FILE to have every one of these rows named")


def say_notes(found: Study) -> None:
    """What was read and counts for less than it might, or for nothing."""
    for notes in (_repeated, _strays, _statuses, _reports, _codes, _places, _unused):
        for note in notes(found):
            console.say(note)


def _repeated(found: Study) -> Iterator[str]:
    count = found.summary["repeated"]
    if count:
        yield f"{counted(count, 'row')} of the sends, of the same id, ends and time as another, counted once with it"


def _strays(found: Study) -> Iterator[str]:
    stray, replies = found.summary["replies_to_unknown_numbers"], found.summary["rows"]["replies"]
    if stray:
        turned = "; are the two ends the wrong way round? --columns replies.sender=NAME" if stray == replies else ""
        yield f"{stray:,} of {replies:,} replies went to numbers that are not among the sends{turned}"


def _statuses(found: Study) -> Iterator[str]:
    unread = found.sections.get("unread_statuses", {})
    if unread:
        yield f"statuses not understood, of which no outcome is known: {_listed(unread)}; write delivered or failed"


def _reports(found: Study) -> Iterator[str]:
    stray, reports = found.sections.get("reports_without_send", 0), found.summary["rows"]["reports"]
    if stray:
        yield (
            f"{stray:,} of {reports:,} reports belong to none of the sends: these need the same id, or sender and recipient"
            " with an earlier time"
        )


def _codes(found: Study) -> Iterator[str]:
    codes = found.sections.get("unread_codes", ())
    if codes:
        yield f"error codes not read, since providers differ on them: {_some(codes)}; name yours with --provider"


def _places(found: Study) -> Iterator[str]:
    wanted = {"region": "write FL or Florida", "recipient_timezone": "write America/New_York"}
    for column, values in found.sections.get("unread_places", {}).items():
        yield f"{column} tells no place and the area code decides: {_listed(values)}; {wanted[column]}"


def _unused(found: Study) -> Iterator[str]:
    known = sorted({row["campaign"] for row in found.sections["campaigns"] if row["campaign"]})
    like = {name.casefold(): name for name in known}
    for name in found.sections["unused_settings"][:NAMED]:
        near = like.get(name.casefold())
        hint = f"; did you mean {near!r}?" if near else did_you_mean(name, known)
        yield f"--campaigns tells of {name[:60]!r}, of which there is no message{hint}"
    if len(found.sections["unused_settings"]) > NAMED:
        yield f"... and of {len(found.sections['unused_settings']) - NAMED:,} more without a message"


def _listed(values: dict[str, int]) -> str:
    return _some([f"{value} ({counted(count, 'row')})" for value, count in values.items()])


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:NAMED]) + (" ..." if len(words) > NAMED else "")
