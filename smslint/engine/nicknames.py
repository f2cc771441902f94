"""What people call a business for short: "Winterhaven" for Winterhaven Meal Kits, "PLP" for Prairie Light & Power.

The full name and the declared aliases are looked for first, see `facts`. What stands here is asked only when they are not found.
"""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.engine.brands import index_of
from smslint.engine.labels import NOT_NAMES
from smslint.text.composed import composed, in_original
from smslint.text.fold import fold
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from smslint.engine.hits import Hits, Occurrence
    from smslint.model import Context
    from smslint.text.links import Link

TRADE_WORDS = "identity/trade-words"
_LEADS = (("the",), ("city", "of"), ("town", "of"), ("county", "of"), ("village", "of"), ("state", "of"), ("university", "of"))
_JOINTS = frozenset("of and the for at on in de la le du des y et".split())
_STREETS = frozenset("street st road rd avenue ave lane ln drive dr boulevard blvd court way place".split())
_FOR_SHORT = dict(
    pair.split("/")
    for pair in (
        "saint/st sainte/ste mount/mt fort/ft doctor/dr north/n south/s east/e west/w veterinary/vet veterinarian/vet"
        " veterans/vets center/ctr centre/ctr department/dept association/assn university/univ elementary/elem management/mgmt"
        " services/svcs company/co brothers/bros international/intl district/dist community/comm apartments/apts government/govt"
        " national/natl"
    ).split()
)
"""Words of names and how they are written for short."""
_IN_FULL = {short: full for full, short in reversed(_FOR_SHORT.items()) if len(short) > 1}
_LETTERS_OR_DIGITS = lazy(r"[^\W\d_]+|\d+")
_LETTER_AND_NUMBER = lazy(r"\b([^\W\d_]) (\d+)\b")
_HEAD = 40
"""Characters at the start of a text in which an opening label stands."""


MAX_SENDERS = 1024
"""Senders whose short forms are remembered."""


class Nickname:
    """A short form. alone: one word; sure: no word of the dictionary, so that it is a name wherever it stands.

    first: the word without which it does not occur.
    """

    __slots__ = ("alone", "first", "first_only", "sure", "words")

    def __init__(self, words: Sequence[str], sure: bool, first_only: bool = False) -> None:
        self.first = next(word for word in words if word != "and")
        parts = [re.escape(word) for word in words if word != "and"]
        self.words = lazy(r"(?<= )" + r" +(?:and +)?".join(parts) + r"(?= )")
        self.alone = len(parts) == 1
        self.sure = sure
        self.first_only = first_only


class ShortForms:
    """All short forms of one sender."""

    def __init__(self, nicknames: Iterable[Nickname], initials: Iterable[str]) -> None:
        self.initials = [(short, _spelt(short)) for short in initials]
        self._nicknames = tuple(nicknames)
        self._firsts = frozenset(one.first for one in self._nicknames)

    def likely(self, words: str) -> Iterable[Nickname]:
        """The nicknames that a word form may hold."""
        there = self._firsts.intersection(words.split(" "))
        return [one for one in self._nicknames if one.first in there] if there else ()


def _short_forms(hits: Hits) -> ShortForms:
    """Those of the sender, made once: many contexts differ in the recipient only. They hang on the rules' words for trades, so
    they are kept with the rules and not with the context, which other rules may see too."""
    context, made = hits.view.context, hits.program.short_forms
    sender = context.brand, context.brand_aliases
    known: ShortForms | None = made.get(sender)
    if known is None:
        if len(made) >= MAX_SENDERS:
            made.clear()
        known = made[sender] = ShortForms(_nicknames(hits), _initials(context))
    return known


def named_shortly(hits: Hits) -> Occurrence | None:
    """Where the text uses a short form of the sender's name, or a bare address that spells it; None when it does not."""
    context, forms = hits.view.context, _short_forms(hits)
    folded, text = hits.view.folded, hits.view.text
    links = hits.view.links if hits.view.may_link else ()
    for one in forms.likely(folded.words):
        for match in one.words.finditer(folded.words):
            # The word form has one character more before it than the text.
            start, end = folded.span(match.start() - 1, match.end() - 1)
            if not any(link.start < end and start < link.end for link in links) and _is_name(text, start, end, one):
                return start, end, (), (), ""
    text, offsets = composed(text)
    for short, pattern in forms.initials:
        if (short in text or (len(short) == 2 and "&" in text)) and (found := pattern.search(text)) is not None:
            return *in_original(offsets, *found.span()), (), (), ""
    for link in links:
        if "bare" in link.flags and _spelled_out(link, context):
            return link.start, link.end, (), (), ""
    return None


def host_names(link: Link, context: Context) -> bool:
    """Whether a host spells the sender's name or its first words: larch.example for Larch Cafe."""
    host = "".join(character for character in link.host if character.isalnum())
    return any(
        len(start) >= 4 and start in host
        for words in _names(context)
        for count in range(1, len(words) + 1)
        if (start := "".join(words[:count]))
    )


def _spelled_out(link: Link, context: Context) -> bool:
    labels = {label.replace("-", "") for label in link.host.split(".")}
    return not labels.isdisjoint(_run_together(context.brand, context.brand_aliases))


def _names(context: Context) -> tuple[tuple[str, ...], ...]:
    """The words of the name and of each alias, also as they are written for short, and without what usually stands before: The,
    City of."""
    return _names_of(context.brand, context.brand_aliases)


@lru_cache(maxsize=MAX_SENDERS)
def _run_together(brand: str | None, aliases: tuple[str, ...] | None) -> frozenset[str]:
    """The names as one word each, as hosts write them."""
    return frozenset(word for words in _names_of(brand, aliases) if len(word := "".join(words)) >= 4)


@lru_cache(maxsize=MAX_SENDERS)
def _names_of(brand: str | None, aliases: tuple[str, ...] | None) -> tuple[tuple[str, ...], ...]:
    found = []
    for name in (brand or "", *(aliases or ())):
        for words in _spellings(fold(name).words.split()):
            found.append(tuple(words))
            for lead in _LEADS:
                if tuple(words[: len(lead)]) == lead and len(words) > len(lead):
                    found.append(tuple(words[len(lead) :]))
    return tuple([words for words in found if words])


def _spellings(words: list[str]) -> Iterator[list[str]]:
    """A name, and how else people write it: St. for Saint or Saint for St., A-1 for A1."""
    yield words
    for table in (_FOR_SHORT, _IN_FULL):
        if not table.keys().isdisjoint(words):
            yield [table.get(word, word) for word in words]
    parted = [part for word in words for part in _LETTERS_OR_DIGITS.findall(word)]
    joined = _LETTER_AND_NUMBER.sub(r"\1\2", " ".join(words)).split()
    for other in (parted, joined):
        if len(other) != len(words):
            yield other


def _nicknames(hits: Hits) -> Iterator[Nickname]:
    program, context = hits.program, hits.view.context
    common = program.words.get(TRADE_WORDS, frozenset()) | program.words.get(NOT_NAMES, frozenset())
    seen: set[tuple[str, ...]] = set()
    for words in (*_names(context), *_famous_names(hits)):
        shortened: list[tuple[Sequence[str], bool]] = [(words[:count], False) for count in range(len(words), 0, -1)]
        shortened += [(words[count:], True) for count in range(1, len(words))]
        for part, first_only in shortened:
            plain = [word for word in part if word not in _JOINTS]
            if part[-1] in _JOINTS or (len(part) > 1 and part[-1] in _STREETS) or tuple(part) in seen:
                continue
            common_only = all(word in common for word in plain)
            if len("".join(part)) < 3 or (common_only and (first_only or len(plain) < 2)):
                continue
            sure = any(len(word) >= 4 and word not in common and not _in_dictionary(hits, word) for word in plain)
            if len(part) == 1 < len(words) and first_only and not sure:
                continue
            seen.add(tuple(part))
            yield Nickname(part, sure, first_only or common_only)


def _famous_names(hits: Hits) -> Iterator[list[str]]:
    """What else people call a well-known sender."""
    called = index_of(hits.program).called
    for number in sorted({number for words in _names(hits.view.context) for number in called(words)}):
        brand = hits.program.brands[number]
        for name in (brand["name"], *brand["aliases"]):
            yield fold(name).words.split()


def _in_dictionary(hits: Hits, word: str) -> bool:
    lexicon = hits.program.vocabulary.lexicon
    return word in lexicon or word.removesuffix("s") in lexicon


_JOINED = lazy(r"\b([A-Za-z])[\w'’]* ?(?:&|\band\b) ?([A-Za-z])")


def _initials(context: Context) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for words in _names(context):
        letters = "".join(word[0] for word in words if word not in _JOINTS).upper()
        if len(letters) >= 2 and letters.isalpha():
            found[letters] = None
    for name in (context.brand or "", *(context.brand_aliases or ())):
        found.update(("".join(pair).upper(), None) for pair in _JOINED.findall(name))
    return tuple(found)


def _spelt(letters: str) -> re.Pattern[str]:
    """Initials in a text; two letters alone only open a label ("KU ALERT:"), or stand with their joint ("B&C")."""
    if len(letters) > 2:
        return lazy(rf"(?<![A-Za-z0-9]){letters}(?![A-Za-z0-9])")
    first, second = letters[0], letters[1]
    return lazy(rf"\A\W*{letters}(?=:| -|\s(?:ALERT|Alert|alert|here\b))|(?<![A-Za-z0-9]){first} ?& ?{second}(?![A-Za-z0-9])")


_OPENING = lazy(r"\s*[\[(<*\"']*\s*(?:(?:from|hi,? it'?s|this is|it'?s)\s)?", re.I)
_LABEL_END = lazy(r"[^.!?:\n]{0,40}(?::|\]|\s[-–—]\s)")
_SENTENCE = lazy(r"(?:\A|[.!?:]\s+|\n\s*)[\[(<*\"']*\Z")


def _is_name(text: str, start: int, end: int, one: Nickname) -> bool:
    """Whether the words at a place are written as a name, not as words of a sentence."""
    written = composed(text[start:end])[0]
    if one.first_only:
        opening = _OPENING.match(text)
        return opening is not None and start <= opening.end() and written[:1].isupper()
    if one.sure:
        return True
    # A number begins a name as well as a capital does.
    if not all(word[:1].isupper() or word[:1].isdigit() for word in re.findall(r"[^\W_]+", written) if word not in _JOINTS):
        return False
    if not one.alone:
        return True
    if _SENTENCE.search(text[max(0, start - 12) : start]) is None:
        return True
    tail = text[end : end + 48]
    return (start < _HEAD and _LABEL_END.match(tail) is not None) or not tail.strip(" .!-–—\n")
