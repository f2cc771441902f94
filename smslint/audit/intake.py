"""From inputs to batches for the kernel: rows are numbered, sampled, placed; rows that cannot be used are put aside."""

from __future__ import annotations

from hashlib import blake2b

from smslint.audit.arrow import arrow
from smslint.audit.columns import ColumnError
from smslint.audit.dates import Dates
from smslint.audit.limits import CHUNK_CHARACTERS, REJECT_REASON, LimitError
from smslint.audit.moments import day_of
from smslint.audit.notes import Notes
from smslint.audit.read.record import Fault, Record, Reject
from smslint.audit.senders import Senders
from smslint.context import CONTEXT_FIELDS
from smslint.corpus.decode import InputError
from smslint.errors import unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import tzinfo
    from typing import Any

    from smslint.audit.read.inputs import Input

PLACES = ("row", "source", "line", "offset", "sender_key")
ALWAYS = ("id", "campaign", "day", "sender", "recipient", "sent_at", "text")
INBOUND = "inbound"


class Chunk:
    """A batch for the kernel (None when all its rows were put aside), what was put aside, and how many rows both are."""

    __slots__ = ("batch", "rejects", "rows")

    def __init__(self, batch: Any, rejects: list[Reject], rows: int) -> None:
        self.batch = batch
        self.rejects = rejects
        self.rows = rows


class Choice:
    """Which rows are looked at: at most `limit`, a `sample` (0..1) of them, those from the day `since` on."""

    def __init__(self, limit: int | None = None, sample: float | None = None, since: str | None = None) -> None:
        self.limit = limit
        self.since = since
        self._below = None if sample is None else int(sample * 2**64)

    def takes(self, row: int, day: str | None) -> bool:
        """Whether a row is in: by its number and its day alone, so that it is in or out whoever asks."""
        if self.since is not None and day is not None and day < self.since:
            return False
        if self._below is None:
            return True
        return int.from_bytes(blake2b(row.to_bytes(8, "big"), digest_size=8).digest(), "big") < self._below


class Intake:
    """Reads inputs one after another.

    problem: hears (input, reason) of what keeps a whole input, or the rest of it, from being read; providers: whose
    export an input is, as soon as its titles have been seen; kind: of rows that do not tell their own;
    dates: how those with slashes are read; zone: of times that are written without one.
    """

    def __init__(
        self,
        inputs: Sequence[Input],
        choice: Choice,
        size: int,
        problem: Callable[[str, str], None],
        providers: Mapping[str, str] | None = None,
        kind: str | None = None,
        dates: Dates | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self.senders = Senders()
        self.notes = Notes(zone is not None)
        self._dates = Dates() if dates is None else dates
        self._kind = kind
        self._inputs = inputs
        self._choice = choice
        self._size = size
        self._problem = problem
        self._providers = {} if providers is None else providers
        self._taken = 0
        self._clear()

    def chunks(self) -> Iterator[Chunk]:
        """Chunks of `size` rows, shorter where the rows are large ones, or there are no more."""
        row = 0
        for one in self._inputs:
            if self._full() and not one.lacks:  # one that lacks its rows is told all the same
                continue
            for item in self._dates.in_order(one.name, self._records(one)):
                if isinstance(item, Fault) and not item.rows:
                    self._rejects.append(_reject(None, one.shown, item, row))
                    continue
                row += 1
                self._add(row, one, item)
                if self._count >= self._size or self._characters >= CHUNK_CHARACTERS:
                    yield self._chunk()
                if self._full():  # before the next row, for which a stream may let us wait
                    break
        if self._count or self._rejects:
            yield self._chunk()

    def _full(self) -> bool:
        return self._choice.limit is not None and self._taken >= self._choice.limit

    def drain(self) -> Chunk | None:
        """What has been read so far, None when that is nothing: for streams, where waiting for a full chunk is no use."""
        return self._chunk() if self._count or self._rejects else None

    def _records(self, one: Input) -> Iterator[Record | Fault]:
        try:
            yield from one.records()
        except (InputError, LimitError) as error:
            yield self._stopped(one, str(error))
        except ColumnError as error:
            if len(self._inputs) == 1:  # the command has to be another
                raise
            yield self._stopped(one, str(error).removeprefix(f"{one.name}: "))
        except OSError as error:
            yield self._stopped(one, unreadable(error))

    def _stopped(self, one: Input, reason: str) -> Fault:
        self._problem(one.name, reason)
        return Fault(reason, rows=0)

    def _add(self, row: int, one: Input, item: Record | Fault) -> None:
        if isinstance(item, Fault):
            if self._choice.takes(row, None):
                self._taken += 1
                self._count += 1
                self._rejects.append(_reject(row, one.shown, item, row))
            return
        values = {**one.values, **item.values} if one.values else item.values
        day = day_of(values.get("sent_at"))
        if not self._choice.takes(row, day):
            return
        self._taken += 1
        self._count += 1
        self._characters += sum([len(value) for value in values.values() if value])
        values = _with_direction(values)
        self.notes.take(values, (one.shown, item.line, row))
        self._rows.append((row, one.shown, item.line, item.offset, self._sender_key(values)))
        self._days.append(day)
        if one.name in self._providers and not values.get("provider"):
            values["provider"] = self._providers[one.name]
        self._values.append(values)

    def _sender_key(self, values: Mapping[str, Any]) -> int | None:
        """The key of the sender; None for a reply, which a consumer sent."""
        kind = values.get("kind") or self._kind
        return None if kind is not None and kind.strip().lower() == INBOUND else self.senders.key(values.get("sender"))

    def _clear(self) -> None:
        self._rows: list[tuple[Any, ...]] = []
        self._days: list[str | None] = []
        self._values: list[dict[str, Any]] = []
        self._rejects: list[Reject] = []
        self._count = self._characters = 0

    def _chunk(self) -> Chunk:
        chunk = Chunk(self._batch() if self._rows else None, self._rejects, self._count)
        self._clear()
        return chunk

    def _batch(self) -> Any:
        pa = arrow()
        types = (pa.int64(), pa.string(), pa.int64(), pa.int64(), pa.int32())
        columns = {
            name: pa.array(values, kind) for name, values, kind in zip(PLACES, zip(*self._rows, strict=True), types, strict=True)
        }
        columns["day"] = pa.array(self._days, pa.string())
        for name in dict.fromkeys((*ALWAYS, *CONTEXT_FIELDS)):
            values = [row.get(name) for row in self._values] if name != "day" else []
            if name != "day" and (name in ALWAYS or any(value is not None for value in values)):
                columns[name] = pa.array(values, pa.string())
        return pa.RecordBatch.from_pydict(columns)


def _with_direction(values: dict[str, Any]) -> dict[str, Any]:
    """A reply is judged as one."""
    direction = values.get("direction")
    if direction and direction.strip().lower() == INBOUND and not values.get("kind"):
        values["kind"] = INBOUND
    return values


def _reject(row: int | None, source: str, fault: Fault, place: int) -> Reject:
    return Reject(row, source, fault.line, fault.offset, fault.reason[:REJECT_REASON], place)
