"""One word of capitals in brackets: a field in a template that writes its fields so, decoration or a keyword elsewhere."""

from __future__ import annotations

import re

from smslint.text.field_names import HTML
from smslint.text.merge_field import HIDDEN, Placeholder, is_glued

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CAPITALS = re.compile(r"[A-Z][A-Z0-9_]+\Z")
_NO_FIELDS = frozenset(
    """STOP HELP START UNSTOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT OPT OUT YES NO INFO JOIN ARRET AIDE ALTO BAJA SI
    OUI NON FREE NEW SALE WIN URGENT ALERT LIVE NOW""".split()
)
"""What people are asked to reply, and what makes a text louder."""
_ASKS = re.compile(r"(?i:\b(?:reply|respond|text|txt|send|type|press|with|or|envia|responde|envoyez|repondez):? )\Z")
LONGEST_ASK = 14
ENOUGH = 2


def capital_fields(text: str, found: Sequence[Placeholder], others: Iterable[re.Match[str]]) -> Iterator[Placeholder]:
    """Fields among the brackets whose words name none, by those that do: `[GRADE]` beside `[MEET_POINT]`.

    others: the matches in brackets that were not taken for fields.
    """
    known = {sign: _is_custom(found, syntax) for sign, syntax in (("[", "[]"), ("<", "<>"))}
    for match in others:
        start, name = match.start(), match[0][1:-1]
        if known[match[0][0]] and _may_be_field(name) and not _stands_otherwise(text, match):
            yield Placeholder(start, match.end(), "[]" if match[0][0] == "[" else "<>", name)


def _is_custom(found: Sequence[Placeholder], syntax: str) -> bool:
    """Whether a text writes its fields in capitals: one with a low line tells, or two without."""
    names = [one.name for one in found if one.syntax == syntax and _CAPITALS.match(one.name)]
    return len(names) >= ENOUGH or any("_" in name for name in names)


def _may_be_field(name: str) -> bool:
    return _CAPITALS.match(name) is not None and name not in _NO_FIELDS and name not in HIDDEN and name.lower() not in HTML


def _stands_otherwise(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket opens the message as a heading, belongs to a word or a link, or holds what to reply."""
    start, end = match.span()
    if not text[max(0, start - 9) : start].strip() and start < 9:
        return True
    asked = _ASKS.search(text[max(0, start - LONGEST_ASK) : start])
    return asked is not None or text[end : end + 1] == "(" or is_glued(text, start)
