"""What a reply means: does this person want no more messages?

The reply becomes plain words; what belongs to another matter (a bus stop, a table to be cancelled) is taken out; what
remains is read for keywords and for wishes. When words of leaving remain that no phrase explains, a person should look.
But for plain keywords, what is found so is weighed with the rest of the wording, by weights learnt from labelled replies.
"""

from __future__ import annotations

from enum import Enum

from smslint.replies.bonds import are_bound
from smslint.replies.phrases import reply_words
from smslint.replies.plain import BREAK, MAX_READ, Words, read_words
from smslint.replies.quotes import without_quotes
from smslint.replies.signs import HELP, HOLD, KEYWORD, LEAVE, LIMIT, PART, REGRET, RESTART, YES, Sign, signs_in
from smslint.replies.spelling import mend
from smslint.replies.weighing import weigh
from smslint.replies.wording import is_end, sayings
from smslint.text.leet import strip_accents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


WRONG = "wrong_person"
"""The sign of a reply that says that the number is another's."""
CONDITION = "condition"
"""The sign of a wish to leave that hangs on a condition."""
WORDING = "wording"
"""The sign of words that no phrase knows, but that weigh as a wish to leave."""


_REQUESTS = frozenset(
    "can could would will please pls plz why when how puede pueden podria podrian favor pouvez pourriez peux svp stp".split()
)
"""Words that make a question a request."""


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
    decided, None when none did; keyword: whether the reply is nothing but courtesies and a keyword that providers act on by
    themselves, such as STOP; "leave me alone" is none.
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


_MEANINGS = (
    (REGRET, ReplyKind.START),
    (LEAVE, ReplyKind.OPT_OUT),
    (RESTART, ReplyKind.START),
    (HOLD, ReplyKind.UNSURE),
    (PART, ReplyKind.UNSURE),
    (HELP, ReplyKind.HELP),
)
"""What decides, the first that is there; a wish to leave beats a question about it, a mistake that is taken back beats both."""


def classify_reply(text: str, *, opted_out: bool | None = None) -> Reply:
    """What the reply `text` means, in English, Spanish or French.

    opt_out: its writer wants the messages to this number to end, all of them, now, in whatever words; a bare "wrong number"
    is one. unsure: a person should look, for it may be no such wish: a question about stopping, some of the messages or a
    condition, a wish of somebody else, a complaint, an end for later, or one that is said to have failed and is not asked
    for again. help and start: it asks for help with the messages, or for messages. none: everything else.
    opted_out: whether the sender of the reply is opted out already, None: unknown; only then is "yes" a restart.
    Pure after the first call, which loads the words and weights of `rules/replies/`. Raises TypeError when text is no str.
    Source: 47 CFR 64.1200(a)(10), any reasonable means; T-Mobile Code of Conduct 2.11.
    """
    if not isinstance(text, str):
        raise TypeError(f"the reply is a str, not {type(text).__name__}")
    reading = read_reply(text)
    kind = _kind(reading.signs, opted_out)
    if kind is not None and kind[0] == LEAVE and "?" in text and _is_asked(text, reading, reply_words().greetings):
        kind = LEAVE, ReplyKind.UNSURE
    deciding = [sign for sign in reading.signs if kind is not None and kind[0] == sign.meaning]
    if reading.said and not any(sign.name == KEYWORD or sign.meaning == YES for sign in deciding):
        weighed = _weighed(reading, kind[1] if kind else ReplyKind.NONE, deciding)
        if weighed is not None:
            return weighed
    if kind is None:
        return Reply(ReplyKind.NONE)
    return _reply(reading, kind[1], deciding, _is_acted_on(text, reading, deciding))


class Reading:
    """What a reply is read by: its words, what it says before words of other matters are taken out, and its signs."""

    __slots__ = ("said", "signs", "words")

    def __init__(self, said: list[tuple[str, int]], signs: list[Sign], words: Words) -> None:
        self.said = said
        self.signs = signs
        self.words = words


def read_reply(text: str) -> Reading:
    """The words and signs of a reply, its first 5,000 characters."""
    known = reply_words()
    own = without_quotes(text[:MAX_READ], known.reactions, known.automatic)
    words = read_words(own, known.pictures, known.tags, mend)
    said = sayings(words, own, known.greetings)
    written = list(words.words)
    signs = signs_in(words, known)
    wishes = [(sign.first, sign.last) for sign in signs if sign.meaning == LEAVE]
    ends = frozenset(
        place for place, word in enumerate(written) if word == BREAK and is_end(own, words.span(place, place))
    )
    if are_bound(wishes, written, ends, known.conditions):
        signs.append(Sign(PART, CONDITION, signs[0].language, *wishes[0]))
    return Reading(said, signs, words)


def kind_by_signs(text: str, reading: Reading) -> ReplyKind:
    """As what the signs alone read a reply, before its wording is weighed."""
    kind = _kind(reading.signs, None)
    if kind is None:
        return ReplyKind.NONE
    asked = kind[0] == LEAVE and "?" in text and _is_asked(text, reading, reply_words().greetings)
    return ReplyKind.UNSURE if asked else kind[1]


def _weighed(reading: Reading, kind: ReplyKind, deciding: list[Sign]) -> Reply | None:
    """The reply when its wording says otherwise than its signs about an end of the messages, else None."""
    weighing = weigh(reading.said, reading.signs, kind.value)
    if kind is ReplyKind.OPT_OUT:
        return None if weighing.total > 0 else _reply(reading, ReplyKind.UNSURE, deciding)
    if weighing.total <= 0:
        return None
    leaving = [sign for sign in reading.signs if sign.meaning == LEAVE]
    if leaving:
        return _reply(reading, ReplyKind.OPT_OUT, leaving)
    language = reading.signs[0].language if reading.signs else None
    return Reply(ReplyKind.OPT_OUT, (Evidence(WORDING, *reading.words.span(*weighing.place())),), language)


def _reply(reading: Reading, kind: ReplyKind, deciding: list[Sign], keyword: bool = False) -> Reply:
    evidence = tuple(Evidence(sign.name, *reading.words.span(sign.first, sign.last)) for sign in deciding)
    return Reply(kind, evidence, deciding[0].language, keyword)


def _is_acted_on(text: str, reading: Reading, deciding: list[Sign]) -> bool:
    """Whether all keywords of a reply are such that providers act on them, as they are written: they mend no spelling."""
    spans = [reading.words.span(sign.first, sign.last) for sign in deciding if sign.name == KEYWORD]
    acted_on = reply_words().acted_on
    return bool(spans) and all(_as_keyword(text[start:end]) in acted_on for start, end in spans)


def _as_keyword(written: str) -> str:
    """A keyword in the letters of the lists: small, without accents, a hyphen as a space."""
    return strip_accents(written.casefold().replace("-", " "))


def _is_asked(text: str, reading: Reading, greetings: frozenset[tuple[str, ...]]) -> bool:
    """Whether a reply asks about leaving more than it asks to leave.

    One keyword and a question mark ask what the word does, and so do words that end in it, as "is it free to text STOP?";
    "do you have the wrong number?" asks whose number this is. A request, as "can you stop?", asks for it.
    """
    words = reading.words
    leaving = [sign for sign in reading.signs if sign.meaning == LEAVE]
    if all(sign.name == WRONG for sign in leaving):
        return _question_follows(text, words.span(leaving[-1].first, leaving[-1].last)[1])
    last = max(sign.last for sign in leaving)
    if not _question_follows(text, words.span(last, last)[1]):
        return False
    if all(sign.first == last for sign in leaving) and _REQUESTS.isdisjoint(words.words):
        return True
    firsts = _after_greetings(words, greetings)
    return any(sign.name == KEYWORD and sign.first in firsts and sign.last == last for sign in leaving)


def _question_follows(text: str, place: int) -> bool:
    return text[place:].lstrip(" .!\"”’'»)*").startswith("?")


def _after_greetings(words: Words, greetings: frozenset[tuple[str, ...]]) -> set[int]:
    """Where a reply may be said to begin: at its first word, or behind greetings."""
    said = [index for index, word in enumerate(words.words) if word != BREAK]
    spoken = tuple(words.words[index] for index in said)
    opening = {0}
    for place in range(len(said)):
        if place in opening:
            opening.update(end for end in range(place + 1, len(said)) if spoken[place:end] in greetings)
    return {said[place] for place in opening}


def _kind(signs: list[Sign], opted_out: bool | None) -> tuple[str, ReplyKind] | None:
    there = {sign.meaning for sign in signs}
    if {LEAVE, RESTART} <= {sign.meaning for sign in signs if sign.name == KEYWORD}:
        return LEAVE, ReplyKind.UNSURE
    if LEAVE in there and there & {LIMIT, PART} and REGRET not in there:
        return LEAVE, ReplyKind.UNSURE
    if YES in there and opted_out and not there - {YES}:
        return YES, ReplyKind.START
    return next(((meaning, kind) for meaning, kind in _MEANINGS if meaning in there), None)
