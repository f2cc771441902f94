"""What a misspelt word of a reply means. Only the words that decide are mended, and never a word that exists."""

from __future__ import annotations

import re
from functools import lru_cache

from smslint.replies.phrases import ReplyWords, reply_words
from smslint.text.fold_tables import LOOKALIKE

_LEET = str.maketrans("013457$@", "oieastsa")
_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1")
LONGEST_WORD = 60
"""Letters of a word that is looked into; a longer one is no word."""
SHORTEST_GLUED = 6


@lru_cache(maxsize=1)
def _lexicon() -> frozenset[str]:
    """Ordinary English words."""
    from smslint.rulebook.document import read_document
    from smslint.rulebook.home import rules_home

    path = rules_home() / "lists" / "lexicon" / "en.yaml"
    content = read_document(path.read_bytes(), path.name).value
    words = content["words"]
    return frozenset((words if isinstance(words, str) else " ".join(words)).split())


@lru_cache(maxsize=8192)
def mend(word: str, alone: bool) -> list[str]:
    """The words that a spelling means: itself when it is one. alone: the reply holds no other word."""
    words = reply_words()
    if word in words.slips:
        return words.slips[word]
    if word in words.known or len(word) > LONGEST_WORD:
        return [word]
    for plainer in _plainer(word):
        if plainer in words.known:
            return [plainer]
        if plainer in words.slips:
            return words.slips[plainer]
    if word in words.sound or (len(word) > 3 and word in _lexicon()):
        return [word]
    return _glued(word, words) or [_nearest(word, alone, words)]


def _plainer(word: str) -> list[str]:
    """Other spellings of the same: digits for letters, letters held down."""
    spellings = []
    if not word.isascii():
        spellings.append("".join(LOOKALIKE.get(letter, letter) for letter in word))
    if "*" in word:
        shape = re.compile(re.escape(word).replace(r"\*", "."))
        fitting = [known for known in reply_words().known if shape.fullmatch(known)]
        spellings += sorted(fitting, key=lambda known: ((known,) not in reply_words().fillers, known))[:1]
    if not word.isalpha() and not word.isdigit():
        spellings.append(word.translate(_LEET))
    short = _RUN.sub(r"\1", word)
    if short != word:
        spellings += [short, _RUN.sub(r"\1\1", word)]
    if word.endswith("in"):
        spellings.append(f"{word}g")
    single = _DOUBLE.sub(r"\1", word)
    if single != word and word not in _lexicon():
        spellings.append(single)
    return spellings


def _glued(word: str, words: ReplyWords) -> list[str]:
    """The known words that were written without spaces between them, or nothing."""
    if len(word) < SHORTEST_GLUED:
        return []
    best: list[list[str] | None] = [[], *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 14), end - 1):
            before, part = best[start], word[start:end]
            if (
                before is not None
                and (part in words.known)
                and (len(part) > 2 or part in ("me", "my", "it", "us", "no", "de", "go", "do"))
            ):
                candidate = [*before, part]
                if best[end] is None or len(candidate) < len(best[end] or ()):
                    best[end] = candidate
    return best[-1] or []


def _nearest(word: str, alone: bool, words: ReplyWords) -> str:
    """The one deciding word that is a slip away, else the word itself."""
    allowed = 2 if len(word) >= 9 else 1
    if len(word) < (3 if alone else 4):
        return word
    ranked = sorted(
        (distance(word, core, allowed), core) for core in words.core if abs(len(core) - len(word)) <= allowed
    )
    if not ranked or ranked[0][0] > allowed or (len(ranked[0][1]) < 5 and not alone and word[0] != ranked[0][1][0]):
        return word
    return ranked[0][1]


def distance(one: str, other: str, most: int) -> int:
    """Slips between two words: a letter more, less, wrong, or two swapped; `most` + 1 when there are more than that."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, row, last = row, [i, *[0] * len(other)], before
        for j, wanted in enumerate(other, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], last[j - 2] + 1)
        if min(row) > most + 1:
            return most + 1
    return min(row[-1], most + 1)
