"""Signals: named occurrences that checks ask for. Each knows how to find itself and what must be there for it to occur."""

from __future__ import annotations

from smslint.engine.facts import BUILTINS
from smslint.engine.nearness import chain
from smslint.engine.ownership import is_own, under
from smslint.engine.traits import UNNAMED
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from smslint.engine.bits import Group
    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program

_LINK_TRAITS = {
    "@link": "link", "@link.foreign": "link:foreign", "@link.own": "link:own", "@link.bare": "link:bare",
    "@link.lookalike": "link:brand", "@link.shortener": "link:in:hosts/shorteners", "@link.genuine": "link",
    "@link.offbrand": "link:foreign", "@link.akin": "link", "@link.pieced": "link:foreign", "@brand.link": "link:own",
    "@link.terms": "link:path", "@link.privacy": "link:path",
}  # fmt: skip
_SIGNS = {"@phone": "phone", "@phone.foreign": "phone", "@phone.premium": "premium"}
_FAMOUS = ("@brand.other", "@link.genuine", "@link.offbrand")


class Signal:
    """Base of all signals. `needs`: groups from each of which something must be there; () when nothing can be told."""

    __slots__ = ("needs",)

    def __init__(self) -> None:
        self.needs: tuple[Group, ...] = ()

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """Occurrences in one message, in order."""
        raise NotImplementedError

    def plainly_in(self, hits: Hits) -> bool:
        """Whether it occurs for certain and undisguised."""
        return any(not hit[3] and not hit[2] for hit in self.of(hits))

    def heeds(self) -> Group:
        """The sets and traits that `possible` looks at."""
        found = 0
        for group in self.needs:
            found |= group
        return found

    def absent(self, hits: Hits) -> bool:
        """Whether it does not occur."""
        return not asked(self, hits)

    def certain(self, hits: Hits) -> bool:
        """Whether it occurs for certain."""
        return any(not hit[3] for hit in asked(self, hits))

    def possible(self, there: Group) -> bool:
        """Whether it can occur where nothing else than these sets and traits may."""
        for group in self.needs:  # noqa: SIM110 - a generator costs more than the answer
            if not group & there:
                return False
        return True


class SetSignal(Signal):
    """Phrase sets: a list, and the lists that it includes, without what the exempt sets excuse."""

    __slots__ = ("_bits", "_excuses", "_excuses_of", "_excusing")

    def __init__(self, indexes: Sequence[int], excuses: Sequence[int], program: Program) -> None:
        super().__init__()
        self._bits = tuple((index, program.bits[index]) for index in indexes)
        self._excuses = tuple(index for index in excuses if index >= 0)
        general = program.bits.group(self._excuses)
        self._excuses_of = {
            index: general | (program.bits[exempt] if (exempt := program.sets[index].exempt) >= 0 else 0)
            for index in indexes
        }
        self._excusing = {
            index: (*self._excuses, *((exempt,) if (exempt := program.sets[index].exempt) >= 0 else ())) for index in indexes
        }
        self.needs = (program.bits.group(indexes),)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        known = hits.joined.get(self)
        if known is None:
            there = hits.there
            known = hits.joined[self] = self._joined(hits, [index for index, bit in self._bits if bit & there])
        return known

    def plainly_in(self, hits: Hits) -> bool:
        """See Signal. A term that nothing excuses settles it without a look at patterns."""
        if self not in hits.joined and hits.simple and not hits.may_cover:
            scan, there = hits.scan, hits.there
            for index, bit in self._bits:
                if not bit & there:
                    continue
                if there & self._excuses_of[index]:
                    if scan.stands(index, self._excusing[index]):
                        return True
                elif scan.certain(index):
                    return True
        return Signal.plainly_in(self, hits)

    def _joined(self, hits: Hits, there: Iterable[int]) -> tuple[Occurrence, ...]:
        found = [hit for index in there for hit in hits.of_set(index)]
        if not found:
            return ()
        spared = [spot for index in self._excuses if hits.may_have(index) for spot in hits.of_set(index)]
        if spared:
            places = Spans((spot[0], spot[1]) for spot in spared)
            found = [hit for hit in found if not places.contain(hit[0], hit[1])]
        return _first_longest(found) if len(found) > 1 else tuple(found)


def _first_longest(found: list[Occurrence]) -> tuple[Occurrence, ...]:
    found.sort(key=lambda hit: (hit[0], -hit[1], hit[2], hit[4]))
    kept = [found[0]]
    for hit in found:
        if hit[0] >= kept[-1][1]:
            kept.append(hit)
    return tuple(kept)


class FactSignal(Signal):
    """A built-in."""

    __slots__ = ("_find", "name")

    def __init__(self, name: str, program: Program) -> None:
        super().__init__()
        self.name = name
        self._find = BUILTINS[name]
        bits = program.bits
        groups: list[Group] = [bits[program.famous_set]] if name in _FAMOUS else []
        if name in _SIGNS:
            groups.append(bits[program.meta[_SIGNS[name]]])
        if name in ("@unnamed", "@speaker.other"):
            groups.append(bits[UNNAMED])
        if name in _LINK_TRAITS:
            groups.append(bits[_LINK_TRAITS[name]])
        self.needs = tuple(groups)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        known = hits.facts.get(self.name)
        if known is None:
            known = hits.facts[self.name] = tuple(self._find(hits))
        return known


class HostsSignal(Signal):
    """Links under the hosts of a list that are not known to be the sender's own."""

    __slots__ = ("_name",)

    def __init__(self, name: str, program: Program) -> None:
        super().__init__()
        self._name = name
        self.needs = (program.bits[f"link:in:{name}"],)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        if not hits.touched & self.needs[0]:
            return ()
        hosts, context = hits.program.hosts[self._name], hits.view.context
        links = [link for link in hits.view.links if under(link, hosts) and not is_own(link, context)]
        return tuple((link.start, link.end, (), (), "") for link in links)


class RuleSignal(Signal):
    """What another rule finds in the text, before its conditions."""

    __slots__ = ("_rule",)

    def __init__(self, rule: str, program: Program) -> None:
        super().__init__()
        self._rule = rule
        self.needs = program.needs_of(rule)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        known = hits.joined.get(self)
        if known is None:
            check = hits.program.checks[self._rule]
            found = hits.candidates_of(self._rule, check, whole=True) if check.possible(hits.there) else ()
            known = hits.joined[self] = tuple([(one[0] or 0, one[1] or 0, one[2], one[3], "") for one in found])
        return known


class Certain(Signal):
    """A signal marked `!` (only certain occurrences) or `?` (waiting ones count as certain)."""

    __slots__ = ("_mark", "_signal", "name")

    def __init__(self, signal: Signal, mark: str) -> None:
        super().__init__()
        self.name: str = getattr(signal, "name", "") if mark == "!" else ""
        self._signal = signal
        self._mark = mark
        self.needs = signal.needs

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        found = self._signal.of(hits)
        if self._mark == "!":
            return tuple(hit for hit in found if not hit[3])
        return tuple((hit[0], hit[1], hit[2], (), hit[4]) for hit in found)


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


class AllOf(Signal):
    """Several signals together; each occurrence waits for whatever any of them waits for."""

    __slots__ = ("_in_turn", "_signals")

    def __init__(self, signals: Sequence[Signal]) -> None:
        super().__init__()
        self._signals = tuple(signals)
        self._in_turn = sorted(enumerate(self._signals), key=lambda pair: effort(pair[1]))
        self.needs = tuple(group for signal in self._signals for group in signal.needs)

    def heeds(self) -> Group:
        """See Signal."""
        return heeded(self._signals)

    def possible(self, there: Group) -> bool:
        """See Signal."""
        return all(signal.possible(there) for signal in self._signals)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        parts: list[tuple[Occurrence, ...]] = [()] * len(self._signals)
        for place, signal in self._in_turn:
            part = settled(asked(signal, hits))
            if not part:
                return ()
            parts[place] = part
        waits = {field for part in parts for field in part[0][3]}
        found = [hit for part in parts for hit in part]
        if not waits:
            return tuple(found)
        depends = tuple(sorted(waits))
        return tuple((hit[0], hit[1], hit[2], depends, hit[4]) for hit in found)


class NearOf(Signal):
    """Signals close to each other; it stands where the first of them does."""

    __slots__ = ("_ordered", "_signals", "_words")

    def __init__(self, signals: Sequence[Signal], words: int, ordered: bool) -> None:
        super().__init__()
        self._signals = tuple(signals)
        self._words = words
        self._ordered = ordered
        self.needs = tuple(group for signal in self._signals for group in signal.needs)

    def heeds(self) -> Group:
        """See Signal."""
        return heeded(self._signals)

    def possible(self, there: Group) -> bool:
        """See Signal."""
        return all(signal.possible(there) for signal in self._signals)

    def of(self, hits: Hits) -> tuple[Occurrence, ...]:
        """See Signal."""
        groups = []
        for signal in self._signals:
            found = settled(asked(signal, hits))
            if not found:
                return ()
            groups.append(tuple(sorted(found)))
        chosen = chain(groups, self._words, self._ordered, hits.view.text)
        if chosen is None:
            return ()
        folds = tuple(sorted({fold for hit in chosen for fold in hit[2]}))
        depends = tuple(sorted({field for hit in chosen for field in hit[3]}))
        return ((chosen[0][0], chosen[0][1], folds, depends, chosen[0][4]),)


def asked(signal: Signal, hits: Hits) -> tuple[Occurrence, ...]:
    """A signal's occurrences, without looking when something it needs is not there."""
    there = hits.there
    for group in signal.needs:
        if not group & there:
            return ()
    return signal.of(hits)


def effort(signal: Signal) -> int:
    """How much it takes to look for a signal, roughly: what is seldom there and soon told is asked about first."""
    if isinstance(signal, Certain):
        return effort(signal._signal)
    if isinstance(signal, FactSignal):
        return 0 if signal.needs else 2
    return 1 if isinstance(signal, HostsSignal | SetSignal) else 3


def heeded(signals: Iterable[Signal]) -> Group:
    """The sets and traits that any of some signals looks at to tell whether it is possible."""
    found = 0
    for signal in signals:
        found |= signal.heeds()
    return found


def settled(hits: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """The certain occurrences when there is one, else those that wait."""
    for hit in hits:
        if hit[3]:
            break
    else:
        return hits
    return tuple(hit for hit in hits if not hit[3]) or hits


def any_group(signals: Iterable[Signal], program: Program) -> Group | None:
    """One group for several signals of which one is enough; None when one of them can come out of nothing.

    Of each signal it holds what ordinary messages have least often.
    """
    found = 0
    for signal in signals:
        if not signal.needs:
            return None
        found |= min(signal.needs, key=program.commonness)
    return found


def make_signal(written: Any, program: Program) -> Signal:
    """The signal that a bundle writes as (kind, what, certainty mark)."""
    kind, what, mark = written
    if kind in ("any", "all"):
        parts = [make_signal(one, program) for one in what]
        return AnyOf(parts, program) if kind == "any" else AllOf(parts)
    if kind == "near":
        some, words, ordered = what
        return NearOf([make_signal(one, program) for one in some], words, ordered)
    signal = _simple(kind, what, program)
    return Certain(signal, mark) if mark else signal


def _simple(kind: str, what: Any, program: Program) -> Signal:
    key = (kind, what)
    known: Signal | None = program.signals.get(key)
    if known is None:
        if kind == "set":
            known = SetSignal(what[0], what[1], program)
        elif kind == "builtin":
            known = FactSignal(what, program)
        else:
            known = HostsSignal(what, program) if kind == "hosts" else RuleSignal(what, program)
        program.signals[key] = known
    return known
