"""Classes of words over the three languages, and the traits that their order gives.

"quítenme de su lista" and "scratch me from your rolls" are the same row of classes, so that what is learnt of one holds for
the other. Words, and which classes take a pronoun at their end: `rules/replies/classes.yml`.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.replies.marks import ASKS, BREAKS, END, ENDS, START

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

NO_CLASS = "-"
"""The class of a word that no class names."""
LONGEST_ROW = 4
"""Classes in a row that are a trait together."""
FARTHEST = 5
"""Places from a class to one behind it with which it is a trait."""
SHORTEST_BEGINNING = 3
MOST_WORDS = 120
"""Words of a reply that are read by their classes; a text of one part has fewer than half as many."""
_ENDINGS = (
    ("ME", ("me", "nos", "melo", "mela")),
    ("HIM", ("lo", "la", "los", "las", "le", "les", "selo")),
)
"""Pronouns that Spanish writes at the end of a verb, by their class."""


class WordClasses:
    """The class of each word: a whole word goes before a beginning, a longer beginning before a shorter.

    broad: the broad class of a class, nothing for one that is passed over; other classes are their own.
    """

    __slots__ = ("_beginnings", "_clitic", "_whole", "broad", "names")

    def __init__(
        self, classes: Mapping[str, str], clitic: Sequence[str], broad: Mapping[str, str], passed: str
    ) -> None:
        self._whole: dict[str, str] = {}
        self._beginnings: dict[str, str] = {}
        self._clitic = frozenset(clitic)
        self.names = frozenset((*classes, NO_CLASS, *(name for name, _ in _ENDINGS)))
        self.broad = {name: kind for kind, names in broad.items() for name in names.split()}
        self.broad.update((name, "") for name in passed.split())
        for name, words in classes.items():
            for word in words.split():
                (self._beginnings if word.endswith("*") else self._whole).setdefault(word.rstrip("*"), name)

    def of(self, word: str) -> tuple[str, ...]:
        """The class of a word, and that of the pronoun at its end when it has one."""
        if word in self._whole:
            return (self._whole[word],)
        for length in range(len(word), SHORTEST_BEGINNING - 1, -1):
            name = self._beginnings.get(word[:length])
            if name is not None:
                return (name, *self._ending(word[length:])) if name in self._clitic else (name,)
        return ("NUMERAL",) if word.isdigit() else (NO_CLASS,)

    def _ending(self, rest: str) -> tuple[str, ...]:
        """The class of the pronoun at the end of what follows a beginning."""
        return next(((name,) for name, endings in _ENDINGS if rest.endswith(endings)), ())


@lru_cache(maxsize=1)
def word_classes() -> WordClasses:
    """The shipped classes, read once in a process."""
    from smslint.replies.phrases import FOLDER
    from smslint.rulebook.document import read_document
    from smslint.rulebook.home import rules_home

    path = rules_home() / FOLDER / "classes.yml"
    content = read_document(path.read_bytes(), path.name).value
    return WordClasses(content["classes"], content["clitic"], content["broad"], content["passed"])


def class_traits(words: Sequence[str], classes: WordClasses) -> set[str]:
    """The traits of words by their classes.

    `c1:` to `c4:` so many in a row, `o:` one with one of the next places, `q:` and `r:` a word and the class behind or
    before it, `u:` two of the same sentence in whatever order, `g:` broad classes in a row, little words passed over.
    """
    row, literal = [START], [START]
    for word in words[:MOST_WORDS]:
        for name in (word,) if word in BREAKS else classes.of(word):
            row.append(name)
            literal.append(word)
    row.append(END)
    literal.append(END)
    found = set(_in_a_row(row))
    found.update(_apart(row))
    for at in range(len(row) - 1):
        found.update((f"q:{literal[at]} {row[at + 1]}", f"r:{row[at]} {literal[at + 1]}"))
    found.update(_together(row[1:-1]))
    found.update(_broadly(row, classes))
    return found


def row_traits(words: Sequence[str], classes: WordClasses) -> set[str]:
    """The traits of words by their classes alone, whatever stands about them."""
    return set(_in_a_row([name for word in words for name in classes.of(word)]))


def _broadly(row: Sequence[str], classes: WordClasses) -> Iterator[str]:
    """Two to four broad classes in a row; one that follows itself counts once."""
    kinds: list[str] = []
    for name in row:
        kind = classes.broad.get(name, name)
        if kind and kinds[-1:] != [kind]:
            kinds.append(kind)
    for length in range(2, LONGEST_ROW + 1):
        for at in range(len(kinds) - length + 1):
            yield f"g:{' '.join(kinds[at : at + length])}"


def _in_a_row(row: Sequence[str]) -> Iterator[str]:
    for length in range(1, LONGEST_ROW + 1):
        for at in range(len(row) - length + 1):
            yield f"c{length}:{' '.join(row[at : at + length])}"


def _apart(row: Sequence[str]) -> Iterator[str]:
    for at, name in enumerate(row):
        if name != NO_CLASS:
            for other in row[at + 2 : at + 1 + FARTHEST]:
                if other != NO_CLASS:
                    yield f"o:{name} {other}"


def _together(row: Sequence[str]) -> Iterator[str]:
    """Two classes of each sentence, marked when it is a question."""
    sentence: set[str] = set()
    for name in (*row, ENDS):
        if name not in (ENDS, ASKS):
            sentence.add(name)
            continue
        names = sorted(sentence - BREAKS - {NO_CLASS})
        mark = ASKS if name == ASKS else ""
        for at, one in enumerate(names):
            for other in names[at:]:
                yield f"u:{one} {other}{mark}"
        sentence = set()
