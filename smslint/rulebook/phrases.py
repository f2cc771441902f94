"""The mini-syntax of terms: `(a|b)` alternates, `[x]` may be absent, a backslash makes the next character literal."""

from __future__ import annotations

import re
from functools import cache, lru_cache

MAX_LITERALS = 40
"""Phrases of one term that are searched as literals; a larger term is searched as one pattern over words."""

MAX_EXPANDED = 2_000
"""Phrases that `expand` writes out."""

MAX_WORDS = 20_000
"""Words that the alternatives inside one word of a term may form."""

MAX_EXPANSIONS = 10_000_000
MAX_NESTING = 8
MAX_READ = 16_384
"""Terms that are remembered as they were read: each is counted, written out and searched for keys in turn."""
MAX_TERM = 2_000

# A space is a token of its own: what may be absent takes one along.
_TOKEN = re.compile(r"\\.|[()\[\]|\\]|\x20|[^\\()\[\]|\x20]+", re.DOTALL)
_ENDS = ("", ")", "]", "|")
_AND_OR_SIGN = "(?:and| )"
"""As in "scratch & win": word forms have a space for the sign, and one on each side of it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Piece = str | list["Piece"] | tuple["Piece", ...]  # a text, a sequence, or a choice between pieces


class TermError(ValueError):
    """A term that cannot be read; the text says why and what to write."""


def expand(term: str) -> list[str]:
    """All literal phrases of a term, without doubles, in the order of its alternatives.

    Raises TermError for a term that cannot be read or stands for more than MAX_EXPANDED phrases.
    """
    tree = _read(term)
    if _count(tree) > MAX_EXPANDED:
        raise TermError(f"this term stands for more than {MAX_EXPANDED:,} phrases; they are not written out")
    return list(dict.fromkeys(" ".join(phrase.split()) for phrase in _phrases(tree)))


def count(term: str) -> int:
    """How many phrases a term stands for, before doubles are dropped. Raises TermError as `expand` does."""
    return _count(_read(term))


def word_pattern(term: str) -> str:
    """A term as a pattern over word forms (letters, digits and single spaces), without the spaces around it.

    Raises TermError as `expand` does.
    """
    return _pattern(_spaced(_read(term))).strip(" ")


def words_of_term(term: str) -> frozenset[str]:
    """Every word that occurs in some phrase of a term. Raises TermError as `expand` does."""
    pieces = _pieces(_read(term))
    return frozenset(word for group in pieces for word in group if word)


def literal(text: str) -> str:
    """The term that means exactly this text."""
    return "".join("\\" + character if character in "()[]|\\" else character for character in text)


@lru_cache(maxsize=MAX_READ)
def _read(term: str) -> Piece:
    if len(term) > MAX_TERM:
        raise TermError(f"a term of {len(term):,} characters; the limit is {MAX_TERM:,}, write several")
    tree = _Reader(term).read()
    if _fewest_letters(tree) == 0:
        bare = not any(character.isalnum() for character in term)
        reason = (
            "has no letter or digit; use a pattern for symbols"
            if bare
            else "may shrink to nothing; keep one word outside [ ]"
        )
        raise TermError(f"this term {reason}" if term.strip() else "this term is empty")
    total = _count(tree)
    if total > MAX_EXPANSIONS:
        raise TermError(f"this term stands for {total:,} phrases; the limit is {MAX_EXPANSIONS:,}, split it")
    return tree


class _Reader:
    """Reads one term from left to right; a term is short, nesting is bounded."""

    def __init__(self, term: str) -> None:
        self.tokens = _TOKEN.findall(term)
        self.at = 0

    def read(self) -> Piece:
        tree = self._sequence(0)
        if self.at < len(self.tokens):
            mark = self.tokens[self.at]
            if mark == "|":
                raise TermError("`|` outside of parentheses; write (a|b), or \\| for the character")
            raise TermError(f"`{mark}` closes nothing; write \\{mark} for the character")
        return tree

    def _sequence(self, depth: int) -> Piece:
        pieces: list[Piece] = []
        while self._here() not in _ENDS:
            token = self.tokens[self.at]
            self.at += 1
            if token in ("(", "["):
                pieces.append(self._group(")" if token == "(" else "]", depth + 1))
            else:
                pieces.append(_unescaped(token))
        return pieces

    def _here(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _group(self, closer: str, depth: int) -> Piece:
        if depth > MAX_NESTING:
            raise TermError(f"brackets nested deeper than {MAX_NESTING} levels")
        choices = [self._sequence(depth)]
        while self._here() == "|":
            self.at += 1
            choices.append(self._sequence(depth))
        if self._here() != closer:
            opener = "(" if closer == ")" else "["
            raise TermError(f"`{opener}` is never closed; write \\{opener} for the character")
        if not any(choices):
            raise TermError(f"`{'()' if closer == ')' else '[]'}` is empty; drop it")
        self.at += 1
        return tuple([*choices, ""] if closer == "]" else choices)


def _unescaped(token: str) -> str:
    if token[0] != "\\":
        return token
    if len(token) == 1:
        raise TermError("the term ends with a backslash; write \\\\ for the character")
    return token[1]


def _count(piece: Piece) -> int:
    if isinstance(piece, str):
        return 1
    if isinstance(piece, tuple):
        return sum(_count(choice) for choice in piece)
    total = 1
    for part in piece:
        total *= _count(part)
    return total


def _fewest_letters(piece: Piece) -> int:
    if isinstance(piece, str):
        return sum(character.isalnum() for character in piece)
    if isinstance(piece, tuple):
        return min(_fewest_letters(choice) for choice in piece)
    return sum(_fewest_letters(part) for part in piece)


def _phrases(piece: Piece) -> Sequence[str]:
    if isinstance(piece, str):
        return (piece,)
    if isinstance(piece, tuple):
        return [phrase for choice in piece for phrase in _phrases(choice)]
    phrases = [""]
    for part in piece:
        endings = _phrases(part)
        phrases = [start + ending for start in phrases for ending in endings]
    return phrases


def _spaced(piece: Piece) -> Piece:
    """The same phrases, with the space that an absent part would leave doubled moved into that part."""
    if isinstance(piece, str):
        return piece
    if isinstance(piece, tuple):
        return tuple(_spaced(choice) for choice in piece)
    parts = [_spaced(part) for part in piece]
    for index, part in enumerate(parts):
        if not (isinstance(part, tuple) and "" in part):
            continue
        before = parts[index - 1] if index else " "
        if before == " " and parts[index + 1 : index + 2] == [" "]:
            parts[index] = tuple([choice, " "] if choice != "" else "" for choice in part)
            parts[index + 1] = ""
        elif before == " " and index and index + 1 == len(parts):
            parts[index] = tuple([" ", choice] if choice != "" else "" for choice in part)
            parts[index - 1] = ""
    return parts


def _pattern(piece: Piece) -> str:
    if isinstance(piece, str):
        return "".join(_symbol(character) for character in piece)
    if isinstance(piece, tuple):
        choices = list(dict.fromkeys(_pattern(choice) for choice in piece))
        return "(?:" + "|".join(choices) + ")"
    return "".join(_AND_OR_SIGN if _is_and(piece, index) else _pattern(part) for index, part in enumerate(piece))


def _is_and(parts: list[Piece], index: int) -> bool:
    """Whether this part is the word between two others that people also write as a sign."""
    return parts[index] == "and" and index > 0 and parts[index - 1 : index + 2 : 2] == [" ", " "]


@cache
def _symbol(character: str) -> str:
    from smslint.text.fold import fold
    from smslint.text.leet import strip_accents

    folded = " " if character.isspace() else fold(character).words[1:-1]
    if not folded or folded.isspace():
        return " " * len(folded)
    plain = strip_accents(folded)
    return folded if plain == folded else f"(?:{folded}|{plain})"


Pieces = tuple[set[str], set[str], set[str], set[str]]


def _pieces(piece: Piece) -> Pieces:
    """(texts without a space, texts before the first space, after the last, words between) over all phrases."""
    if isinstance(piece, str):
        if not piece:
            return {""}, set(), set(), set()
        whole: Pieces = ({""}, set(), set(), set())
        for character in piece:
            alone = character.lower()
            whole = _joined(whole, ({alone}, set(), set(), set()) if alone.isalnum() else (set(), {""}, {""}, set()))
        return whole
    if isinstance(piece, tuple):
        parts = [_pieces(choice) for choice in piece]
        return tuple(set().union(*(part[index] for part in parts)) for index in range(4))  # type: ignore[return-value]
    whole = ({""}, set(), set(), set())
    for part in piece:
        whole = _joined(whole, _pieces(part))
    return whole


def _joined(left: Pieces, right: Pieces) -> Pieces:
    if len(left[0]) * len(right[0]) > MAX_WORDS or len(left[2]) * len(right[1]) > MAX_WORDS:
        raise TermError("alternatives inside one word multiply too far; write the words out")
    solo = {first + last for first in left[0] for last in right[0]}
    heads = left[1] | {first + head for first in left[0] for head in right[1]}
    tails = right[2] | {tail + last for tail in left[2] for last in right[0]}
    words = left[3] | right[3] | {tail + head for tail in left[2] for head in right[1]}
    return solo, heads, tails, words
