"""Single words in leet, with repeats, accents, masks or inner separators."""

from __future__ import annotations

import re

from smslint.text.accents import accents_are_odd
from smslint.text.divided import joined
from smslint.text.leet import read_as, readings
from smslint.text.reading import Reading
from smslint.text.vocabulary import MAX_READINGS, SIGN, Vocabulary, Words, looks_like_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_TOKEN = 40
"""Characters of the longest word that is read again."""
LONG_WORD = 6
"""Letters from which a word of look-alikes is one even in a text of another script."""

_TOKEN = re.compile(r"[^\s,;:\"“”/\\=]+")
_LEAD = ".,;:?)]}'\"-_~*([{<"
_TRIM = ".,;:?)]}'\"-_~*(![{<>|"
_WEAK = re.compile(r"(?<![^\W_])(?:[^\W_]|[@$!|+€£¥¢])+")
_PRICE = re.compile(r"[£€¥][0-9]|\$[0-9]+(?![0-9a-z@$])")
_PART = re.compile(r"[^\-_./&+*~|()\[\]{}<>#^']+")


class Respelled:
    """Reads the words of one text again."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self._known: dict[str, Words] = {}
        self._accents: bool | None = None
        self._abroad: bool | None = None

    def read(self) -> Iterator[Reading]:
        """Every token that reads as a known word, in order."""
        if self.text.isascii() and not SIGN.search(self.text):
            return
        for match in _TOKEN.finditer(self.text):
            token = match[0]
            if len(token) > 2 and (not token.isascii() or SIGN.search(token)):
                yield from self._one(match.start(), token)

    def weak(self, known: set[int]) -> Iterator[Reading]:
        """Words too short or too ordinary in shape to be read alone, in a text where others are disguised: "0ur", "t0"."""
        for match in _WEAK.finditer(self.text):
            token = match[0].rstrip("!|+")
            if match.start() in known:
                continue
            if (token.isalpha() and token.isascii()) or not 1 < len(token) <= MAX_TOKEN:
                continue
            if _PRICE.search(token) or token in self.vocabulary.words:
                continue
            for word in readings(token, self.vocabulary.words, self.vocabulary.beginnings):
                folds = read_as(token, word) if len(word) == len(token) else None
                if folds and self._fits(folds, word) and not looks_like_code(self.text, match.start(), token):
                    yield Reading(match.start(), match.start() + len(token), (word,), folds)
                    break

    def _one(self, start: int, token: str) -> Iterator[Reading]:
        reading = self._whole(start, token)
        if reading is not None:
            yield reading
            return
        parts = [part for part in _PART.finditer(token) if len(part[0]) > 2]
        if parts and len(parts[0][0]) < len(token):
            for part in parts:
                sign = not part[0].isascii() or SIGN.search(part[0])
                if sign and not looks_like_code(self.text, start, part[0]):
                    reading = self._whole(start + part.start(), part[0])
                    if reading is not None:
                        yield reading

    def _whole(self, start: int, token: str) -> Reading | None:
        here = start + len(token) - len(token.lstrip(_LEAD))
        bare = token.lstrip(_LEAD).rstrip(_TRIM)
        for spelling in dict.fromkeys((bare, bare.rstrip("$+" + _TRIM))):
            words = self._known.get(spelling)
            if words is None:
                words = self._known[spelling] = self._words(spelling)
            if words and not looks_like_code(self.text, here, spelling):
                folds = {name for _, names in words for name in names}
                return Reading(here, here + len(spelling), tuple(word for word, _ in words), tuple(sorted(folds)))
        return None

    def _words(self, spelling: str) -> Words:
        vocabulary = self.vocabulary
        if not 2 < len(spelling) <= MAX_TOKEN or spelling in vocabulary.words:
            return []
        if _PRICE.search(spelling) or not any(map(str.isalpha, spelling)):
            return []
        if spelling.isascii() and not SIGN.search(spelling):
            return []
        words = [(word, folds) for word, folds in vocabulary.like(spelling) if folds and self._fits(folds, word)]
        if not words and ("vv" in spelling or spelling.startswith("rn")) and spelling not in vocabulary.lexicon:
            plain = spelling.replace("vv", "w")
            plain = "m" + plain[2:] if plain.startswith("rn") else plain
            words = [(plain, ("leet",))] if plain in vocabulary.words else []
        apart = [(word, folds) for word, folds in joined(spelling, vocabulary) if self._fits(folds, word)]
        return words or (vocabulary.masked(spelling) + apart)[:MAX_READINGS]

    def _fits(self, folds: tuple[str, ...], word: str) -> bool:
        """Accents are a disguise in English only, letters of another script among Latin words or in long words."""
        if "accent" in folds and "leet" not in folds:
            if self._accents is None:
                self._accents = accents_are_odd(self.text, self.vocabulary.lexicon)
            return self._accents
        if "lookalike" in folds and len(word) < LONG_WORD:
            if self._abroad is None:
                letters = [character for character in self.text if character.isalpha()]
                self._abroad = sum("\u0370" <= letter <= "\u058f" for letter in letters) * 2 > len(letters)
            return not self._abroad
        return True
