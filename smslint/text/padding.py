"""Letters and digits without meaning at an end of a text: they make every copy another text."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Span = tuple[int, int]

_TOKEN = r"[\[({<#|~*_-]{0,2}[A-Za-z0-9]{5,12}[\])}>|~*_-]{0,2}"
_TAIL = re.compile(rf"(?<=[\s|~])({_TOKEN})[ .]*\Z")
_HEAD = re.compile(rf"\A\s*({_TOKEN})(?=[\s:|~-])")
_LETTERS = re.compile(r"[A-Za-z0-9]{5,12}")
_TURNS = re.compile(r"(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[a-z])(?=[A-Z])")
_LABELLED = re.compile(
    r"(?:code|ref|reference|id|no|number|order|booking|confirmation|tracking|track|coupon|promo|use|with|is|invoice|case|ticket|claim|policy|"
    r"account|acct|pin|otp|key|token|login|password|user|room|gate|flight|seat|plate|unit|model|sku|vin|serial|part|wifi|wi-fi|hash|commit|"
    r"build|version|release|job|session|link|at|by|from|reg|loc|locator|pnr|lot|batch|bin|dock|rack|host|server|node)[.:#]?\s*\Z|[:=@#/]\s*\Z",
    re.IGNORECASE,
)
_MEASURES = re.compile(r"(?:[0-9]+(?:ms|min|mins|m|s|sec|secs|hrs?|h|d|wk|w|ft|in|lbs?|oz|kg|g|km|mi|am|pm|x)){2,4}")
"""Times and measures written in one: 6m12s, 5ft11in."""
MANY_TURNS = 3
"""Changes between small letters, capitals and digits that no name has: iPhone15 has two."""
_RETRIEVER = 11
"""Characters of the hash by which Android hands a code to its app; it ends an honest text."""
_CODE_TEXT = re.compile(r"\b(?:code|passcode|otp|pin|verification|verify)\b", re.IGNORECASE)


def random_ends(text: str) -> Iterator[Span]:
    """A token at the beginning or the end that looks drawn by lot: x7Gq2, [k3Jf9w]."""
    tail = _TAIL.search(text, max(0, len(text) - 40))
    if (
        tail is not None
        and _is_random(tail[1], text)
        and not _LABELLED.search(text[max(0, tail.start() - 24) : tail.start()])
    ):
        yield tail.span(1)
    head = _HEAD.match(text)
    if head is not None and _is_random(head[1], text) and (tail is None or head.end(1) <= tail.start(1)):
        yield head.span(1)


def _is_random(token: str, text: str) -> bool:
    match = _LETTERS.search(token)
    letters = match[0] if match else ""
    if (
        not letters
        or not any(map(str.isdigit, letters))
        or letters.isupper()
        or letters.isdigit()
        or _MEASURES.fullmatch(letters)
    ):
        return False
    if len(letters) == _RETRIEVER and _CODE_TEXT.search(text):
        return False
    return len(_TURNS.findall(letters)) >= MANY_TURNS
