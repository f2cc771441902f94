"""Rules about rules: what loads and is still doubtful. Each remark names its place and the check that made it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from smslint.errors import Issue
from smslint.rulebook.book import Book
from smslint.rulebook.conditions import Condition
from smslint.rulebook.document import Path, shown
from smslint.rulebook.phrasebook import PhraseBook, normal, written
from smslint.rulebook.rulespec import RuleSpec

USED_BY_ENGINE = frozenset({"hosts/shorteners"})
"""Host lists that the engine reads by name."""

LEXICON = "lexicon/en"
SHORT_WORD = 4
AUTHORITIES = frozenset({"law", "carrier", "provider"})


class Remark:
    """One doubt about a rule or list: the check that raised it, and where."""

    __slots__ = ("check", "issue")

    def __init__(self, check: str, issue: Issue) -> None:
        self.check = check
        self.issue = issue

    def __str__(self) -> str:
        return f"{self.issue} [{self.check}]"


Found = Iterator[tuple[str, str, Path, str]]
"""Kind and name of what is remarked upon, the place inside it, and the sentence."""


def review(book: Book, apart: Collection[str] = ()) -> list[Remark]:
    """All remarks on a book, by file and line. apart: files on whose phrases nothing is wanted, which spares most of the time."""
    phrases = PhraseBook(book, apart)
    remarks = [
        Remark(name, book.issue(kind, owner, place, message))
        for name, check in CHECKS.items()
        for kind, owner, place, message in check(book, phrases)
    ]
    return sorted(remarks, key=lambda remark: (remark.issue.path, remark.issue.line, remark.issue.column, remark.check))


def _dead_exemptions(book: Book, phrases: PhraseBook) -> Found:
    for owner in phrases.owners():
        for index, term in enumerate(owner.exempt):
            written = owner.expanded(term)  # none when there are too many to write out
            if written and not any(phrases.meets(owner, phrase) for phrase in written):
                message = f"this exemption excuses nothing: {shown(term)} contains no term or pattern of its set"
                yield owner.kind, owner.name, (*owner.place, "exempt", index), message


def _duplicate_terms(book: Book, phrases: PhraseBook) -> Found:
    for owner in phrases.owners():
        first: dict[str, int] = {}
        for index, term in enumerate(owner.terms):
            # Punctuation counts, as in the scan: "todo: add" is not found by "todo add".
            words = [written(phrase) for phrase in owner.expanded(term)]
            # Alternatives of two terms may meet; a term that brings nothing new is a leftover.
            if words and all(word in first for word in words):
                other = book.issue(owner.kind, owner.name, (*owner.place, "terms", first[words[0]]), "").line
                message = f"this term adds nothing: {shown(words[0])} stands on line {other} already"
                yield owner.kind, owner.name, (*owner.place, "terms", index), message
            for word in words:
                first.setdefault(word, index)


def _unused_lists(book: Book, phrases: PhraseBook) -> Found:
    used = phrases.used_lists() | USED_BY_ENGINE
    for spec in book.lists.values():
        if spec.kind in ("phrases", "hosts") and spec.name not in used:
            yield "list", spec.name, ("list",), f"no rule uses the list {spec.name}"


def _no_authority(book: Book, _: PhraseBook) -> Found:
    for rule in book.rules.values():
        if rule.severity == "error" and not any(citation.binding in AUTHORITIES for citation in rule.sources):
            yield "rule", rule.id, ("severity",), "an error that no law, carrier or provider demands; cite one or warn"


def _unreachable(book: Book, _: PhraseBook) -> Found:
    for rule in book.rules.values():
        allowed = _allowed(rule)
        if rule.when is not None and not possible(rule.when.plain(), allowed):
            yield "rule", rule.id, ("when",), "this condition can never hold where the rule applies"
        if rule.unless is not None and not possible(rule.unless.plain(), allowed):
            yield "rule", rule.id, ("unless",), "this condition can never hold where the rule applies"
        for index, clause in enumerate(rule.severity_when):
            if not possible(clause.when.plain(), allowed):
                message = "this condition can never hold where the rule applies"
                yield "rule", rule.id, ("severity_when", index, "when"), message


def _allowed(rule: RuleSpec) -> dict[str, set[Any]]:
    applies = rule.applies
    limits = {
        "sender_type": applies.sender_types,
        "country": applies.countries,
        "language": applies.languages,
        "use_case": applies.use_cases,
        "kind": applies.kinds,
        "carrier": applies.carriers,
        "provider": applies.providers,
    }
    return {field: set(values) for field, values in limits.items() if values}


def possible(written: Mapping[str, Any], allowed: Mapping[str, set[Any]]) -> bool:
    """Whether a condition can hold when fields take only the values in `allowed`. In doubt: yes."""
    left = {field: set(values) for field, values in allowed.items()}
    return _narrow(written, left) and _branches(written, left)


def _narrow(written: Mapping[str, Any], left: dict[str, set[Any]]) -> bool:
    """Take from `left` what the plain parts of a conjunction exclude; False when nothing remains."""
    for key, value in written.items():
        if key == "all":
            if not all(_narrow(item, left) for item in value):
                return False
        elif key not in ("any", "not", "known") and not isinstance(value, Mapping):
            values = set(value) if isinstance(value, tuple) else {value}
            left[key] = left[key] & values if key in left else values
            if not left[key]:
                return False
    return True


def _branches(written: Mapping[str, Any], left: dict[str, set[Any]]) -> bool:
    inner = all(_branches(item, left) for item in written.get("all", ()))
    return inner and ("any" not in written or any(possible(item, left) for item in written["any"]))


def _idle_patterns(book: Book, phrases: PhraseBook) -> Found:
    direct = phrases.direct_lists()
    for owner in phrases.owners():
        accuses = owner.kind == "rule" or owner.name in direct
        texts = phrases.sample_texts(owner, good_too=not accuses) if owner.patterns else []
        for index, pattern in enumerate(owner.patterns if texts else ()):
            if not any(phrases.finds(pattern, text) for text in texts):
                message = f"no {'bad ' if accuses else ''}sample of a rule that uses this pattern shows it; add one"
                yield owner.kind, owner.name, (*owner.place, "patterns", index), message


def _identical_checks(book: Book, _: PhraseBook) -> Found:
    first: dict[str, RuleSpec] = {}
    for rule in book.rules.values():
        same = repr((rule.check, rule.applies, _plain(rule.when), _plain(rule.unless)))
        other = first.setdefault(same, rule)
        if other is not rule:
            yield "rule", rule.id, ("check",), f"the same check as {other.id}, under the same conditions"


def _plain(condition: Condition | None) -> dict[str, Any] | None:
    return condition.plain() if condition is not None else None


def _short_words(book: Book, phrases: PhraseBook) -> Found:
    lexicon = frozenset(book.lists[LEXICON].words) if LEXICON in book.lists else frozenset()
    direct = phrases.direct_lists()
    for owner in phrases.owners():
        if owner.kind == "list" and owner.name not in direct:
            continue
        for index, term in enumerate(owner.terms):
            words = [normal(phrase) for phrase in owner.expanded(term)]
            common = [word for word in words if len(word) <= SHORT_WORD and word in lexicon]
            if common:
                message = f"{shown(common[0])} is a common word; put it in the company of others"
                yield owner.kind, owner.name, (*owner.place, "terms", index), message


def _missing_clauses(book: Book, _: PhraseBook) -> Found:
    for kind, name, place, citation in _citations(book):
        source = book.sources.get(citation.source)
        if source is not None and source.clauses and citation.clause is None:
            yield kind, name, place, f"{citation.source} is divided into clauses; name the one that says so"


def _unused_sources(book: Book, _: PhraseBook) -> Found:
    cited = {citation.source for _, _, _, citation in _citations(book)}
    for key, source in book.sources.items():
        if key not in cited and source.awaits is None:
            yield "source", key, (), f"nothing cites {key}; cite it, say under `awaits` what will, or take it out"
        elif key in cited and source.awaits is not None:
            yield "source", key, ("awaits",), f"{key} is cited now; take `awaits` out"


def _citations(book: Book) -> Iterator[tuple[str, str, Path, Any]]:
    """Every citation of rules and of lists of hours, with its place."""
    for rule in book.rules.values():
        for index, citation in enumerate(rule.sources):
            yield "rule", rule.id, ("sources", index), citation
    for spec in book.lists.values():
        for index, place in enumerate(spec.hours):
            for number, account in enumerate(place.accounts):
                yield "list", spec.name, ("hours", index, "accounts", number), account


CHECKS: dict[str, Callable[[Book, PhraseBook], Found]] = {
    "dead-exemption": _dead_exemptions,
    "duplicate-term": _duplicate_terms,
    "unused-list": _unused_lists,
    "no-authority": _no_authority,
    "unreachable-condition": _unreachable,
    "idle-pattern": _idle_patterns,
    "identical-check": _identical_checks,
    "common-word": _short_words,
    "missing-clause": _missing_clauses,
    "unused-source": _unused_sources,
}
