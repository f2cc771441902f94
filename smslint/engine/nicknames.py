"""What people call a business for short: "Winterhaven" for Winterhaven Meal Kits, "PLP" for Prairie Light & Power.

The full name and the declared aliases are looked for first, see `facts`. What stands here is asked only when they are not found.
"""

from __future__ import annotations

import itertools
import re

from smslint.engine.brands import index_of
from smslint.engine.rereading import rereadings
from smslint.engine.sender_names import (
    JOINTS,
    MAX_SENDERS,
    common_words,
    first_words,
    names_in_words,
    own_words,
    run_together,
)
from smslint.text.bare import bare
from smslint.text.composed import composed, in_original
from smslint.text.fold import fold
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from smslint.engine.hits import Hits, Occurrence
    from smslint.model import Context
    from smslint.text.links import Link

_SERVICES = "alerts?|texts?|pay|care|news|go|ready|line|connect|notify|safe"
"""What a business puts behind the first word of its name to call a service of its own: TernAlert, of Tern University."""
_STREETS = frozenset("street st road rd avenue ave lane ln drive dr boulevard blvd court way place".split())
_HEAD = 40
"""Characters at the start of a text in which an opening label stands."""


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
    """All short forms of one sender.

    own: see `own_words`; services: the first words of its names, and the patterns of services that bear them.
    """

    def __init__(
        self, nicknames: Iterable[Nickname], initials: Iterable[str], own: frozenset[str], firsts: Iterable[str]
    ) -> None:
        self.initials = [(short, _spelt(short)) for short in initials]
        self.own = own
        self.services = [(first, lazy(rf"(?<= ){re.escape(first)} ?(?:{_SERVICES})(?= )")) for first in firsts]
        self._nicknames = tuple(nicknames)
        self._firsts = frozenset(one.first for one in self._nicknames)

    def likely(self, words: str) -> Iterable[Nickname]:
        """The nicknames that a word form may hold."""
        there = self._firsts.intersection(words.split(" "))
        return [one for one in self._nicknames if one.first in there] if there else ()


def short_forms(hits: Hits) -> ShortForms:
    """Those of the sender, made once: many contexts differ in the recipient only. They hang on the rules' words for trades, so
    they are kept with the rules and not with the context, which other rules may see too."""
    context, made = hits.view.context, hits.program.short_forms
    sender = context.brand, context.brand_aliases
    known: ShortForms | None = made.get(sender)
    if known is None:
        if len(made) >= MAX_SENDERS:
            made.clear()
        common = common_words(hits.program)
        own, firsts = frozenset(own_words(context, common)), first_words(context, common)
        known = made[sender] = ShortForms(_nicknames(hits), _initials(context), own, firsts)
    return known


def named_shortly(hits: Hits) -> Occurrence | None:
    """Where the text uses a short form of the sender's name, or a bare address that spells it; None when it does not."""
    context, forms = hits.view.context, short_forms(hits)
    found = _called(hits, forms, hits.view.folded.words, hits.view.folded.span)
    if found is not None:
        return found
    text, offsets = composed(hits.view.text)
    text = bare(text)
    for short, pattern in forms.initials:
        if (short in text or (len(short) == 2 and "&" in text)) and (match := pattern.search(text)) is not None:
            return *in_original(offsets, *match.span()), (), (), ""
    for link in hits.view.links if hits.view.may_link else ():
        if "bare" in link.flags and _spelled_out(link, context):
            return link.start, link.end, (), (), ""
    return None


def named_otherwise(hits: Hits, names: tuple[str, ...]) -> Occurrence | None:
    """Where the text names the sender with or without accents that the name has not, or with its words cut short.

    names: the sender's names as padded word forms.
    """
    forms = short_forms(hits)
    for reading in rereadings(hits.view.folded, names_in_words(hits.view.context)):
        for name in names:
            at = reading.words.find(name)
            # A padded form begins one character before its name, as the word form does before the text.
            if at >= 0 and not _in_link(hits, *(span := reading.span(at, at + len(name) - 2))):
                return *span, (), (), ""
        found = _called(hits, forms, reading.words, reading.span)
        if found is not None:
            return found
    return None


def _called(hits: Hits, forms: ShortForms, words: str, place: Callable[[int, int], tuple[int, int]]) -> Occurrence | None:
    """Where a word form of the text holds a short form; place: the way from its folded text to the original."""
    nicknames = ((match, one) for one in forms.likely(words) for match in one.words.finditer(words))
    for match, one in itertools.chain(nicknames, _services(hits, forms, words)):
        # The word form has one character more before it than the text.
        start, end = place(match.start() - 1, match.end() - 1)
        if not _in_link(hits, start, end) and _is_name(hits.view.text, start, end, one):
            return start, end, (), (), ""
    return None


def _services(hits: Hits, forms: ShortForms, words: str) -> Iterator[tuple[re.Match[str], Nickname]]:
    """Services that bear the first word of a name: "TernAlert" and "Tern Alert" of Tern University."""
    for first, pattern in forms.services:
        for match in pattern.finditer(words) if first in words else ():
            parts = match[0].split()
            # Apple Pay is not what Apple Valley Bank calls its own, and "lifeline" is a word.
            if index_of(hits.program).named("".join(parts)) is None and (parts[1:] or not _in_dictionary(hits, parts[0])):
                yield match, Nickname(parts, sure=not parts[1:])


def _in_link(hits: Hits, start: int, end: int) -> bool:
    view = hits.view
    return view.may_link and any(link.start < end and start < link.end for link in view.links)


def host_names(link: Link, context: Context) -> bool:
    """Whether a host spells the sender's name or its first words: larch.example for Larch Cafe."""
    host = "".join(character for character in link.host if character.isalnum())
    return any(
        len(start) >= 4 and start in host
        for words in names_in_words(context)
        for count in range(1, len(words) + 1)
        if (start := "".join(words[:count]))
    )


def _spelled_out(link: Link, context: Context) -> bool:
    labels = {label.replace("-", "") for label in link.host.split(".")}
    # A name may be the very address: HealthCare.gov, Larch.example.
    labels.add(link.host.removeprefix("www.").replace(".", ""))
    return not labels.isdisjoint(run_together(context.brand, context.brand_aliases))


def _nicknames(hits: Hits) -> Iterator[Nickname]:
    context, common = hits.view.context, common_words(hits.program)
    seen: set[tuple[str, ...]] = set()
    for words in (*names_in_words(context), *_famous_names(hits)):
        shortened: list[tuple[Sequence[str], bool]] = [(words[:count], False) for count in range(len(words), 0, -1)]
        shortened += [(words[count:], True) for count in range(1, len(words))]
        for part, first_only in shortened:
            plain = [word for word in part if word not in JOINTS]
            if part[-1] in JOINTS or (len(part) > 1 and part[-1] in _STREETS) or tuple(part) in seen:
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
    for number in sorted({number for words in names_in_words(hits.view.context) for number in called(words)}):
        brand = hits.program.brands[number]
        for name in (brand["name"], *brand["aliases"]):
            yield fold(name).words.split()


def _in_dictionary(hits: Hits, word: str) -> bool:
    lexicon = hits.program.vocabulary.lexicon
    return word in lexicon or word.removesuffix("s") in lexicon


_JOINED = lazy(r"\b([A-Za-z])[\w'’]* ?(?:&|\band\b) ?([A-Za-z])")


def _initials(context: Context) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for words in names_in_words(context):
        letters = "".join(word[0] for word in words if word not in JOINTS).upper()
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
    if not all(word[:1].isupper() or word[:1].isdigit() for word in re.findall(r"[^\W_]+", written) if word not in JOINTS):
        return False
    if not one.alone:
        return True
    if _SENTENCE.search(text[max(0, start - 12) : start]) is None:
        return True
    tail = text[end : end + 48]
    return (start < _HEAD and _LABEL_END.match(tail) is not None) or not tail.strip(" .!-–—\n")
