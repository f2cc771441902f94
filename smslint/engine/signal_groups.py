"""Signals made of signals: one of several, several together, several close to each other."""

from __future__ import annotations

from smslint.engine.nearness import chain
from smslint.engine.signal import Signal, any_group, asked, heeded, settled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program


class Alternatives:
    """Several signals of which one is enough."""

    __slots__ = ("signals",)

    def __init__(self, signals: Iterable[Signal]) -> None:
        self.signals = tuple(signals)

    def possible(self, there: Group) -> bool:
        """Whether one of them can occur where nothing else than these sets and traits may."""
        for signal in self.signals:  # noqa: SIM110 - a generator costs more than the answer
            if signal.possible(there):
                return True
        return False

    def among(self, there: Group) -> list[Signal]:
        """Those that can."""
        return [signal for signal in self.signals if signal.possible(there)]


class AnyOf(Signal):
    """One of several signals is enough."""

    __slots__ = ("_alternatives",)

    def __init__(self, signals: Sequence[Signal], program: Program) -> None:
        super().__init__()
        self._alternatives = Alternatives(signals)
        group = any_group(self._alternatives.signals, program)
        self.needs = (group,) if group is not None else ()

    def heeds(self) -> Group:
        """See Signal."""
        return heeded(self._alternatives.signals)

    def possible(self, there: Group) -> bool:
        """See Signal."""
        return self._alternatives.possible(there)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        return tuple(hit for signal in self._alternatives.among(hits.there) for hit in signal.of(hits))


class Several(Signal):
    """Base of signals of which none may be missing."""

    __slots__ = ("_in_turn", "_signals")

    def __init__(self, signals: Sequence[Signal]) -> None:
        super().__init__()
        self._signals = tuple(signals)
        self._in_turn = sorted(enumerate(self._signals), key=lambda pair: pair[1].effort)
        self.needs = tuple(group for signal in self._signals for group in signal.needs)

    def heeds(self) -> Group:
        """See Signal."""
        return heeded(self._signals)

    def possible(self, there: Group) -> bool:
        """See Signal."""
        return all(signal.possible(there) for signal in self._signals)

    def _parts(self, hits: Hits) -> list[tuple[Occurrence, ...]] | None:
        """The occurrences of each; None when one has none."""
        parts: list[tuple[Occurrence, ...]] = [()] * len(self._signals)
        for place, signal in self._in_turn:
            part = settled(asked(signal, hits))
            if not part:
                return None
            parts[place] = part
        return parts


class AllOf(Several):
    """Several signals together; each occurrence waits for whatever any of them waits for."""

    __slots__ = ()

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        parts = self._parts(hits)
        if parts is None:
            return ()
        waits = {field for part in parts for field in part[0][3]}
        found = [hit for part in parts for hit in part]
        if not waits:
            return tuple(found)
        depends = tuple(sorted(waits))
        return tuple((hit[0], hit[1], hit[2], depends, hit[4]) for hit in found)


class NearOf(Several):
    """Signals close to each other; it stands where the first of them does."""

    __slots__ = ("_ordered", "_words")

    def __init__(self, signals: Sequence[Signal], words: int, ordered: bool) -> None:
        super().__init__(signals)
        self._words = words
        self._ordered = ordered

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        parts = self._parts(hits)
        if parts is None:
            return ()
        chosen = chain([tuple(sorted(part)) for part in parts], self._words, self._ordered, hits.view.text)
        if chosen is None:
            return ()
        folds = tuple(sorted({fold for hit in chosen for fold in hit[2]}))
        depends = tuple(sorted({field for hit in chosen for field in hit[3]}))
        return ((chosen[0][0], chosen[0][1], folds, depends, chosen[0][4]),)
