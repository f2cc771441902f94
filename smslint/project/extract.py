"""From the content of a file to its messages: the reader of its kind, the configuration's choice, context, suppressions."""

from __future__ import annotations

import re

from smslint.corpus.decode import InputError
from smslint.project.assemble import Assembly
from smslint.project.found import FoundMessage, Note
from smslint.project.kinds import CODE, HINT, KEYED, TEMPLATES, kind_of, names_sms, reader_of
from smslint.project.piece import Piece, Remark, Unreadable
from smslint.project.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from smslint.project.config import Configuration
    from smslint.project.suppress import Suppression

    Raw = Iterable[Piece | Remark | Unreadable]

_FENCE = re.compile(rb"(?:```|~~~)[ \t]*[sm]ms", re.IGNORECASE)
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
        """Read the content; `before`: lines that were read earlier. Never raises for content, which becomes a note."""
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

            return self._named_keys() is not None or may_send(data, self.configuration.calls)
        if self.kind == "markdown":
            return _FENCE.search(data) is not None
        if self.kind in KEYED:
            return self._is_ours(data) or (self.kind in ("json", "arb") and data.count(b"[") + data.count(b"{") > 10_000)
        return self.named or self._is_ours(b"") or (self.kind not in TEMPLATES and not self.configuration.files)

    def _is_ours(self, data: bytes) -> bool:
        """Whether the configuration, the name or the content says that this file is about texts."""
        return bool(self.entries) or self.about_sms or HINT.search(data) is not None

    def _raw(self, source: Source) -> Raw:
        if self.kind in CODE:
            from smslint.project.code.reader import read_code

            return read_code(source, self.kind, self.configuration.calls, self._named_keys())
        if self.kind == "jsonl":
            from smslint.project.readers.rows import read_rows

            wanted = self._named_keys()
            return read_rows(source, (lambda key: wanted(".".join(key))) if wanted is not None else None)
        return reader_of(self.kind or "text")(source)

    def _named_keys(self) -> Callable[[str], bool] | None:
        """Whether the configuration names a key of this file; None where it names none."""
        named = [entry for entry in self.entries if entry.fields is not None]
        return (lambda key: any(one.fits(key) for one in named)) if named else None

    def _note(self, source: Source, raw: Remark | Unreadable) -> Note:
        if isinstance(raw, Remark):
            return Note(self.path, *source.at(raw.offset), raw.say)
        line, column = source.at(raw.offset) if raw.offset is not None else (None, None)
        return Note(self.path, line, column if self.kind not in _BY_LINES else None, str(raw), unread=True)

    def _assemble(self, source: Source, pieces: list[Piece], notes: list[Note]) -> None:
        """Messages and notes in order of position, with the suppressions that cover them."""
        assembly = Assembly(source, self.name, self.kind or "text", self.configuration, self.about_sms)
        self.out.found = sorted([*notes, *assembly.messages(pieces)], key=_position)
        self.out.written = assembly.written


def _position(found: FoundMessage | Note) -> tuple[int, int]:
    return found.places.at(0) if isinstance(found, FoundMessage) else (found.line or 0, found.column or 0)
