"""From the content of a file to its messages: the reader of its kind, the configuration's choice, context, suppressions."""

from __future__ import annotations

from bisect import bisect_right

from smslint.corpus.decode import InputError
from smslint.errors import ContextError
from smslint.project.found import FoundMessage, Note
from smslint.project.icu import is_choice, variants
from smslint.project.kinds import CODE, HINT, KEYED, TEMPLATES, kind_of, names_sms, reader_of
from smslint.project.piece import Piece, Remark, Unreadable
from smslint.project.source import Source
from smslint.project.suppress import Suppression, Written, parse_directive, written_in
from smslint.text.field_names import parts_of
from smslint.text.placeholders import find_placeholders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smslint.project.config import Configuration, Files
    from smslint.project.found import Places

    Raw = Iterable[Piece | Remark | Unreadable]

_OTHER_NAMES = frozenset(
    """id key name title description label comment comments note notes url href provider type kind from sender to
    subject help hint tooltip doc docs example summary version author path button error errors instruction instructions
    placeholder""".split()
)
"""Last words of keys beside texts: what an app shows or a file says about them."""
_CSV_TEXTS = frozenset(
    "text body message sms content template copy sms_text sms_body sms_message message_text message_body text_message".split()
)


_BY_LINES = ("jsonl", "lines")


class Extraction:
    """What a file holds: messages and notes in order, the source (None when it could not be read), written suppressions."""

    __slots__ = ("found", "source", "written")

    def __init__(self) -> None:
        self.found: list[FoundMessage | Note] = []
        self.source: Source | None = None
        self.written: list[Suppression] = []


def extract(
    path: str, data: bytes, configuration: Configuration, kind: str | None = None, name: str | None = None, before: int = 0
) -> Extraction:
    """Read the content of a file. `kind` wins over the configuration and the name; an unknown kind holds no messages.

    name: by which the configuration knows the file, where that is not its path (standard input); before: lines that were
    read earlier, where the data is a piece of a stream.
    """
    return _Extractor(path, configuration, kind, name or path).run(data, before)


class _Extractor:
    """One file on its way."""

    def __init__(self, path: str, configuration: Configuration, kind: str | None, name: str) -> None:
        self.path = path
        self.name = name
        self.configuration = configuration
        self.entries = configuration.entries(name)
        self.named = kind is not None
        self.kind = kind or next((one.format for one in reversed(self.entries) if one.format), None) or kind_of(name)
        self.about_sms = names_sms(configuration.relative(name))
        self.out = Extraction()

    def run(self, data: bytes, before: int) -> Extraction:
        if self.kind is None or not self._is_worth_reading(data):
            return self.out
        try:
            source = self.out.source = Source.read(self.path, data, self.kind in _BY_LINES, before)
        except InputError as error:
            self.out.found.append(Note(self.path, None, None, str(error), unread=True))
            return self.out
        pieces: list[Piece] = []
        notes: list[Note] = []
        try:
            for raw in self._raw(source):
                if isinstance(raw, Piece):
                    pieces.append(raw)
                else:
                    notes.append(self._note(source, raw))
        except Unreadable as error:
            if not self._is_ours(data) and "deeply" not in str(error):
                return self.out
            notes.append(self._note(source, error))
        self._assemble(source, pieces, notes)
        return self.out

    def _is_worth_reading(self, data: bytes) -> bool:
        """A look at the bytes, so that the thousand files of a repository that hold no messages cost next to nothing."""
        if self.kind in CODE:
            from smslint.project.code.calls import may_send

            return may_send(data, self.configuration.calls)
        if self.kind == "markdown":
            return b"```sms" in data or b"~~~sms" in data or b"```mms" in data or b"~~~mms" in data or b"``` sms" in data
        if self.kind in KEYED:
            return self._is_ours(data) or (self.kind in ("json", "arb") and data.count(b"[") + data.count(b"{") > 10_000)
        return self.named or self._is_ours(b"") or (self.kind not in TEMPLATES and not self.configuration.files)

    def _is_ours(self, data: bytes) -> bool:
        """Whether the configuration, the name or the content says that this file is about texts."""
        return bool(self.entries) or self.about_sms or HINT.search(data) is not None

    def _raw(self, source: Source) -> Raw:
        if self.kind in CODE:
            from smslint.project.code.reader import read_code

            return read_code(source, self.kind, self.configuration.calls)
        if self.kind == "jsonl":
            from smslint.project.readers.rows import read_rows

            named = [entry for entry in self.entries if entry.fields is not None]
            return read_rows(source, (lambda key: any(one.fits(".".join(key)) for one in named)) if named else None)
        return reader_of(self.kind or "text")(source)

    def _note(self, source: Source, raw: Remark | Unreadable) -> Note:
        if isinstance(raw, Remark):
            return Note(self.path, *source.at(raw.offset), raw.say)
        line, column = source.at(raw.offset) if raw.offset is not None else (None, None)
        return Note(self.path, line, column if self.kind not in _BY_LINES else None, str(raw), unread=True)

    def _assemble(self, source: Source, pieces: list[Piece], notes: list[Note]) -> None:
        """Messages and notes in order of position, with the suppressions that cover them."""
        self.out.written = list(written_in(source))
        kept: list[tuple[Piece, list[Files], str, Places]] = []
        for piece in pieces:
            entries = [entry for entry in self.entries if entry.fits(".".join(piece.key))]
            if not self._is_message(piece, entries):
                continue
            text, places = piece.make()
            if text and (piece.sure or self._names_it(entries) or self.kind == "csv" or _is_prose(text)):
                kept.append((piece, entries, text, places))
        spans = [(piece.start, piece.end) for piece, *_ in kept]
        if self.kind not in TEMPLATES:
            self.out.written = _outside(self.out.written, spans)
        written = Written(source, self.out.written, spans)
        beside: dict[int, Suppression] = {}
        found: list[FoundMessage | Note] = list(notes)
        for piece, entries, text, places in kept:
            ignores = written.covering(piece.start, piece.end) + tuple(self._beside(piece, beside))
            for message in self._messages(piece, entries, text, places, ignores):
                found.append(message)
        self.out.written += beside.values()
        self.out.found = sorted(found, key=_position)

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

    def _beside(self, piece: Piece, beside: dict[int, Suppression]) -> Iterator[Suppression]:
        """Suppressions in a sibling key or a column."""
        for place, end, text in piece.ignores:
            if place not in beside:
                beside[place] = parse_directive(text, place, end) or Suppression((), place=place, end=end)
            yield beside[place]

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
                yield Note(self.path, line, column if self.kind != "jsonl" else None, str(error), unread=True)
                return
            yield FoundMessage(
                self.path, one, way, context, key=full, row=piece.row, id=piece.id, syntax="icu" if name else syntax,
                format=self.kind or "text", write=piece.write, ignores=ignores,
            )  # fmt: skip


def _is_prose(text: str) -> bool:
    """Whether a text is made of words, or of a word and a field, and is no identifier, number or address."""
    words = text[:2000].split()
    lettered = sum(any(map(str.isalpha, word)) for word in words)
    return lettered >= 2 or (lettered == 1 and any("%" in word or "{" in word for word in words) and len(words) > 1)


def _position(found: FoundMessage | Note) -> tuple[int, int]:
    return found.places.at(0) if isinstance(found, FoundMessage) else (found.line or 0, found.column or 0)


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
