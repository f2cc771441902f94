"""What a reply means: does this person want no more messages?

The reply becomes plain words; what belongs to another matter (a bus stop, a table to be cancelled) is taken out; what
remains is read for keywords and for wishes. When words of leaving remain that no phrase explains, a person should look.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from smslint.campaign.reply_likeness import LEAVES, STAYS, likeness
from smslint.campaign.reply_quotes import without_quotes
from smslint.campaign.reply_signs import (
    HELP,
    HOLD,
    KEYWORD,
    KEYWORD_CLAUSE,
    LEAVE,
    REGRET,
    RESTART,
    YES,
    Sign,
    signs_in,
)
from smslint.campaign.reply_spelling import mend
from smslint.campaign.reply_text import GONE, MAX_READ, read_words
from smslint.campaign.reply_words import reply_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ReplyKind(Enum):
    """What to do with a reply."""

    OPT_OUT = "opt_out"
    HELP = "help"
    START = "start"
    UNSURE = "unsure"
    NONE = "none"

    def __str__(self) -> str:
        return self.value


class Evidence:
    """Words of a reply that speak for a reading: their place in the text as given (code points), and what they say."""

    __slots__ = ("end", "sign", "start")

    def __init__(self, sign: str, start: int, end: int) -> None:
        self.sign = sign
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Evidence({self.sign} {self.start}:{self.end})"

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape, without the words themselves."""
        return {"sign": self.sign, "start": self.start, "end": self.end}


class Reply:
    """The reading of one reply. It does not repeat the text; `evidence` points into it, the first sign decided.

    kind: opt_out, help, start, unsure (a person should look) or none; language: en, es, fr of the words that
    decided, None when none did; keyword: whether the reply is nothing but a keyword and courtesies.
    """

    __slots__ = ("evidence", "keyword", "kind", "language")

    def __init__(
        self, kind: ReplyKind, evidence: tuple[Evidence, ...] = (), language: str | None = None, keyword: bool = False
    ) -> None:
        self.kind = kind
        self.evidence = evidence
        self.language = language
        self.keyword = keyword

    def __repr__(self) -> str:
        return f"Reply({self.kind.value}, {len(self.evidence)} signs)"

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape, without the text."""
        return {
            "kind": self.kind.value,
            "language": self.language,
            "keyword": self.keyword,
            "evidence": [sign.to_dict() for sign in self.evidence],
        }


LEANING = ("leaning", ReplyKind.OPT_OUT)
FIRM = frozenset({KEYWORD, KEYWORD_CLAUSE})
"""Signs that no wording takes back."""
SHORT = 12
"""Characters of a reply whose reading is kept: most are STOP and its like, and none can tell who wrote them."""
_MEANINGS = (
    (REGRET, ReplyKind.START),
    (LEAVE, ReplyKind.OPT_OUT),
    (RESTART, ReplyKind.START),
    (HOLD, ReplyKind.UNSURE),
    (HELP, ReplyKind.HELP),
)
"""What decides, the first that is there; a wish to leave beats a question about it, a mistake that is taken back beats both."""


def classify_reply(text: str, *, opted_out: bool | None = None) -> Reply:
    """What the reply `text` means, in English, Spanish or French.

    opted_out: whether the sender of the reply is opted out already, None: unknown; only then is "yes" a restart.
    Pure after the first call, which loads the word lists of `rules/replies/`.
    Source: 47 CFR 64.1200(a)(10), any reasonable means; T-Mobile Code of Conduct 2.11.
    """
    return _short(text, opted_out) if len(text) <= SHORT else _read(text, opted_out)


@lru_cache(maxsize=4096)
def _short(text: str, opted_out: bool | None) -> Reply:
    return _read(text, opted_out)


def _read(text: str, opted_out: bool | None) -> Reply:
    known = reply_words()
    words = read_words(without_quotes(text[:MAX_READ], known.reactions), known.pictures, known.tags, mend)
    said = list(words.words)
    signs = signs_in(words, known)
    kind = _settled(_kind(signs, opted_out), signs, said, GONE in words.words)
    if kind == LEANING:
        return Reply(ReplyKind.OPT_OUT, (Evidence("worded_like_leaving", *words.span(0, len(said) - 1)),))
    if kind is None:
        return Reply(ReplyKind.NONE)
    deciding = [sign for sign in signs if kind[0] == sign.meaning]
    evidence = tuple(Evidence(sign.name, *words.span(sign.first, sign.last)) for sign in deciding)
    return Reply(kind[1], evidence, deciding[0].language, any(sign.name == KEYWORD for sign in deciding))


def _settled(
    kind: tuple[str, ReplyKind] | None, signs: list[Sign], said: list[str], blotted: bool
) -> tuple[str, ReplyKind] | None:
    """The kind after the wording had its say, where the signs do not settle it."""
    if kind is None or kind[1] is ReplyKind.UNSURE:
        plain = not blotted and not any(sign.meaning in (RESTART, YES) for sign in signs)
        return LEANING if said and plain and likeness(said) > LEAVES else kind
    firm = any(sign.meaning == LEAVE and sign.name in FIRM for sign in signs)
    if kind[0] == LEAVE and not firm and likeness(said) < STAYS:
        return LEAVE, ReplyKind.UNSURE
    return kind


def _kind(signs: list[Sign], opted_out: bool | None) -> tuple[str, ReplyKind] | None:
    there = {sign.meaning for sign in signs}
    keywords = {sign.meaning for sign in signs if sign.name == KEYWORD}
    if LEAVE in keywords and keywords & {RESTART, HELP}:
        return LEAVE, ReplyKind.UNSURE
    if YES in there and opted_out and not there - {YES}:
        return YES, ReplyKind.START
    return next(((meaning, kind) for meaning, kind in _MEANINGS if meaning in there), None)
