"""Which way a row of an export goes, in the words of those who write such exports."""

from __future__ import annotations

from smslint.campaign.columns import DIRECTION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.campaign.columns import LogKind

_WORDS = {
    "out": "out|outbound.*|outgoing.*|sent|send|sending|mt|mobile.?terminated.*|to",
    "in": "in|inbound.*|incoming.*|received|receive|receiving|mo|mobile.?originat.*|from",
}
"""What each way is called. `to` and `from` are told from the sender: to a consumer, from a consumer."""
_SHOWABLE = "[a-z][a-z _-]{0,19}"
"""A word that may be repeated: what has digits or is long may be a number or a message."""
_WAY = f"lower(trim({DIRECTION}))"


def same_way(kind: LogKind) -> str:
    """SQL that keeps the rows that go the way of a log, do not say which, or say it in a word that nobody knows."""
    if not kind.way:
        return "true"
    other = _WORDS["in" if kind.way == "out" else "out"]
    return f"not regexp_full_match(coalesce({_WAY}, ''), '{other}')"


def way_fault(kind: LogKind) -> str | None:
    """SQL: a case for a direction that is neither of the two; None where a log has no such column."""
    if not kind.way:
        return None
    named = f"if(regexp_full_match({_WAY}, '{_SHOWABLE}'), '''' || {_WAY} || '''', 'what stands there')"
    return (
        f"when coalesce({_WAY}, '') <> '' and not regexp_full_match({_WAY}, '{'|'.join(_WORDS.values())}')"
        f" then 'the {DIRECTION} cannot be ' || {named} || '; write outbound or inbound'"
    )
