"""The kernel: record batches of messages in, record batches of results out, in the same order.

Each distinct message under each distinct context is judged once while it is remembered; the memory is bounded, so what
a run needs does not grow with the corpus. Everything that reads or writes stands outside.
"""

from __future__ import annotations

from collections import deque
from typing import NamedTuple

from smslint.arguments import NOTHING_KNOWN
from smslint.audit.arrow import arrow
from smslint.audit.cache import Recent
from smslint.audit.cells import values_of
from smslint.audit.family import family_of, shape_of
from smslint.audit.fields import FIELDS
from smslint.audit.judges import Judges
from smslint.audit.keys import Contexts
from smslint.audit.limits import CACHE_CHARACTERS, CACHE_TEXTS
from smslint.audit.outcome import Outcome, failure
from smslint.audit.redaction import TEXT_REDACTED, is_redacted_text
from smslint.audit.table import RESULTS, result_columns, result_schema
from smslint.audit.tidy import uncollected
from smslint.context import CONTEXT_FIELDS
from smslint.errors import ContextError
from smslint.linter import Linter
from smslint.model import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Future
    from datetime import tzinfo
    from typing import Any

    from smslint.audit.outcome import Case
    from smslint.model import Context

TEXT = "text"
NO_TEXT = "no text: the value is missing or is no text"
AHEAD = 2
"""Batches under way while one is put together, so that no process waits for another."""


def lint_batches(
    batches: Iterable[Any],
    linter: Linter | None = None,
    context: Context | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    keep: Sequence[str] | None = None,
    jobs: int = 1,
    zone: tzinfo | None = None,
) -> Iterator[Any]:
    """Judge the messages of record batches.

    batches: pyarrow RecordBatches of one schema with a column of texts; linter: the default rules when None;
    context: what is known of every message; columns: {"text" or a Context field: name of its column}, by default the
    columns that bear such names; keep: columns to pass through, by default those that are neither text nor context;
    jobs: processes, 0 for as many as pay (a script asks for several below `if __name__ == "__main__":`, since each of them
    reads it anew); zone: of moments written without one.

    Gives one batch for each, with the kept columns, then verdict, score, tier, exposure_usd, encoding, segments,
    rules, categories, open_questions, level, ucs2_extra, error, family and findings. Where `error` is not null the
    message was not judged and the others are. Raises KeyError for a column that is absent, ValueError for a name in `columns`
    that is no field and for a kept column that bears the name of a result.
    """
    run = Kernel(linter or Linter(), context or NOTHING_KNOWN, columns, keep, zone)
    judges = Judges(run.linter, jobs)
    waiting: deque[_Pending] = deque()
    try:
        for batch in batches:
            waiting.append(run.begin(batch, judges))
            if len(waiting) > (AHEAD if jobs != 1 else 0):
                yield run.finish(waiting.popleft())
        while waiting:
            yield run.finish(waiting.popleft())
    finally:
        judges.close()


class _Pending(NamedTuple):
    """A batch on its way: what each row waits for."""

    batch: Any
    kept: list[Any]
    """Fields of it that are passed through."""
    places: list[int]
    """For each row the number of its kind."""
    kinds: list[Case | Outcome]
    """The different messages, and what became of rows that hold none."""
    fresh: list[Case]
    shapes: dict[Case, str]
    futures: list[Future[list[Outcome]]]


class Kernel:
    """One pass over batches, with what it remembers of those before. Arguments as those of `lint_batches`."""

    def __init__(
        self,
        linter: Linter,
        context: Context,
        columns: Mapping[str, str] | None = None,
        keep: Sequence[str] | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        if columns is not None:
            _check(columns)
        self.linter = linter
        self._base = context
        self._columns = columns
        self._keep = keep
        self._zone = zone
        self._contexts: dict[tuple[str, ...], Contexts] = {}
        self._known: Recent[Case, Outcome] = Recent(CACHE_TEXTS, CACHE_CHARACTERS)
        self._alone = Judges(linter)
        self._under_way: dict[Case, Outcome | None] = {}

    def judge(self, batch: Any) -> Any:
        """The results of one batch, by this process."""
        return self.finish(self.begin(batch, self._alone))

    def begin(self, batch: Any, judges: Judges) -> _Pending:
        """Find out which messages of a batch are new, and have them judged."""
        kept = _kept(batch, self._keep, self._columns)
        judges.begin()
        with uncollected():
            names = self._columns if self._columns is not None else _usual(batch.schema.names)
            places, kinds = self._kinds(batch, names)
            cases = dict.fromkeys(kind for kind in kinds if not isinstance(kind, Outcome))
            fresh = [case for case in cases if case not in self._under_way and self._known.get(case) is None]
            # Rows of one context together: the linter works out what a context means once. Of these the messages of a
            # template: what one of them needs is still at hand for the next.
            shapes = {case: shape_of(case[0]) for case in fresh}
            fresh.sort(key=lambda case: (id(case[1]), shapes[case]))
            self._under_way.update(dict.fromkeys(fresh))
        return _Pending(batch, kept, places, kinds, fresh, shapes, judges.judge(fresh) if fresh else [])

    def finish(self, pending: _Pending) -> Any:
        """The results of a batch whose turn it is."""
        pa = arrow()
        with uncollected():
            local: dict[Case, Outcome] = {}
            judged = (outcome for future in pending.futures for outcome in future.result())
            for case, found in zip(pending.fresh, judged, strict=True):
                outcome = local[case] = _with_family(found, pending.shapes[case])
                self._under_way.pop(case, None)
                self._known.put(case, outcome, len(case[0]))
            outcomes = [one if isinstance(one, Outcome) else self._outcome(one, local) for one in pending.kinds]
            arrays = [pending.batch.column(field.name) for field in pending.kept]
            columns = result_columns(outcomes, pending.places)
        return pa.RecordBatch.from_arrays([*arrays, *columns], schema=result_schema(pending.kept))

    def _outcome(self, case: Case, local: dict[Case, Outcome]) -> Outcome:
        outcome = local.get(case) or self._known.get(case)
        if outcome is None:  # forgotten since the batch began
            outcome = _with_family(self._alone.judge([case])[0].result()[0], shape_of(case[0]))
        return outcome

    def _kinds(self, batch: Any, names: Mapping[str, str]) -> tuple[list[int], list[Case | Outcome]]:
        """(for each row the number of its kind, the different messages and what became of rows that hold none)."""
        fields = tuple(name for name in names if name != TEXT)
        contexts = self._contexts.get(fields)
        if contexts is None:
            contexts = self._contexts[fields] = Contexts(self.linter, self._base, fields, self._zone)
        texts = [text if isinstance(text, str) else None for text in values_of(batch.column(names[TEXT]))]
        known = contexts.of_all([values_of(batch.column(names[name])) for name in fields], texts)
        # By what a context is, not what it says: to compare that would take longer, and equal ones are mostly one object.
        objects = {id(one): one for one in known}
        numbers: dict[tuple[str | None, int], int] = {}
        places = [numbers.setdefault(key, len(numbers)) for key in zip(texts, map(id, known), strict=True)]
        return places, [_kind(text, objects[number]) for text, number in numbers]


def _with_family(outcome: Outcome, shape: str) -> Outcome:
    return outcome if outcome.row.error else Outcome(outcome.row, outcome.spots, family_of(shape))


def _kind(text: str | None, context: Context | ContextError) -> Case | Outcome:
    if text is None:
        return failure(NO_TEXT)
    if is_redacted_text(text):
        return failure(TEXT_REDACTED)
    if isinstance(context, ContextError):
        return failure(str(context))
    return text, context


def _usual(names: Sequence[str]) -> dict[str, str]:
    """The columns that bear the names of the contract."""
    if TEXT not in names:
        raise KeyError(f"no column {TEXT!r}; name it with columns={{'text': ...}}")
    return {name: name for name in names if name == TEXT or name in FIELDS}


def _kept(batch: Any, keep: Sequence[str] | None, columns: Mapping[str, str] | None) -> list[Any]:
    used = set((columns or _usual(batch.schema.names)).values())
    names = [name for name in batch.schema.names if name not in used] if keep is None else keep
    doubled = [name for name in names if name in RESULTS]
    if doubled:
        raise ValueError(
            f"results have columns of the names {', '.join(map(repr, doubled))} too; rename those of the batches, "
            "or name the ones to pass through with keep=[...]"
        )
    return [batch.schema.field(name) for name in names]


def _check(columns: Mapping[str, str]) -> None:
    """Raise for names that mean nothing here: what a column holds would be passed over."""
    for name in columns:
        if name != TEXT and name not in FIELDS:
            raise ValueError(f"columns knows no {name!r}{did_you_mean(name, (TEXT, *CONTEXT_FIELDS))}")
    if TEXT not in columns:
        raise KeyError(f"columns does not say which one holds the {TEXT!r}")
