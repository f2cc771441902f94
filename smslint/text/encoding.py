"""How a text travels: GSM-7 or UCS-2, in how many segments, and which characters decide it.

A segment holds 140 bytes: 160 septets or 70 UTF-16 units alone, 153 or 67 when split, because each part then carries a
six-byte header. Counts agree with Twilio's calculator (npm sms-segments-calculator 1.3.0): a grapheme is never cut, so
one longer than a segment overfills its segment there, and here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

GSM7_BASIC = frozenset(
    "\n\r !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
    "¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ"
)
GSM7_EXTENSION = frozenset("\f[\\]^{|}~€")
GSM7 = GSM7_BASIC | GSM7_EXTENSION
"""Characters of GSM 03.38; those of the extension table cost two septets."""

_ASCII_BASIC = bytes(sorted(ord(character) for character in GSM7_BASIC if character.isascii()))
_ASCII_EXTENSION = b"\f[\\]^{|}~"

SINGLE = {"gsm7": 160, "ucs2": 70}
"""Units in a message of one segment."""
MULTIPLE = {"gsm7": 153, "ucs2": 67}
"""Units in each segment of a longer message."""
_UNIT_BITS = {"gsm7": 7, "ucs2": 16}
_HEADER_BITS = 48


class Segments:
    """How one text travels. Immutable by convention; it knows the text but does not repeat it in `repr`.

    `encoding` is gsm7 or ucs2, `units` counts septets or UTF-16 units, `per_segment` the units in each segment and
    `starts` the code point where each segment begins. What only explanations need is computed when asked for.
    """

    __slots__ = ("_forcing", "_text", "encoding", "per_segment", "starts", "units")

    def __init__(self, text: str) -> None:
        self._text = text
        self._forcing: tuple[tuple[str, tuple[int, ...]], ...] | None = None
        septets = gsm7_units(text)
        self.encoding = "ucs2" if septets is None else "gsm7"
        self.units = utf16_units(text) if septets is None else septets
        self.per_segment: tuple[int, ...] = (self.units,)
        self.starts: tuple[int, ...] = (0,)
        if self.units > SINGLE[self.encoding]:
            from smslint.text.segment_layout import layout

            self.per_segment, self.starts = layout(text, self.encoding, self.units)

    def __repr__(self) -> str:
        return f"Segments({self.encoding}, {self.count} segments, {self.units} units)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Segments) and self._text == other._text

    def __hash__(self) -> int:
        return hash((Segments, self._text))

    @property
    def count(self) -> int:
        """Segments sent and billed; an empty text still is one."""
        return len(self.per_segment)

    @property
    def chars(self) -> int:
        """Code points."""
        return len(self._text)

    @property
    def characters(self) -> int:
        """Characters as Twilio's calculator names them: septets in GSM-7, graphemes in UCS-2."""
        if self.encoding == "gsm7":
            return self.units
        from smslint.text.graphemes import clusters, stand_alone

        return len(self._text) if stand_alone(self._text) else len(clusters(self._text))

    @property
    def capacity(self) -> int:
        """Units that fit into each segment of this message."""
        return (SINGLE if self.count == 1 else MULTIPLE)[self.encoding]

    @property
    def remaining(self) -> int:
        """Units still free in the last segment."""
        return max(0, self.capacity - self.per_segment[-1])

    @property
    def to_save(self) -> int | None:
        """Units to cut from the end so that one segment fewer is sent; None when there is only one."""
        if self.count == 1:
            return None
        return self.units - SINGLE[self.encoding] if self.count == 2 else self.per_segment[-1]

    @property
    def message_bits(self) -> int:
        """Bits of the text alone."""
        return self.units * _UNIT_BITS[self.encoding]

    @property
    def total_bits(self) -> int:
        """Bits of the text and of the headers that splitting adds."""
        return self.message_bits + (_HEADER_BITS * self.count if self.count > 1 else 0)

    @property
    def forcing(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Each character that forces UCS-2 with its positions, in order of first appearance; empty for GSM-7."""
        if self._forcing is None:
            self._forcing = () if self.encoding == "gsm7" else _forcing(self._text)
        return self._forcing

    @property
    def replacements(self) -> dict[str, str]:
        """What to type instead of forcing characters; one without a GSM-7 substitute is absent, "" means leave out."""
        from smslint.text.gsm_tables import substitute

        found = ((character, substitute(character)) for character, _ in self.forcing)
        return {character: plain for character, plain in found if plain is not None}

    @property
    def count_if_gsm7(self) -> int | None:
        """Segments after `to_gsm7`; None when it would change nothing."""
        plain = to_gsm7(self._text)
        return None if plain == self._text else segments(plain).count

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of the contract."""
        replacements = self.replacements
        return {
            "encoding": self.encoding,
            "count": self.count,
            "units": self.units,
            "chars": self.chars,
            "per_segment": list(self.per_segment),
            "forcing": [
                _forcing_entry(character, positions, replacements.get(character))
                for character, positions in self.forcing
            ],
            "to_save": self.to_save,
        }


def segments(text: str, smart: bool = False) -> Segments:
    """Encoding and segments of a message; `smart` applies Twilio's smart encoding first, and counts what it sends."""
    return Segments(smart_encode(text) if smart else text)


def smart_encode(text: str) -> str:
    """The text as Twilio's smart encoding would send it."""
    from smslint.text.gsm_tables import smart_encode as encode

    return encode(text)


def to_gsm7(text: str) -> str:
    """The text with every character replaced that has a GSM-7 substitute; the others stay, so it may remain UCS-2.

    Accents written as separate marks are composed when that makes a GSM-7 letter.
    """
    if gsm7_units(text) is not None:
        return text
    from unicodedata import normalize

    from smslint.text.gsm_tables import substitute

    composed = normalize("NFC", text)
    plain = {character: substitute(character) for character in set(composed) - GSM7}
    return composed.translate({ord(character): new for character, new in plain.items() if new is not None})


def is_plain_gsm(text: str) -> bool:
    """True for ASCII text that costs one septet a character; about 0.3 us for a message."""
    return text.isascii() and not text.encode("ascii").translate(None, _ASCII_BASIC)


def quick_units(text: str) -> int | None:
    """Septets of ASCII text that GSM-7 can carry, None for all other text; about 0.3 us for a message."""
    if not text.isascii():
        return None
    rest = text.encode("ascii").translate(None, _ASCII_BASIC)
    if rest and rest.translate(None, _ASCII_EXTENSION):
        return None
    return len(text) + len(rest)


def gsm7_units(text: str) -> int | None:
    """Septets that the text takes in GSM-7, None when a character is outside it."""
    if text.isascii():
        return quick_units(text)
    if not GSM7.issuperset(text):
        return None
    return len(text) + sum(map(text.count, GSM7_EXTENSION))


def utf16_units(text: str) -> int:
    """UTF-16 code units, two for each character beyond U+FFFF."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def extension_positions(text: str) -> tuple[int, ...]:
    """Where characters of the GSM extension table stand, each of which costs two septets."""
    if GSM7_EXTENSION.isdisjoint(text):
        return ()
    return tuple(index for index, character in enumerate(text) if character in GSM7_EXTENSION)


def segment_starts(text: str) -> tuple[int, ...]:
    """The code point at which each segment begins; the first is 0."""
    return segments(text).starts


def first_segment_end(text: str) -> int:
    """The code point after the last one of the first segment."""
    starts = segments(text).starts
    return starts[1] if len(starts) > 1 else len(text)


def _forcing(text: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    outside = set(text) - GSM7
    positions: dict[str, list[int]] = {}
    for index, character in enumerate(text):
        if character in outside:
            positions.setdefault(character, []).append(index)
    return tuple((character, tuple(where)) for character, where in positions.items())


def _forcing_entry(character: str, positions: Iterable[int], replacement: str | None) -> dict[str, Any]:
    from unicodedata import name

    where = list(positions)
    code = f"U+{ord(character):04X}"
    # A lone surrogate cannot be written as UTF-8; its name still tells which it was.
    printable = "\ufffd" if "\ud800" <= character <= "\udfff" else character
    return {
        "character": printable,
        "name": name(character, code),
        "count": len(where),
        "positions": where,
        "replacement": replacement,
    }
