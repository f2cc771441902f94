"""Texts that shout: most of their words in capitals, and not those of a warning, a payment or the sender's own name."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.text.bare import bare
from smslint.text.composed import composed, in_original
from smslint.text.lazy import lazy
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from smslint.engine.hits import Hits

Span = tuple[int, int]
MAX_JUDGED = 20_000
"""Characters by which the style of a text is judged."""
_UPPER = bytes(range(65, 91))

_HAZARD_TEXT = """
warning watch advisory evacuate evacuation shelter flood flooding flash tornado hurricane wildfire fire storm blizzard ice snow
tsunami earthquake boil water lockdown amber alert outage emergency closed closure gas leak ammonia smoke ground
"""
_HAZARDS = frozenset(_HAZARD_TEXT.split())
_SELLING = frozenset("sale off free deal deals offer save shop buy order win".split())
ENOUGH_HAZARDS = 2


def _warns(shouted: Sequence[re.Match[str]]) -> bool:
    """Whether the capitals are those of a public warning, which are the custom of the trade."""
    words = {match[0].lower() for match in shouted}
    return len(words & _HAZARDS) >= ENOUGH_HAZARDS and words.isdisjoint(_SELLING)


def capitals(hits: Hits, options: dict[str, Any]) -> Sequence[Span]:
    """From the first word in capitals to the last, where such words are most of a text; () where they are not."""
    text, ratio, least = hits.view.text, options.get("ratio", 0.3), options.get("min_letters", 12)
    if text.isascii():
        raw = text.encode("ascii")
        if (len(raw) - len(raw.translate(None, _UPPER))) < least * ratio:
            return ()
        if sum(loud not in _KEYWORDS for loud in _LOUD.findall(text)) < 2:
            return ()
    text, offsets = composed(text)
    told = Spans(match.span() for match in _PAYERS.finditer(text, 0, MAX_JUDGED))
    found = _WORDS.finditer(text, 0, MAX_JUDGED)
    words = [match for match in found if not _excused(match, offsets, hits) and not told.contain(*match.span())]
    letters = sum(len(match[0]) for match in words)
    shouted = [match for match in words if match[0].isupper() and (len(match[0]) > 1 or match[0] == "A")]
    loud = sum(len(match[0]) for match in shouted)
    if letters < least or loud <= letters * ratio or sum(len(match[0]) > 3 for match in shouted) < 2:
        return ()
    if _warns(shouted):
        return ()
    return [in_original(offsets, shouted[0].start(), shouted[-1].end())]


_LOUD = lazy(r"[A-Z]{4,}")
_CAPITAL_NAME = r"(?:[A-Z][A-Z'&.-]+(?: [A-Z][A-Z'&.-]*){1,4})(?![A-Za-z])"
_PAYERS = lazy(
    r"(?i:\b(?:paid|sent|payment|transfer|deposit|purchase|charge|transaction)\b)(?:[^.!?\n]|\.[0-9]){0,40} "
    rf"(?i:from|to|by|at):? {_CAPITAL_NAME}|{_CAPITAL_NAME} (?:has )?(?:paid|sent|requested|deposited|transferred) "
    r"|(?i:\b(?:declined|charged|spent|approved|authorized|purchase|hold)\b) (?:for |of |at )?[$€£][0-9][0-9.,]* (?:at |@ ?)?"
    r"[A-Z][A-Z0-9'&.*-]{2,}(?: [A-Z][A-Z'&.*-]*){0,4}(?![A-Za-z])"
    r"|\bFRAUD (?:ALERT|DEPT|ALERTS)\b"
)
"""What banks write in capitals: who paid, who sent, where money was spent, and the head of an alert."""
_WORDS = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_KEYWORDS = frozenset(
    "STOP HELP START UNSTOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT OPT OUT YES NO INFO ARRET AIDE ALTO BAJA Y N C R "
    "AM PM ET CT MT PT EST CST PST EDT PDT UTC GMT USA US UK ID PIN OTP SMS MMS ATM PDF FAQ ASAP RSVP ETA TV LLC INC".split()
)


def _excused(match: re.Match[str], offsets: Sequence[int] | None, hits: Hits) -> bool:
    """Whether a word cannot shout: a keyword, an acronym of common use, part of a link, a field or the brand."""
    word = match[0]
    if word in _KEYWORDS:
        return True
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isdigit() or after.isdigit():
        return True
    if not word.isascii() and _LATIN.search(word) and _GREEK_OR_CYRILLIC.search(word):  # a disguise, which other rules judge
        return True
    context = hits.view.context
    names, their_words = _own_names(context.brand, context.brand_aliases)
    if word in names or bare(word.casefold()) in their_words:
        return True
    return hits.view.covered.overlap(*in_original(offsets, match.start(), match.start() + 1))


@lru_cache(maxsize=256)
def _own_names(brand: str | None, aliases: tuple[str, ...] | None) -> tuple[str, frozenset[str]]:
    """What the sender calls itself, and the words of it in lower case without accents: a name is no louder in capitals."""
    names = composed(" ".join(name for name in (brand, *(aliases or ())) if name))[0]
    return names, frozenset(bare(word.casefold()) for word in _WORDS.findall(names))


_LATIN, _GREEK_OR_CYRILLIC = lazy("[A-Za-z]"), lazy(r"[\u0370-\u052f]")
