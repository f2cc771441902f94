"""Undoing disguises: leet, spaced and split letters, masks, repeats, accents, encoded characters, turned text.

Only what looks disguised is read again, word by word, and only as a word that some rule knows: "fr33" becomes "free"
because a rule speaks of it, "AB12C" stays a booking code. The result is the folded text with some places replaced, and
each replacement remembers where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from smslint.text.fold import Folded, words_of
from smslint.text.leet import SPACED_SIGN, read_as, readings, strip_accents
from smslint.text.vocabulary import ACRONYMS, MAX_READ, MAX_READINGS, SIGN, Vocabulary, Words, looks_like_code

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ("Reading", "Variant", "Vocabulary", "variants")

MAX_TOKEN = 40
"""Characters of the longest word that is read again."""


class Reading:
    """folded[start:end] read as one of `words`; `folds` says how. What is replaced may run on to `until` (a gap)."""

    __slots__ = ("end", "folds", "start", "until", "words")

    def __init__(self, start: int, end: int, words: tuple[str, ...], folds: tuple[str, ...], until: int = 0) -> None:
        self.start = start
        self.end = end
        self.until = until or end
        self.words = words
        self.folds = folds


class Variant:
    """The folded text with disguises replaced, and the way back to the folded positions."""

    __slots__ = ("_begins", "_pieces", "folded")

    def __init__(self, text: str, readings: list[Reading], choice: int) -> None:
        parts: list[str] = []
        pieces: list[tuple[int, int, Reading | None]] = []
        at = length = 0
        for reading in readings:
            parts.append(text[at : reading.start])
            pieces.append((length, at, None))
            length += reading.start - at
            word = reading.words[min(choice, len(reading.words) - 1)]
            parts.append(word)
            pieces.append((length, reading.start, reading))
            length += len(word)
            at = reading.until
        parts.append(text[at:])
        pieces.append((length, at, None))
        joined = "".join(parts)
        self.folded = Folded.of(joined)
        self._pieces = pieces
        self._begins = [piece[0] for piece in pieces]

    def locate(self, start: int, end: int) -> tuple[int, int, tuple[str, ...]]:
        """(start, end) in the folded text of variant[start:end], and the folds undone inside; () when there are none."""
        first = bisect_right(self._begins, start) - 1
        last = bisect_right(self._begins, end - 1) - 1
        begin, place, reading = self._pieces[first]
        real_start = place if reading is not None else place + start - begin
        begin, place, reading = self._pieces[last]
        real_end = reading.end if reading is not None else place + end - begin
        folds = {fold_name for _, _, piece in self._pieces[first : last + 1] if piece is not None for fold_name in piece.folds}
        return real_start, real_end, tuple(sorted(folds))


def variants(folded: Folded, original: str, vocabulary: Vocabulary, splits: Iterable[tuple[int, int]] = ()) -> list[Variant]:
    """Every way to read the disguised places of a text, at most MAX_READINGS; empty when nothing looks disguised."""
    found = _resolve(folded, original, vocabulary, splits)
    if not found:
        return []
    count = min(MAX_READINGS, max(len(reading.words) for reading in found))
    return [Variant(folded.text, found, choice) for choice in range(count)]


def _resolve(folded: Folded, original: str, vocabulary: Vocabulary, splits: Iterable[tuple[int, int]]) -> list[Reading]:
    text = folded.text[:MAX_READ]
    found = [*_recoded(folded, original, text), *_spaced(folded, text, vocabulary)]
    found.extend(Reading(start, end, (_letters(text[start:end]),), ("spaced",)) for start, end in splits if end <= MAX_READ)
    taken = _Taken(found)
    tokens = _Tokens(text, vocabulary)
    found.extend(reading for reading in tokens.read() if taken.free(reading))
    if found or folded.alike:
        taken = _Taken(found)
        found.extend([reading for reading in tokens.weak({reading.start for reading in found}) if taken.free(reading)])
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].until:
            kept.append(reading)
    return kept


def _recoded(folded: Folded, original: str, text: str) -> Iterator[Reading]:
    """What overrides, turned letters and character codes show."""
    if text.isascii() and original.isascii() and not any(sign in text for sign in "&%\\=<"):
        return
    from smslint.text.recoded import codes, overridden, turned

    found = list(codes(text))
    if not original.isascii():
        found.extend((*overridden(folded, original, MAX_READ), *turned(folded, original, MAX_READ)))
    for start, end, shown, how in found:
        yield Reading(start, end, (shown,), (how,))


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


class _Taken:
    """Places that a stronger reading already explains."""

    def __init__(self, readings: list[Reading]) -> None:
        spans = sorted((reading.start, reading.end) for reading in readings)
        self._starts = [start for start, _ in spans]
        self._ends: list[int] = []
        furthest = 0
        for _, end in spans:
            furthest = max(furthest, end)
            self._ends.append(furthest)

    def free(self, reading: Reading) -> bool:
        before = bisect_right(self._starts, reading.end - 1) - 1
        return before < 0 or self._ends[before] <= reading.start


_SPACED_SIGN = re.compile(SPACED_SIGN)
_RUN = re.compile(r"(?<![^\W_])(?:[^\W_]|[@$!|+€£¥¢])(?:[\W_]{1,3}(?:[^\W_]|[@$!|+€£¥¢])(?![^\W_])){2,}")


def _spaced(folded: Folded, text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Words written one letter at a time: f r e e, f.r.e.e, (f)(r)(e)(e), f-r-3-e m-o-n-e-y."""
    for match in _RUN.finditer(text):
        if match[0].isascii() and not _SPACED_SIGN.search(text[max(0, match.start() - 1) : match.end() + 1]):
            continue
        from smslint.text.spelling import spelled_out

        for start, end, words, folds, until in spelled_out(folded, text, match.start(), match.end(), vocabulary):
            if not looks_like_code(text, start, text[start:end]):
                yield Reading(start, end, words, folds, until)


_TOKEN = re.compile(r"[^\s,;:\"“”/\\=]+")
_LEAD = ".,;:?)]}'\"-_~*([{<"
_TRIM = ".,;:?)]}'\"-_~*(![{<>|"
_WEAK = re.compile(r"(?<![^\W_])(?:[^\W_]|[@$!|+€£¥¢])+")
_INNER = re.compile(r"[._\-*|~^+]+")
_PRICE = re.compile(r"[£€¥][0-9]|\$[0-9]+(?![0-9a-z@$])")
_ODD_GAP = re.compile(r"[_*|~^+]|[.\-]{2}")
_PART = re.compile(r"[^\-_./&+*~|()\[\]{}<>#^']+")


class _Tokens:
    """Single words in leet, with repeats, accents, masks or inner separators."""

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
        return words or (vocabulary.masked(spelling) + self._joined(spelling))[:MAX_READINGS]

    def _fits(self, folds: tuple[str, ...], word: str) -> bool:
        """Accents are a disguise in English only, letters of another script among Latin words or in long words."""
        if "accent" in folds and "leet" not in folds:
            if self._accents is None:
                self._accents = _accents_are_odd(self.text, self.vocabulary)
            return self._accents
        if "lookalike" in folds and len(word) < 6:
            if self._abroad is None:
                letters = [character for character in self.text if character.isalpha()]
                self._abroad = sum("\u0370" <= letter <= "\u058f" for letter in letters) * 2 > len(letters)
            return not self._abroad
        return True

    def _joined(self, spelling: str) -> Words:
        """Parts of one word kept apart by dots, dashes or stars: ca.sino. Not all of the parts are words themselves."""
        parts = [part for part in _INNER.split(spelling) if part]
        together = "".join(parts)
        if len(parts) < 2 or len(together) < 4 or together in ACRONYMS:
            return []
        lexicon = self.vocabulary.lexicon
        odd = _ODD_GAP.search(spelling)
        plain = sum((part in lexicon and len(part) > 1) or part.isdigit() for part in parts)
        if len(parts) == 2:
            plain = sum(part in lexicon or part.isdigit() or len(part) == 1 for part in parts)
            if plain == 1 and len(together) < (5 if odd else 6):
                return []
        if plain == len(parts) and not (odd and len(together) > 5 and together in lexicon):
            return []
        words = [(together, ())] if together in self.vocabulary.words else self.vocabulary.like(together)
        return [(word, tuple(sorted({*folds, "spaced"}))) for word, folds in words if self._fits(folds, word)]


_FOREIGN = frozenset(
    "de la el los las para con por una del que en su lo tu le les des du et vous votre pour est une sur avec nous der das und "
    "mit ist nicht ein eine auf zu von não você seu sua uma os das dos na il gli che è y é à të je een het ve bir için".split()
)


def _accents_are_odd(text: str, vocabulary: Vocabulary) -> bool:
    """Whether accents look like a disguise here: English around them, and no small words of a language that has them."""
    words = words_of(text).split()
    if sum(word in _FOREIGN for word in words) >= 2:
        return False
    plain = [word for word in words if word.isascii() and word.isalpha()]
    english = sum(word in vocabulary.lexicon for word in plain)
    if len(plain) >= 2 and english * 2 >= len(plain):
        return True
    accented = [word for word in words if not word.isascii()]
    return len(accented) >= 2 and all(strip_accents(word) in vocabulary.lexicon for word in accented)
