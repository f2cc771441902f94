"""What every kind of check has in common.

A check is built once from its options and asked many times. `needs` are groups of phrase sets and traits: from each group
one must be there, or the check has nothing to say; no groups mean that it is asked about every message. A candidate is a tuple
`(start, end, folds, depends_on, message words, edits)`: code points of the original, None and None for an absence.
"""

from __future__ import annotations

from smslint.engine.signals import occurrences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.engine.hits import Hits, Occurrence
    from smslint.engine.program import Program
    from smslint.model import Edit

Candidate = tuple["int | None", "int | None", tuple[str, ...], tuple[str, ...], "dict[str, str] | None", "tuple[Edit, ...]"]

Group = frozenset["int | str"]

_LINK_TRAITS = {
    "@link": "link", "@link.foreign": "link", "@link.own": "link", "@link.bare": "link:bare", "@link.lookalike": "link:brand",
    "@link.shortener": "link:in:hosts/shorteners", "@link.genuine": "link", "@link.offbrand": "link",
}  # fmt: skip
_SIGNS = {"@phone": "phone", "@phone.foreign": "phone", "@phone.premium": "phone"}
_FAMOUS = ("@brand.other", "@link.genuine", "@link.offbrand")


class Check:
    """Base of the kinds; a kind sets `triggers` and yields candidates from `find`."""

    kind = ""
    needs: tuple[Group, ...] = ()

    def __init__(self, options: dict[str, Any], program: Program) -> None:
        self.options = options
        self.program = program

    def find(self, hits: Hits) -> Iterable[Candidate]:
        """Candidates in one message, in no particular order."""
        raise NotImplementedError

    def rules_needed(self) -> frozenset[str]:
        """Identifiers of rules whose candidates this check reads."""
        return frozenset()


def absent(depends: tuple[str, ...] = (), words: dict[str, str] | None = None) -> Candidate:
    """A candidate for something that is not there."""
    return None, None, (), depends, words, ()


def at(hit: Occurrence, depends: tuple[str, ...] | None = None) -> Candidate:
    """A candidate at an occurrence."""
    return hit[0], hit[1], hit[2], hit[3] if depends is None else depends, {"term": hit[4].strip()}, ()


def needs_of(signal: Any, program: Program) -> tuple[Group, ...]:
    """Groups without which a signal (or group of signals) cannot occur; () when nothing can be told beforehand."""
    kind, what = signal[0], signal[1]
    if kind == "set":
        return (frozenset(what[0]),)
    if kind == "hosts":
        return (frozenset((f"link:in:{what}",)),)
    if kind == "builtin":
        groups: list[Group] = [frozenset((program.famous_set,))] if what in _FAMOUS else []
        if what in _SIGNS:
            groups.append(frozenset((program.meta[_SIGNS[what]],)))
        if what in _LINK_TRAITS:
            groups.append(frozenset((_LINK_TRAITS[what],)))
        return tuple(groups)
    if kind == "rule":
        check = program.checks.get(what)
        return check.needs if check is not None else ()
    if kind == "any":
        group = any_of(what, program)
        return (group,) if group is not None else ()
    return tuple(group for one in what for group in needs_of(one, program))


def any_of(signals: Iterable[Any], program: Program) -> Group | None:
    """One group for several signals of which one is enough; None when one of them can come out of nothing."""
    found: Group = frozenset()
    for signal in signals:
        groups = needs_of(signal, program)
        if not groups:
            return None
        found |= groups[0]
    return found


def occurring(hits: Hits, item: Any) -> tuple[Occurrence, ...]:
    """Occurrences of a signal or of a group (`any`: of each; `all`: of each, when none is missing)."""
    kind = item[0]
    if kind == "any":
        return tuple(hit for one in item[1] for hit in occurrences(hits, one))
    if kind == "all":
        return _together(hits, item[1])
    return occurrences(hits, item)


def _together(hits: Hits, signals: Iterable[Any]) -> tuple[Occurrence, ...]:
    """Occurrences of all of several signals; each waits for whatever any of the signals waits for."""
    parts = []
    for one in signals:
        part = settled(occurrences(hits, one))
        if not part:
            return ()
        parts.append(part)
    waits = {field for part in parts for field in part[0][3]}
    found = [hit for part in parts for hit in part]
    if not waits:
        return tuple(found)
    depends = tuple(sorted(waits))
    return tuple((hit[0], hit[1], hit[2], depends, hit[4]) for hit in found)


def rules_in(items: Iterable[Any]) -> frozenset[str]:
    """Identifiers of rules named among signals and groups."""
    found: set[str] = set()
    for item in items:
        if item[0] == "rule":
            found.add(item[1])
        elif item[0] in ("any", "all"):
            found |= rules_in(item[1])
    return frozenset(found)


def settled(hits: tuple[Occurrence, ...]) -> tuple[Occurrence, ...]:
    """The certain occurrences when there is one, else those that wait."""
    certain = tuple(hit for hit in hits if not hit[3])
    return certain or hits
