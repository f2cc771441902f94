"""How a reply is worded, as traits that a linear model weighs: words in a row, and what stands about a wish to leave.

A trait is a short string. The same words give the same traits whatever case, greetings and punctuation stand at the ends.
Some words count by their kind (`IF`, `FAMILY`, `FAILED`, ... of `rules/replies/wording.yml`), so that what is learnt of
"my wife wants off" holds for "mi suegra se quiere salir"; and every word counts by its class, see smslint/replies/classes.py.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.replies.classes import class_traits, word_classes
from smslint.replies.marks import ASKS, BREAKS, END, ENDS, PAUSES, START
from smslint.replies.plain import BREAK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from smslint.replies.plain import Words
    from smslint.replies.signs import Sign

    Said = list[tuple[str, int]]

_SENTENCE = frozenset(".!\n\r…")
LENGTHS = (3, 6, 10, 16, 26, 40)
"""Words up to which replies count as equally long."""
MOST_KINDS = 24
"""Kinds of words of one sentence that are looked at together."""
WISH = "WISH"
"""Stands for the words of a wish to leave among the kinds of words."""


class WordKinds:
    """Which words count by their kind, which kinds bind or void a wish to leave, behind which words a demand begins, and
    what is said by the way (`if possible`, `hey siri`) and counts for nothing."""

    __slots__ = ("asides", "binding", "of", "openers")

    def __init__(self, kinds: Mapping[str, str], binding: Iterable[str], openers: str, asides: Iterable[str]) -> None:
        self.of: dict[str, tuple[str, ...]] = {}
        for kind, words in kinds.items():
            for word in words.split():
                self.of[word] = (*self.of.get(word, ()), kind)
        self.binding = frozenset(binding)
        self.openers = frozenset((START, PAUSES, *openers.split()))
        self.asides: dict[str, list[tuple[str, ...]]] = {}
        for words in sorted(asides, key=len, reverse=True):
            self.asides.setdefault(words.split()[0], []).append(tuple(words.split()))


@lru_cache(maxsize=1)
def word_kinds() -> WordKinds:
    """The shipped kinds of words, read once in a process."""
    from smslint.replies.phrases import FOLDER
    from smslint.rulebook.document import read_document
    from smslint.rulebook.home import rules_home

    path = rules_home() / FOLDER / "wording.yml"
    content = read_document(path.read_bytes(), path.name).value
    return WordKinds(content["kinds"], content["binding"], content["openers"], content["asides"])


def sayings(words: Words, text: str, greetings: Collection[tuple[str, ...]]) -> Said:
    """The words of a reply with their places, breaks as `?`, `.` or `,`; without greetings before, asides, and breaks about."""
    said: Said = []
    asides = word_kinds().asides
    skipped = 0
    for place, word in enumerate(words.words):
        if place < skipped:
            continue
        if word in asides:
            skipped = place + next(
                (len(one) for one in asides[word] if tuple(words.words[place : place + len(one)]) == one), 0
            )
            if place < skipped:
                continue
        if word != BREAK:
            said.append((word, place))
        elif said:
            said.append((_break(text[words.starts[place] : words.ends[place]]), place))
    while said and said[-1][0] in (ENDS, PAUSES):
        said.pop()
    return _after_greetings(said, greetings)


def is_end(text: str, span: tuple[int, int]) -> bool:
    """Whether a break between words ends a sentence or a question. span: its place in the text."""
    return _break(text[span[0] : span[1]]) != PAUSES


def _break(signs: str) -> str:
    if ASKS in signs:
        return ASKS
    return PAUSES if _SENTENCE.isdisjoint(signs) else ENDS


def _after_greetings(said: Said, greetings: Collection[tuple[str, ...]]) -> Said:
    while said:
        for length in range(min(4, len(said)), 0, -1):
            if tuple(word for word, _ in said[:length]) in greetings:
                break
        else:
            return said
        while length < len(said) and said[length][0] in BREAKS:
            length += 1
        said = said[length:]
    return said


def traits(said: Said, signs: Sequence[Sign], kind: str, known: Collection[str]) -> set[str]:
    """The traits of a reply.

    kind: as what its signs are read; known: the words that are traits by themselves. Of another word each three letters
    in a row are traits, so that slips count.
    """
    words = [word for word, _ in said]
    found = {f"k:{kind}", f"l:{sum(len(words) > most for most in LENGTHS)}"}
    for sign in signs:
        found.add(f"s:{sign.meaning}")
        found.add(f"n:{sign.name}")
    found.update(_rows(words))
    for word in words:
        if word not in known:
            spelt = f"^{word}$"
            found.update([f"c:{spelt[at : at + 3]}" for at in range(len(spelt) - 2)])
    wishes = [(sign.first, sign.last) for sign in signs if sign.meaning == "leave"]
    kinds = word_kinds()
    if wishes:
        _about(found, said, wishes)
        _openings(found, said, {first for first, _ in wishes}, kinds)
    for sentence, end in _sentences(said):
        _by_kind(found, _kinds_of(sentence, wishes, kinds), end, kinds)
    found.update(class_traits(words, word_classes()))
    return found


def _rows(words: Sequence[str]) -> Iterator[str]:
    """One, two and three words in a row."""
    second, before = "", START
    for word in (*words, END):
        yield word
        yield f"{before} {word}"
        if second:
            yield f"{second} {before} {word}"
        second, before = before, word


def _sentences(said: Said) -> Iterator[tuple[Said, str]]:
    """Each sentence with what ends it, nothing for the last."""
    first = 0
    for at, (word, _) in enumerate(said):
        if word in (ASKS, ENDS):
            yield said[first:at], word
            first = at + 1
    yield said[first:], ""


def _about(found: set[str], said: Said, wishes: list[tuple[int, int]]) -> None:
    """Add what stands before and behind the wish to leave in the last sentence that has one."""
    chosen: tuple[Said, str, list[tuple[int, int]]] | None = None
    for sentence, end in _sentences(said):
        here = [wish for wish in wishes if sentence and sentence[0][1] <= wish[0] <= sentence[-1][1]]
        chosen = (sentence, end, here) if here else chosen
    if chosen is None:
        return
    sentence, end, here = chosen
    begins, closes = min(wish[0] for wish in here), max(wish[1] for wish in here)
    ahead = [word for word, place in sentence if place < begins]
    behind = [word for word, place in sentence if place > closes]
    found.update([f"a:{word}" for word in ahead])
    found.update([f"b:{word}" for word in behind])
    opening = [word for word, _ in sentence[:2]]
    found.update(
        (f"f:{opening[0]}", f"f:{' '.join(opening)}", f"az:{' '.join(ahead[-2:])}", f"bz:{' '.join(behind[:2])}")
    )
    found.add(f"e:{end}{'later' if sentence[0] != said[0] else ''}")


def _openings(found: set[str], said: Said, begins: Collection[int], kinds: WordKinds) -> None:
    """Add how each wish begins: as a demand, which no word of a binding kind precedes in its sentence, or amid a sentence."""
    before, bound = START, False
    for word, place in said:
        if place in begins and before in kinds.openers:
            found.update((f"d:{word}", "demand"))
            if not bound:
                found.add("free demand")
        elif place in begins:
            found.update((f"w:{word}", f"p:{before}"))
        bound = bound or not kinds.binding.isdisjoint(kinds.of.get(word, ()))
        before = word
        if word in (ASKS, ENDS):
            before, bound = START, False


def _kinds_of(sentence: Said, wishes: list[tuple[int, int]], kinds: WordKinds) -> list[str]:
    """The kinds of the words of a sentence in order; a wish to leave is one."""
    found: list[str] = []
    for word, place in sentence:
        if any(first <= place <= last for first, last in wishes):
            if not found or found[-1] != WISH:
                found.append(WISH)
        elif word == PAUSES:
            found.append(PAUSES)
        else:
            found.extend(kinds.of.get(word, ()))
    return found[:MOST_KINDS]


def _by_kind(found: set[str], sentence: list[str], end: str, kinds: WordKinds) -> None:
    """Add kinds of words in a row, each kind with each that follows, and whether a wish stands unbound."""
    row = (START, *sentence, f">{end}")
    found.update([f"x:{kind}" for kind in row])
    found.update([f"x:{' '.join(row[at : at + 2])}" for at in range(len(row) - 1)])
    found.update([f"x:{' '.join(row[at : at + 3])}" for at in range(len(row) - 2)])
    found.update({f"y:{one} {other}" for at, one in enumerate(row) for other in row[at + 1 :]})
    if WISH in sentence:
        bound = kinds.binding.intersection(sentence)
        found.update([f"bound:{kind}" for kind in bound])
        found.add(f"z:{'bound' if bound else 'free'}{end}")
