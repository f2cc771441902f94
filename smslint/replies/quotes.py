"""What a reply quotes is not what its writer says: reactions and answers that phones send by themselves, longer quotations."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_QUOTE = re.compile(r"[“«„]\s*([^”»“«„]*)[”»]|\"([^\"]*)\"")
_OPENED = re.compile(r"^([^“«\"]{1,40})[“«\"]")
MAX_WORDS_BEFORE = 6
LONGEST_TITLE = 60
"""Characters in which a phone says that it answers by itself."""
_TITLE_ENDS = frozenset("]:)>*-–—")
LONGEST_KEPT = 3
"""Words of a quotation that still counts: `I wrote "stop"` says what its writer wants."""


def without_quotes(text: str, reactions: Iterable[str], automatic: tuple[str, ...] = ()) -> str:
    """The text with quotations blanked, as long as before; all of it when a phone wrote it: a reaction, an absence."""
    if _is_automatic(text, automatic):
        return " " * len(text)
    opened = _OPENED.match(text)
    if opened is not None and _is_reaction(opened[1], reactions):
        return " " * len(text)
    if not _QUOTE.sub("", text).strip(" .!?\n"):
        return text
    return _QUOTE.sub(lambda found: found[0] if len(found[0].split()) <= LONGEST_KEPT else "." * len(found[0]), text)


def _is_automatic(text: str, automatic: Iterable[str]) -> bool:
    """Whether a text says in its first words, as a title, that a machine wrote it: "[Auto-Reply] I am driving"."""
    opening = text[:LONGEST_TITLE].lower()
    for title in automatic:
        place = opening.find(title)
        if place >= 0 and opening[place + len(title) :].lstrip()[:1] in _TITLE_ENDS:
            return True
    return False


def _is_reaction(before: str, reactions: Iterable[str]) -> bool:
    words = f" {before.lower().strip()} "
    return len(words.split()) <= MAX_WORDS_BEFORE and any(words.endswith(f" {reaction} ") for reaction in reactions)
