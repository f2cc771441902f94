"""The kinds of signals that rules name: phrase sets, built-in facts, lists of hosts, other rules."""

from __future__ import annotations

from smslint.engine.facts import BUILTINS
from smslint.engine.ownership import is_own, under
from smslint.engine.signal import Signal
from smslint.engine.signal_groups import AllOf, AnyOf, NearOf
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
    "@link.offbrand": "link:foreign", "@link.akin": "link", "@link.pieced": "link:foreign",
    "@link.attached": "link:foreign", "@brand.link": "link:own",
    "@link.astray": "link:foreign", "@link.terms": "link:path", "@link.privacy": "link:path",
}  # fmt: skip
_SIGNS = {"@phone": "phone", "@phone.foreign": "phone", "@phone.premium": "premium", "@code.field": "fields"}
_FAMOUS = ("@brand.other", "@link.offbrand")


class SetSignal(Signal):
    """Phrase sets: a list, and the lists that it includes, without what the exempt sets excuse."""

    __slots__ = ("_bits", "_excuses", "_excuses_of", "_excusing")

    def __init__(self, indexes: Sequence[int], excuses: Sequence[int], program: Program) -> None:
        super().__init__(effort=1)
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
        """See Signal. One occurrence settles it, and a term that nothing excuses does without a look at patterns."""
        if self in hits.joined or not hits.simple:
            return Signal.plainly_in(self, hits)
        there = [index for index, bit in self._bits if bit & hits.there]
        if not hits.may_cover and any(self._by_a_term(index, hits) for index in there):
            return True
        for index in there:
            found = hits.of_set(index)
            if found and self._unspared(found, hits):
                return True
        hits.joined[self] = ()
        return False

    def _by_a_term(self, index: int, hits: Hits) -> bool:
        """Whether a term of a set is there for certain, and nothing excuses it."""
        if hits.there & self._excuses_of[index]:
            return hits.scan.stands(index, self._excusing[index])
        return hits.scan.certain(index)

    def _joined(self, hits: Hits, there: Iterable[int]) -> tuple[Occurrence, ...]:
        found: Sequence[Occurrence] = [hit for index in there for hit in hits.of_set(index)]
        if not found:
            return ()
        found = self._unspared(found, hits)
        return _first_longest(list(found)) if len(found) > 1 else tuple(found)

    def _unspared(self, found: Sequence[Occurrence], hits: Hits) -> Sequence[Occurrence]:
        """Occurrences without those that the exempt sets excuse."""
        spared = [spot for index in self._excuses if hits.may_have(index) for spot in hits.of_set(index)]
        if not spared:
            return found
        places = Spans((spot[0], spot[1]) for spot in spared)
        return [hit for hit in found if not places.contain(hit[0], hit[1])]


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
        self.effort = 0 if groups else 2

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
        super().__init__(effort=1)
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
        super().__init__(signal.effort)
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
