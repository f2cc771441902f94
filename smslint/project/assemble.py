"""From what a reader found to messages: which texts are some, their context, the suppressions that cover them."""

from __future__ import annotations

from bisect import bisect_right

from smslint.errors import ContextError
from smslint.project.apostrophes import guarded
from smslint.project.formats import unfilled
from smslint.project.found import FoundMessage, Note
from smslint.project.icu import is_choice, variants
from smslint.project.kinds import KEYED, TEMPLATES, names_sms
from smslint.project.suppress import Suppression, Written, parse_directive, written_in
from smslint.text.field_names import parts_of
from smslint.text.placeholders import find_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smslint.project.config import Configuration, Files
    from smslint.project.piece import Piece
    from smslint.project.places import Places
    from smslint.project.source import Source

_OTHER_NAMES = frozenset(
    """id key name title description label comment comments note notes url href provider type kind from sender to
    subject help hint tooltip doc docs example summary version author path button error errors instruction instructions
    placeholder""".split()
)
"""Last words of keys beside texts: what an app shows or a file says about them."""
_CSV_TEXTS = frozenset(
    "text body message sms content template copy sms_text sms_body sms_message message_text message_body text_message".split()
)


class Assembly:
    """The texts of one file on their way to messages.

    name: by which the configuration knows the file; kind: of the file; about_sms: its path says that it is about texts.
    """

    def __init__(self, source: Source, name: str, kind: str, configuration: Configuration, about_sms: bool) -> None:
        self.source = source
        self.name = name
        self.kind = kind
        self.configuration = configuration
        self.entries = configuration.entries(name)
        self.about_sms = about_sms
        self.written: list[Suppression] = []
        """The suppressions that are written in the file, known when the messages are."""

    def messages(self, pieces: Sequence[Piece]) -> Iterator[FoundMessage | Note]:
        """The messages among the texts, in the order given, and a note where the context of one cannot be."""
        looked = [(piece, self._kept(piece)) for piece in pieces]
        kept = [one for _, one in looked if one is not None]
        spans = [(piece.start, piece.end) for piece, *_ in kept]
        self.written = list(written_in(self.source))
        if self.kind not in TEMPLATES:
            self.written = _outside(self.written, spans)
        written = Written(self.source, self.written, spans)
        beside: dict[int, Suppression] = {}
        for piece, entries, text, places in kept:
            ignores = written.covering(piece.start, piece.end) + tuple(self._beside(piece, beside))
            yield from self._messages(piece, entries, text, places, ignores)
        for piece, one in looked:
            if one is None and any(parse_directive(text, place) for place, _, text in piece.ignores):
                self._beside(piece, beside)  # of no message, and so unused
        self.written += beside.values()

    def _kept(self, piece: Piece) -> tuple[Piece, list[Files], str, Places] | None:
        """A text with the entries of its key and the way back, where it is a message."""
        entries = [entry for entry in self.entries if entry.fits(".".join(piece.key))]
        if not self._is_message(piece, entries):
            return None
        text, places = piece.make()
        if text and (piece.sure or self._names_it(entries) or self.kind == "csv" or _is_prose(text)):
            return piece, entries, text, places
        return None

    @staticmethod
    def _names_it(entries: list[Files]) -> bool:
        """Whether the configuration names the very key; then whatever stands there is a message."""
        return any(entry.fields is not None for entry in entries)

    def _is_message(self, piece: Piece, entries: list[Files]) -> bool:
        """Whether a text is a message by its key and file; what it says is looked at later, for that takes longer."""
        if piece.sure or self._names_it(entries):
            return True
        if self.entries and not entries:
            return False
        key = ".".join(piece.key)
        if self.kind == "csv":
            return piece.key[0].strip().lower().replace(" ", "_") in _CSV_TEXTS or names_sms(key)
        last = parts_of(piece.key[-1])[-1:] if piece.key else []
        if not _OTHER_NAMES.isdisjoint(last):
            return False
        return bool(entries) or self.about_sms or names_sms(key)

    def _beside(self, piece: Piece, beside: dict[int, Suppression]) -> list[Suppression]:
        """Suppressions in a sibling key or a column."""
        for place, end, text in piece.ignores:
            if place not in beside:
                beside[place] = parse_directive(text, place, end) or Suppression((), place=place, end=end)
        return [beside[place] for place, _, _ in piece.ignores]

    def _messages(
        self, piece: Piece, entries: list[Files], text: str, places: Places, ignores: tuple[Suppression, ...]
    ) -> Iterator[FoundMessage | Note]:
        """One message, or one for each wording of an ICU text."""
        key = ".".join(piece.key)
        ignores += self.configuration.suppressions_for(self.name, key)
        syntax = piece.syntax
        choices = list(variants(text)) if (syntax in (None, "icu") and self.kind in KEYED and is_choice(text)) else []
        for name, pieces in choices or [("", [])]:
            one, way = places.part(text, pieces) if name else (text, places)
            full = f"{key}{{{name}}}" if name else key
            template = self.kind != "jsonl" and bool(find_placeholders(one))
            try:
                context = self.configuration.context_of(entries, piece.fields, template)
            except (ContextError, TypeError) as error:
                line, column = places.at(0)
                yield Note(self.source.path, line, column if self.kind != "jsonl" else None, str(error), unread=True)
                return
            write = guarded(unfilled(piece.write, one, self.kind, syntax, bool(name)), one, self.kind, bool(name))
            yield FoundMessage(
                self.source.path, one, way, context, key=full, row=piece.row, id=piece.id, syntax="icu" if name else syntax,
                format=self.kind, write=write, ignores=ignores,
            )  # fmt: skip


def _is_prose(text: str) -> bool:
    """Whether a text is made of words, or of a word and a field, and is no identifier, number or address."""
    words = text[:2000].split()
    lettered = sum(any(map(str.isalpha, word)) for word in words)
    return lettered >= 2 or (lettered == 1 and any("%" in word or "{" in word for word in words) and len(words) > 1)


def _outside(written: list[Suppression], spans: list[tuple[int, int]]) -> list[Suppression]:
    """Those that are no part of a message; only in a template file comments stand inside of one."""
    ordered = sorted(spans)
    starts = [start for start, _ in ordered]
    found = []
    for one in written:
        before = bisect_right(starts, one.place or 0) - 1
        if before < 0 or (one.place or 0) >= ordered[before][1]:
            found.append(one)
    return found
