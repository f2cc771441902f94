"""Undoing disguises: leet, spaced and split letters, masks, repeats, accents, encoded characters, reversed text.

Only what looks disguised is read again, word by word, and only as a word that some rule knows: "fr33" becomes "free"
because a rule speaks of it, "AB12C" stays a booking code. The result is the folded text with some places replaced, and
each replacement remembers where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from smslint.text.fold import Folded, fold, words_of
from smslint.text.leet import LEET, MASKS, read_as, skeleton, strip_accents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_READINGS = 3
"""Different words that one spelling may be read as; each costs one more scan."""
MAX_JOINED = 60
"""Letters of one spaced run that are joined and cut into words."""
MAX_READ = 10_000
"""Characters of a message that are searched for disguises; no carrier delivers longer texts."""


class Vocabulary:
    """The words that rules know, found by how they could be disguised; and ordinary words, to tell them apart."""

    def __init__(self, words: frozenset[str], lexicon: str) -> None:
        self.words = words
        self._lexicon_source = lexicon
        self._lexicon: frozenset[str] | None = None
        self._skeletons: dict[str, list[str]] | None = None
        self._lexicon_skeletons: dict[str, list[str]] | None = None
        self._by_shape: dict[tuple[str, int], list[str]] | None = None
        self._beginnings: frozenset[str] = frozenset()

    @property
    def lexicon(self) -> frozenset[str]:
        """Ordinary English words."""
        if self._lexicon is None:
            self._lexicon = frozenset(self._lexicon_source.split())
        return self._lexicon

    def like(self, spelling: str) -> list[str]:
        """Known words whose disguises share a key with this spelling, in alphabetical order."""
        if self._skeletons is None:
            self._skeletons = _index_skeletons(self.words)
            self._beginnings = frozenset(key[:length] for key in self._skeletons for length in (1, 2, 3))
        return self._skeletons.get(skeleton(spelling), [])

    def starts(self, spelling: str) -> bool:
        """Whether a known word could begin like this: a cheap no spares many look-ups."""
        if self._skeletons is None:
            self.like("")
        return skeleton(strip_accents(spelling))[:3] in self._beginnings

    def ordinary_like(self, spelling: str) -> list[str]:
        """As `like`, over ordinary words."""
        if self._lexicon_skeletons is None:
            self._lexicon_skeletons = _index_skeletons(self.lexicon)
        return self._lexicon_skeletons.get(skeleton(spelling), [])

    def masked(self, spelling: str) -> list[str]:
        """Known words of which `spelling` shows the first letter and enough others, the rest masked."""
        if self._by_shape is None:
            shapes: dict[tuple[str, int], list[str]] = {}
            for word in sorted(self.words):
                if len(word) >= 3:
                    shapes.setdefault((word[0], len(word)), []).append(word)
            self._by_shape = shapes
        return [word for word in self._by_shape.get((spelling[0], len(spelling)), ()) if _fits(spelling, word)]


def _index_skeletons(words: Iterable[str]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= 3 and not word.isdigit():
            index.setdefault(skeleton(word), []).append(word)
    return index


def _fits(spelling: str, word: str) -> bool:
    shown = 0
    for seen, letter in zip(spelling, word, strict=True):
        if seen == letter or letter in LEET.get(seen, "") and seen not in MASKS:
            shown += 1
        elif seen not in MASKS:
            return False
    return shown >= 2 and shown * 2 >= len(word)


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
        self.folded = Folded(joined, words_of(joined))
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
    readings = _resolve(folded, original, vocabulary, splits)
    if not readings:
        return []
    count = min(MAX_READINGS, max(len(reading.words) for reading in readings))
    return [Variant(folded.text, readings, choice) for choice in range(count)]


def _resolve(folded: Folded, original: str, vocabulary: Vocabulary, splits: Iterable[tuple[int, int]]) -> list[Reading]:
    text = folded.text[:MAX_READ]
    found = [*_reversed(folded, original), *_encoded(text), *_spaced(text, vocabulary)]
    found.extend(Reading(start, end, (_letters(text[start:end]),), ("spaced",)) for start, end in splits)
    taken = _Taken(found)
    found.extend(reading for reading in _tokens(text, vocabulary) if taken.free(reading))
    found.sort(key=lambda reading: (reading.start, -reading.end))
    kept: list[Reading] = []
    for reading in found:
        if not kept or reading.start >= kept[-1].until:
            kept.append(reading)
    return kept


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


def _reversed(folded: Folded, original: str) -> Iterator[Reading]:
    """Text after a right-to-left override shows backwards; read it as it shows."""
    if "\u202e" not in original:
        return
    text = folded.text
    open_at = original.find("\u202e")
    while open_at >= 0:
        close = min((place for place in (original.find("\u202c", open_at), len(original)) if place >= 0), default=len(original))
        shown = fold(original[open_at + 1 : close][::-1]).text.strip()
        hidden = fold(original[open_at + 1 : close]).text.strip()
        at = text.find(hidden) if hidden else -1
        if at >= 0 and shown != hidden:
            yield Reading(at, at + len(hidden), (shown,), ("bidi",))
        open_at = original.find("\u202e", max(close, open_at + 1))


_ENCODED = re.compile(r"[^\s&%]{0,40}(?:(?:&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});?|%[0-9a-f]{2})[^\s&%]{0,40})+")
_ONE_CODE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|[a-z]{2,8});?|(?:%[0-9a-f]{2})+")


def _encoded(text: str) -> Iterator[Reading]:
    """Words written with HTML entities or percent escapes, twice at most."""
    if "&" not in text and "%" not in text:
        return
    for match in _ENCODED.finditer(text):
        decoded = _decode(_decode(match[0]))
        if decoded != match[0]:
            yield Reading(match.start(), match.end(), (decoded,), ("encoded",))


def _decode(text: str) -> str:
    return fold(_ONE_CODE.sub(_decoded, text)).text


def _decoded(match: re.Match[str]) -> str:
    whole = match[0]
    if whole[0] == "%":
        raw = bytes.fromhex(whole.replace("%", ""))
        # "20%de" and "50%ad" are prices in prose: only letters count, and not straight after a digit.
        before = match.string[match.start() - 1 : match.start()]
        readable = raw.isascii() and raw.decode("ascii").isprintable()
        return raw.decode("ascii") if readable and (len(raw) > 1 or (raw.isalnum() and not before.isdigit())) else whole
    if match[1] or match[2]:
        code = int(match[1]) if match[1] else int(match[2], 16)
        return chr(code) if 32 <= code < 0x110000 and not 0xD800 <= code <= 0xDFFF else whole
    if not whole.endswith(";"):
        return whole
    from html import unescape

    return unescape(whole)


_SINGLE = r"[a-z0-9@$!|+€£\u00c0-\u024f]"
_GAP = r"[ ._*/|~,\-+=:'\"\\]{1,3}"
_RUN = re.compile(rf"(?<![^\W_]){_SINGLE}(?:{_GAP}{_SINGLE}(?![^\W_])){{2,}}")


def _spaced(text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Words written one letter at a time: f r e e, f.r.e.e, f-r-3-e m-o-n-e-y."""
    for match in _RUN.finditer(text):
        places = [place for place in range(match.start(), match.end()) if _is_letter_like(text, place)]
        for chunk in range(0, len(places), MAX_JOINED):
            yield from _cut(text, places[chunk : chunk + MAX_JOINED], vocabulary)


def _is_letter_like(text: str, place: int) -> bool:
    character = text[place]
    return character.isalnum() or character in "@$!€£"


def _cut(text: str, places: list[int], vocabulary: Vocabulary) -> Iterator[Reading]:
    """Cut joined letters into known words, longest first from the left; letters that fit nowhere stay as they are."""
    letters = "".join(text[place] for place in places)
    at = 0
    while at < len(letters):
        if not vocabulary.starts(letters[at : at + 6]):
            at += 1
            continue
        for length in range(min(16, len(letters) - at), 2, -1):
            words = _readings(letters[at : at + length], vocabulary)
            if words:
                past = at + length
                until, pad = (places[past], " ") if past < len(letters) else (0, "")
                names = tuple(word + pad for word, _ in words)
                yield Reading(places[at], places[past - 1] + 1, names, _all_folds(words, "spaced"), until)
                at = past
                break
        else:
            at += 1


def _readings(spelling: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    if spelling in vocabulary.words:
        return [(spelling, ())]
    plain = strip_accents(spelling)
    found = []
    for word in vocabulary.like(plain):
        folds = read_as(plain, word)
        if folds is not None:
            found.append((word, folds if plain == spelling else (*folds, "accent")))
    return found[:MAX_READINGS]


def _all_folds(words: list[tuple[str, tuple[str, ...]]], *more: str) -> tuple[str, ...]:
    return tuple(sorted({*more, *(name for _, folds in words for name in folds)}))


_TOKEN = re.compile(r"[^\s,;:\"“”/\\=]+")
_TRIM = ".,;:?)]}'\"-_~*"
_INNER = re.compile(r"[._\-*|~^'`+]+")


def _tokens(text: str, vocabulary: Vocabulary) -> Iterator[Reading]:
    """Single words in leet, with repeats, accents, masks or inner separators."""
    accents_count = _accents_are_odd(text, vocabulary)
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token.isascii() and token.isalpha() and not _has_repeats(token):
            continue
        yield from _one_token(text, match.start(), token, vocabulary, accents_count)


def _one_token(text: str, start: int, token: str, vocabulary: Vocabulary, accents: bool) -> Iterator[Reading]:
    left = len(token) - len(token.lstrip(_TRIM + "("))
    for spelling in _trimmings(token[left:]):
        if len(spelling) < 3 or len(spelling) > 40 or spelling in vocabulary.words:
            continue
        words = _read_token(spelling, vocabulary, accents)
        if words and not looks_like_code(text, start + left, spelling):
            here = start + left
            yield Reading(here, here + len(spelling), tuple(word for word, _ in words), _all_folds(words))
            return


def _trimmings(token: str) -> Iterator[str]:
    """The token as it stands and without what may be mere punctuation at its end: "w!n!!" can be "w!n"."""
    bare = token.rstrip(_TRIM)
    yield bare
    shorter = bare.rstrip("!|+$" + _TRIM)
    if shorter != bare:
        yield shorter


def _read_token(spelling: str, vocabulary: Vocabulary, accents: bool) -> list[tuple[str, tuple[str, ...]]]:
    if not any(character.isalpha() for character in spelling):
        return []
    words = _readings(spelling, vocabulary)
    words = [(word, folds) for word, folds in words if accents or "accent" not in folds or "leet" in folds]
    if words:
        return words
    if "*" in spelling or "#" in spelling or "_" in spelling or "•" in spelling:
        masked = [(word, ("mask",)) for word in vocabulary.masked(spelling) if len(word) > 3 or spelling.count("*") == 1]
        if masked:
            return masked[:MAX_READINGS]
    return _joined(spelling, vocabulary)


def _joined(spelling: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Parts of one word kept apart by dots, dashes or stars: ca.sino. At least one part is no word by itself."""
    parts = [part for part in _INNER.split(spelling) if part]
    if len(parts) < 2 or all(part in vocabulary.lexicon or part.isdigit() for part in parts):
        return []
    together = "".join(parts)
    if len(together) < 4:
        return []
    return [(word, tuple(sorted({*folds, "spaced"}))) for word, folds in _readings(together, vocabulary)]


def _has_repeats(token: str) -> bool:
    return any(first == second == third for first, second, third in zip(token, token[1:], token[2:], strict=False)) or (
        len(token) >= 6 and len(token) % 2 == 0 and token[::2] == token[1::2]
    )


_CODE_BEFORE = re.compile(
    r"(?:\b(?:code|codes|ref|reference|booking|order|confirmation|pnr|id|no|number|pin|otp|password|coupon|voucher|account|"
    r"acct|ticket|invoice|parcel|tracking|flight|plate|gate|room|seat|unit|suite|apt|model|serial|locator|passcode|policy|"
    r"claim|case|sku|item|vin|key|token)(?: (?:is|was|number|no))?[^a-z0-9]{0,3}|#)$"
)


def looks_like_code(text: str, start: int, spelling: str) -> bool:
    """Whether this is more likely an identifier: after a word such as "code", or alone in the message with digits."""
    if not any(character.isdigit() for character in spelling):
        return False
    if text.strip(" .!?") == spelling:
        return True
    return _CODE_BEFORE.search(text, max(0, start - 30), start) is not None


_FOREIGN = frozenset(
    "de la el los las para con por una del que en su tu le les des du et vous votre pour est une sur avec nous der die das "
    "und mit ist nicht ein eine auf zu von não você com seu sua um uma os as dos das na no il lo gli di che per non è".split()
)


def _accents_are_odd(text: str, vocabulary: Vocabulary) -> bool:
    """Whether accents look like a disguise here: English around them, and no small words of a language that has them."""
    if text.isascii():
        return False
    words = words_of(text).split()
    if sum(word in _FOREIGN for word in words) >= 2:
        return False
    accented = [word for word in words if not word.isascii()]
    plain = [word for word in words if word.isascii() and word.isalpha()]
    english = sum(word in vocabulary.lexicon for word in plain)
    if len(plain) >= 2 and english * 2 >= len(plain):
        return True
    return len(accented) >= 2 and sum(strip_accents(word) in vocabulary.lexicon for word in accented) == len(accented)
