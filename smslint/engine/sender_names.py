"""The sender's names in words, in every spelling that people have for them: without accents, for short, or in full."""

from __future__ import annotations

import itertools
from functools import lru_cache

from smslint.engine.labels import NOT_NAMES
from smslint.text.bare import bare, spelled_out
from smslint.text.fold import fold, words_of
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smslint.engine.program import Program
    from smslint.model import Context

TRADE_WORDS = "identity/trade-words"
_LEADS = (("the",), ("city", "of"), ("town", "of"), ("county", "of"), ("village", "of"), ("state", "of"), ("university", "of"))
JOINTS = frozenset("of and the for at on in de la le du des y et".split())
"""Small words inside names."""
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
MAX_SENDERS = 1024
"""Senders whose names and short forms are remembered."""


def names_in_words(context: Context) -> tuple[tuple[str, ...], ...]:
    """The words of the name and of each alias, also without accents, as they are written for short, and without what usually
    stands before: The, City of."""
    return _names_of(context.brand, context.brand_aliases)


@lru_cache(maxsize=MAX_SENDERS)
def run_together(brand: str | None, aliases: tuple[str, ...] | None) -> frozenset[str]:
    """The names as one word each, as hosts write them."""
    return frozenset(word for words in _names_of(brand, aliases) if len(word := "".join(words)) >= 4)


@lru_cache(maxsize=MAX_SENDERS)
def _names_of(brand: str | None, aliases: tuple[str, ...] | None) -> tuple[tuple[str, ...], ...]:
    found = []
    for name in (brand or "", *(aliases or ())):
        for words in (words for letters in in_other_letters(name) for words in _spellings(letters.split())):
            found.append(tuple(words))
            for lead in _LEADS:
                if tuple(words[: len(lead)]) == lead and len(words) > len(lead):
                    found.append(tuple(words[len(lead) :]))
    return tuple([words for words in found if words])


def in_other_letters(name: str) -> Iterable[str]:
    """A name as a word form; one with accents also without them, and with its umlauts spelled out."""
    folded = fold(name)
    if folded.words.isascii():
        return (folded.words,)
    return dict.fromkeys((folded.words, bare(folded.words), words_of(spelled_out(folded.text))))


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


def common_words(program: Program) -> frozenset[str]:
    """Words that many names share, or that are none, with and without their accents: they alone do not tell whose a name is."""
    return _with_bare(program.words.get(TRADE_WORDS, frozenset()), program.words.get(NOT_NAMES, frozenset()))


@lru_cache(maxsize=4)
def _with_bare(*lists: frozenset[str]) -> frozenset[str]:
    words = frozenset[str]().union(*lists)
    return words.union(map(bare, words))


def own_words(context: Context, common: frozenset[str]) -> Iterator[str]:
    """Without accents: the words of the sender's names that are not common, and each name as one word."""
    for words in names_in_words(context):
        plain = [bare(word) for word in words]
        yield "".join(plain)
        yield from (word for word in plain if len(word) >= 3 and word not in common)


def first_words(context: Context, common: frozenset[str]) -> Iterable[str]:
    """The first word of each of the sender's names that is not common, each once."""
    found: dict[str, None] = {}
    for words in names_in_words(context):
        own = (word for word in words if len(word) >= 3 and word not in common and word not in JOINTS)
        found.update(dict.fromkeys(itertools.islice(own, 1)))
    return found
