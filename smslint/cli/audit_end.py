"""What `smslint audit` says when it ends, and the exit code."""

from __future__ import annotations

import sys

from smslint.cli import console
from smslint.counts import counted
from smslint.model import SEVERITY_RANK, Severity, Verdict
from smslint.text.titles import shown_titles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.audit.notes import Notes
    from smslint.audit.totals import Totals

REASONS, FIELDS, COLUMNS, NAMES = 5, 4, 8, 8
"""Reasons why rows were not judged, fields that messages wait for, columns and files that were not read, that are told."""
CHOOSING = ("since", "sample", "limit")
SHOWN = 20
"""Problems with inputs that are told one by one."""


class Problems:
    """Inputs that could not be read, told as they come."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, name: str, reason: str) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.say(name, reason)

    @staticmethod
    def say(name: str, what: str) -> None:
        """Tell something of an input that is no problem."""
        console.say(f"{'<stdin>' if name == '-' else name}: {what}")


def say_passed(paths: Sequence[str]) -> None:
    """What folders hold that is not read: files of no kind that is read here, and folders behind links."""
    names = ", ".join(paths[:NAMES])
    more = f" and {len(paths) - NAMES:,} more" if len(paths) > NAMES else ""
    console.say(f"passed over {len(paths):,} in what was named: {names}{more}; name one by itself to have it read")


def tell(totals: Totals, params: Mapping[str, Any], unread: Sequence[str] = (), notes: Notes | None = None) -> None:
    """A few words on the outcome, unless quiet. unread: titles of columns that nothing was read from; notes: on rows."""
    if params.get("quiet"):
        return
    if not totals.rows:
        chosen = any(params.get(name) is not None for name in CHOOSING)
        console.say("no row is left by --since, --sample and --limit" if chosen else "no row was found in what was named")
    shown = 0
    for reason, count in totals.reasons.most_common():
        example = totals.examples.get(reason)  # none for what was told of a whole input
        if example is not None and (shown := shown + 1) <= REASONS:
            console.say(f"{count:,} not judged{', the first of them' if count > 1 else ''}: {example}")
    for note in notes.said() if notes is not None else ():
        console.say(note)
    if totals.waiting:
        console.say(_waiting(totals, unread))
    verdicts = ", ".join(f"{count:,} {name}" for name, count in totals.verdicts.items())
    console.say(f"{verdicts}{_replies(totals)}; {_at_risk(totals)}")


def _replies(totals: Totals) -> str:
    """How many of those that stand under block are no messages of a sender."""
    count = totals.replies[Verdict.BLOCK.value]
    return f" ({counted(count, 'reply')} of consumers among these)" if count else ""


def _at_risk(totals: Totals) -> str:
    waiting = f" ({totals.waiting_usd:,} of it in messages that wait for context)" if totals.waiting_usd else ""
    return f"{totals.all.exposure_usd:,} USD at risk if carriers rule every case a violation{waiting}"


def _waiting(totals: Totals, unread: Sequence[str]) -> str:
    """What messages that need context wait for."""
    names = [name for name, _ in sorted(totals.waiting.items(), key=lambda pair: (-pair[1], pair[0]))]
    options = ", ".join("--" + name.replace("_", "-") for name in names[:FIELDS])
    count = totals.verdicts[Verdict.NEEDS_CONTEXT.value]
    more = f" and {len(names) - FIELDS} more" if len(names) > FIELDS else ""
    aside = f"; not read: {shown_titles(unread, COLUMNS)}" if unread else ""
    return f"{count:,} wait for context: give {options}{more}, or name columns that hold it with --columns{aside}"


def ledger(totals: Totals) -> None:
    """The last line: every row is somewhere. Raises RuntimeError if one is not."""
    ok, flagged, aside = totals.ok, totals.flagged, totals.quarantined
    sys.stderr.write(f"{totals.rows} rows in = {ok} ok + {flagged} flagged + {aside} quarantined\n")


def exit_code(totals: Totals, problems: int, params: Mapping[str, Any]) -> int:
    """3 when something was not judged, else 1 when something is at or above --fail-on, else 0."""
    if problems or totals.quarantined:
        return console.UNREAD
    level = params.get("fail_on") or "error"
    waiting = params.get("fail_on_unknown") and totals.verdicts["needs_context"]
    bad = level != "never" and any(
        count for name, count in totals.levels.items() if SEVERITY_RANK[Severity(name)] <= SEVERITY_RANK[Severity(level)]
    )
    return console.FOUND if bad or waiting else console.CLEAN
