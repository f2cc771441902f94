"""The signs in the words of a reply: keywords, wishes, questions. Each says what it means and where it stands."""

from __future__ import annotations

from smslint.replies.phrases import BLOTTING, ReplyWords
from smslint.replies.plain import BREAK, GONE, Words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


LEAVE, RESTART, REGRET, HELP, HOLD, YES, SPARE = "leave", "restart", "regret", "help", "hold", "yes", "spare"
LIMIT, PART = "limit", "part"
"""What a wish to leave is bound to: a while, another number, some of the messages. A part is a wish by itself too."""
WHILE = "for_a_while"
"""A time in which there shall be no messages, when it follows a wish to leave in the same clause."""
FARTHEST_TIME = 5
"""Words from a wish to leave to the time that it is bound to."""
KEPT = "kept"
"""The sign of a wish to go on getting messages."""
KEYWORD, KEYWORD_CLAUSE = "keyword", "keyword_clause"
"""A keyword that is all of the reply, or all of a clause of it."""
_MEANING = {
    "insist": LEAVE, "limit": LIMIT, "part": PART, "spare": SPARE, "regret": REGRET, "hold": HOLD,
    "leave": LEAVE, "restart": RESTART, "help": HELP, "doubt": HOLD,
}  # fmt: skip
_KEYWORD_MEANING = {"strong": LEAVE, "weak": LEAVE, "help": HELP, "start": RESTART, "yes": YES}
_DISPLEASED = frozenset("complains declines reports no_consent asks_who forgotten".split())
"""Signs of one who does not like the messages, but has not asked for their end."""
_LINKS = frozenset("of de d des du del por par".split())
_LEFT_OVER = frozenset("stop unsubscribe quit unsub stopall arret arretez desabonner parar baja".split())


class Sign:
    """What some words of a reply, from `first` to `last` both included, say."""

    __slots__ = ("first", "language", "last", "meaning", "name")

    def __init__(self, meaning: str, name: str, language: str, first: int, last: int) -> None:
        self.meaning = meaning
        self.name = name
        self.language = language
        self.first = first
        self.last = last


def signs_in(words: Words, known: ReplyWords) -> list[Sign]:
    """All signs of a reply. The words of other matters are blotted out on the way."""
    signs = [sign for group in ("insist", "limit", "part") for sign in _phrases(words, known, group)]
    for group in BLOTTING:
        found = [sign for sign in _phrases(words, known, group) if not _is_of_messages(sign, words, known)]
        words.blot((sign.first, sign.last) for sign in found)
        signs += found
    signs += _keywords(words, known)
    for group in ("leave", "restart", "help", "doubt"):
        signs += _phrases(words, known, group)
    _strengthen(signs)
    signs = [sign for sign in signs if sign.name != WHILE or _is_meant(sign, signs, words)]
    if not any(sign.meaning in (LEAVE, RESTART, REGRET, HOLD) for sign in signs):
        signs += [Sign(HOLD, "left_over", "en", at, at) for at, word in enumerate(words.words) if word in _LEFT_OVER]
    return signs


def _strengthen(signs: list[Sign]) -> None:
    """Let a keyword that is a clause but not clear by itself count beside displeasure: "way too many. cancel"."""
    displeased = [sign for sign in signs if sign.name in _DISPLEASED]
    for sign in signs:
        if sign.name == KEYWORD_CLAUSE and any(
            other.last < sign.first or sign.last < other.first for other in displeased
        ):
            sign.meaning = LEAVE


def _is_meant(time: Sign, signs: list[Sign], words: Words) -> bool:
    """Whether a time belongs to a wish to leave: "stop until May", not "it wakes me during the night. Stop"."""
    return any(
        sign.meaning == LEAVE
        and sign.name != "said_before"
        and sign.first < time.first <= sign.last + FARTHEST_TIME
        and BREAK not in words.words[sign.first : time.first]
        for sign in signs
    )


def _is_of_messages(sign: Sign, words: Words, known: ReplyWords) -> bool:
    """Whether what seems another matter is a kind of message: "take me off the waitlist texts"."""
    if sign.meaning != SPARE or sign.name == KEPT:
        return False
    after = words.words[sign.last + 1 : sign.last + 3]
    if after and after[0] in _LINKS:
        del after[0]
    return bool(after) and after[0] in known.messages


def _phrases(words: Words, known: ReplyWords, group: str) -> Iterator[Sign]:
    ends: tuple[set[int], set[int]] | None = None
    for phrase in known.groups[group].near(words.words):
        for found in phrase.find(words.line):
            first, last = words.index(found.start()), words.index(found.end() - 2)
            if last < first or (first and words.words[first - 1] in phrase.barred):
                continue
            if phrase.opens or phrase.closes:
                ends = ends or _ends(words, known)
                if (phrase.opens and first not in ends[0]) or (phrase.closes and last + 1 not in ends[1]):
                    continue
            yield Sign(_MEANING[group], phrase.sign, phrase.language, first, last)


def _ends(words: Words, known: ReplyWords) -> tuple[set[int], set[int]]:
    """Where a clause may be said to open and to close: only courtesies stand before, or from there on."""
    opening = {at + 1 for at, word in enumerate(words.words) if word == GONE}
    closing: set[int] = set()
    for first, end in _clauses(words):
        opening.add(first)
        closing.add(end)
        for at in range(first, end):
            if at in opening:
                opening.update(at + length for length in _courtesies(words, known, at, end))
        for at in range(end - 1, first, -1):
            if any(at + length in closing for length in _courtesies(words, known, at, end)):
                closing.add(at)
    return opening, closing


def _courtesies(words: Words, known: ReplyWords, at: int, end: int) -> Iterator[int]:
    """The lengths of the courtesies that begin at a word."""
    for length in range(1, min(known.longest, end - at) + 1):
        if tuple(words.words[at : at + length]) in known.courtesies:
            yield length


def _keywords(words: Words, known: ReplyWords) -> list[Sign]:
    """Keywords of a reply that holds nothing else, or of clauses that hold nothing else and are clear by themselves."""
    clauses = [_clause(words, known, first, end) for first, end in _clauses(words)]
    if clauses and all(clause is not None for clause in clauses):
        return [sign for clause in clauses if clause for sign, _ in clause]
    return [
        Sign(SPARE if kind == "weak" else sign.meaning, KEYWORD_CLAUSE, sign.language, sign.first, sign.last)
        for clause in clauses
        if clause
        for sign, kind in clause
        if kind in ("strong", "weak")
    ]


def _clauses(words: Words) -> Iterator[tuple[int, int]]:
    first = 0
    for index, word in enumerate([*words.words, BREAK]):
        if word == BREAK:
            if index > first:
                yield first, index
            first = index + 1


def _clause(words: Words, known: ReplyWords, first: int, end: int) -> list[tuple[Sign, str]] | None:
    """The keywords of a clause of nothing but keywords and courtesies; None when it holds other words."""
    found: list[tuple[Sign, str]] = []
    at = first
    while at < end:
        if words.words[at] == GONE:
            return None
        for length in range(min(known.longest, end - at), 0, -1):
            phrase = tuple(words.words[at : at + length])
            if phrase in known.keywords or phrase in known.fillers:
                break
        else:
            return None
        if phrase in known.keywords:
            kind, language = known.keywords[phrase]
            found.append((Sign(_KEYWORD_MEANING[kind], KEYWORD, language, at, at + length - 1), kind))
        at += length
    return found
