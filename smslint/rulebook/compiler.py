"""Rules translated one by one: their phrase sets, literals, patterns and signals collected in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from smslint.rulebook.book import Book
from smslint.rulebook.checks import PhraseOptions, SignalGroup
from smslint.rulebook.gate import condition
from smslint.rulebook.literals import literals_of
from smslint.rulebook.phrases import MAX_LITERALS, count, expand, word_pattern, words_of_term
from smslint.rulebook.schema import RuleSpec
from smslint.rulebook.signalchecks import Near
from smslint.text.fold import fold


class Compiler:
    """Collects phrase sets, literals and patterns while rules are translated one by one."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.sets: list[list[Any]] = []
        self.owners: dict[str, list[int]] = {}
        self.patterns: list[tuple[str, int, str | None]] = []
        self.slow: set[int] = set()
        self.by_signs: set[int] = set()
        self.meta: dict[str, int] = {}
        self.phrase_sets: dict[str, list[int]] = {}
        self.vocabulary: set[str] = set()
        self._signals: dict[str, tuple[str, Any, str]] = {}
        self._list_sets: dict[str, int] = {}
        self._exempt_sets: dict[int, int] = {}

    def new_set(self, name: str, disguise: bool, in_links: bool = False, in_placeholders: bool = False) -> int:
        """The index of a new, empty phrase set."""
        self.sets.append([name, disguise, in_links, in_placeholders, -1])
        return len(self.sets) - 1

    def fill(
        self, index: int, terms: Iterable[str], patterns: Iterable[str], validate: str | None = None, slow: bool = False
    ) -> None:
        """Add terms and patterns to a set. Slow patterns are beyond RE2 and stay out of the joint scan."""
        for term in terms:
            if self.sets[index][1]:
                self.vocabulary.update(words_of_term(fold(term).text))
            if count(term) > MAX_LITERALS:
                self.phrase_sets.setdefault(word_pattern(term), []).append(index)
                continue
            for phrase in expand(term):
                for literal in literals_of(phrase):
                    owners = self.owners.setdefault(literal, [])
                    if index not in owners:
                        owners.append(index)
        for pattern in patterns:
            if slow:
                self.slow.add(len(self.patterns))
            self.patterns.append((pattern, index, validate))

    def exempt(self, index: int, name: str, terms: Sequence[str], patterns: Sequence[str]) -> int:
        """Attach exempt phrases to a set; returns their set, or -1 when there are none."""
        if not (terms or patterns):
            return -1
        excuse = self.new_set(f"{name}!exempt", False, True, True)
        self.fill(excuse, terms, patterns)
        if index >= 0:
            self.sets[index][4] = excuse
        return excuse

    def list_set(self, name: str) -> int:
        """The set of one list's own phrases."""
        if name not in self._list_sets:
            spec = self.book.lists[name]
            index = self._list_sets[name] = self.new_set(name, spec.disguise)
            self.fill(index, spec.terms, spec.patterns, spec.validator)
            self._exempt_sets[index] = self.exempt(index, name, spec.exempt, spec.exempt_patterns)
        return self._list_sets[name]

    def with_includes(self, name: str) -> tuple[list[int], list[int]]:
        """(sets, exempt sets) of a list and everything it includes."""
        sets, excuses, seen, waiting = [], [], set(), [name]
        while waiting:
            current = waiting.pop(0)
            if current in seen:
                continue
            seen.add(current)
            index = self.list_set(current)
            sets.append(index)
            if self._exempt_sets[index] >= 0:
                excuses.append(self._exempt_sets[index])
            waiting.extend(self.book.lists[current].includes)
        return sets, (excuses if len(sets) > 1 else [])

    def signal(self, text: str) -> tuple[str, Any, str]:
        """A signal's name as the engine reads it: (kind, what, certainty)."""
        if text not in self._signals:
            self._signals[text] = self._signal(text)
        return self._signals[text]

    def _signal(self, text: str) -> tuple[str, Any, str]:
        certainty = text[-1] if text[-1] in "!?" else ""
        name = text.rstrip("!?")
        if name.startswith("@"):
            return "builtin", name, certainty
        if name.startswith("rule:"):
            return "rule", name[5:], certainty
        if self.book.lists[name].kind == "hosts":
            return "hosts", name, certainty
        sets, excuses = self.with_includes(name)
        return "set", (tuple(sets), tuple(excuses)), certainty

    def item(self, item: Any) -> tuple[str, Any, str]:
        """A signal or a group of signals."""
        if isinstance(item, SignalGroup):
            if item.near is not None:
                return "near", self.near(item.near), ""
            key, names = ("any", item.any_) if item.any_ is not None else ("all", item.all_ or ())
            return key, tuple(self.signal(name) for name in names), ""
        return self.signal(item)

    def near(self, spec: Near) -> tuple[tuple[Any, ...], int, bool]:
        """(signals that stand close together, words between them, whether in this order)."""
        return tuple(self.item(one) for one in spec.of), spec.words, spec.ordered

    def phrases(self, rule: RuleSpec, spec: PhraseOptions) -> dict[str, Any]:
        """Options of the kinds `terms` and `pattern`."""
        sets, excuses = [], []
        cloned = spec.in_links or spec.in_placeholders
        if spec.terms or spec.patterns or (cloned and spec.lists):
            index = self.new_set(rule.id, spec.disguise, spec.in_links, spec.in_placeholders)
            self.fill(index, spec.terms, spec.patterns, slow=spec.engine == "backtracking")
            if cloned:
                for name in spec.lists:
                    listed = self.book.lists[name]
                    self.fill(index, listed.terms, listed.patterns, listed.validator)
                    excuse = self.exempt(-1, name, listed.exempt, listed.exempt_patterns)
                    excuses.extend([excuse] if excuse >= 0 else [])
            sets.append(index)
        for name in () if cloned else spec.lists:
            more, excused = self.with_includes(name)
            sets.extend(found for found in more if found not in sets)
            excuses.extend(excused)
        own = self.exempt(-1, rule.id, spec.exempt, spec.exempt_patterns)
        excuses.extend([own] if own >= 0 else [])
        return {
            "signal": ("set", (tuple(sets), tuple(excuses)), ""),
            "folds": spec.folds if spec.disguise or spec.folds != "any" else "never",
            "report": spec.report,
            "case": spec.case,
            "at_least": spec.at_least,
            "cause": tuple(self.signal(name) for name in spec.cause),
        }

    def check(self, rule: RuleSpec) -> tuple[str, dict[str, Any]]:
        """(kind, options) of a rule's check."""
        kind, spec = rule.check.kind, rule.check.options
        if kind in ("terms", "pattern"):
            return "terms", self.phrases(rule, spec)
        if kind == "required":
            return kind, {
                "any_of": tuple(self.signal(name) for name in spec.any_of),
                "each": tuple((name, tuple(self.signal(one) for one in some)) for name, some in spec.each.items()),
                "cause": tuple(self.signal(name) for name in spec.cause),
                "unless_any": tuple(self.signal(name) for name in spec.unless_any),
            }
        if kind == "combine":
            return kind, self._combine(spec)
        if kind == "fields":
            return kind, {"condition": condition(spec.plain())}
        if kind == "links":
            return kind, spec.given()
        if kind == "hours":
            plain = {"list": spec.list_, "say": spec.say, "what": spec.what, "beyond": spec.beyond, "by": spec.by}
            return kind, {**plain, "cause": tuple(self.signal(name) for name in spec.cause)}
        if kind == "disguise":
            for name in spec.lists:
                self.with_includes(name)
        if kind == "length" and spec.signal is not None:
            return kind, {"measure": spec.measure, "signal": self.signal(spec.signal)}
        return kind, {name: value for name, value in spec.model_dump(by_alias=True).items() if value is not None}

    def _combine(self, spec: Any) -> dict[str, Any]:
        return {
            "all": tuple(self.item(item) for item in spec.all_),
            "any": tuple(self.item(item) for item in spec.any_),
            "none": tuple(self.item(item) for item in spec.none),
            "at_least": (spec.at_least.count, tuple(self.item(one) for one in spec.at_least.of))
            if spec.at_least
            else None,
            "near": self.near(spec.near) if spec.near else None,
            "span": self.signal(spec.span) if spec.span else None,
        }
