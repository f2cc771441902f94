"""What only shows across files: names that lead nowhere, circles, and rules without standing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from smslint.errors import Issue
from smslint.model import did_you_mean
from smslint.rulebook.book import Book
from smslint.rulebook.contents import check_contents
from smslint.rulebook.document import Path, shown
from smslint.rulebook.listspec import ListSpec
from smslint.rulebook.messages import message_fault
from smslint.rulebook.misplaced import TOP
from smslint.rulebook.rulespec import RuleSpec
from smslint.rulebook.signalchecks import BUILTIN_SIGNALS

MAX_CHAIN = 8
"""Longest chain of lists that include lists, and of rules that name rules."""


def check_references(book: Book) -> None:
    """Append to `book.issues` what is wrong between the files, and to `book.warnings` what is only doubtful."""
    for rule in book.rules.values():
        book.issues.extend([*_standing(book, rule), *_message_issues(book, rule), *_names_in(book, "rule", rule)])
    for half in book.half_rules.values():
        book.issues.extend(_names_in(book, "half rule", half))
    for spec in book.lists.values():
        book.issues.extend(_list_issues(book, spec))
    for part in book.half_lists.values():
        book.issues.extend(_absent_lists(book, part))
    book.issues.extend(_duplicate_names(book))
    book.issues.extend(_chains(book, "list", _includes(book)))
    book.issues.extend(_chains(book, "rule", _rule_links(book)))
    check_contents(book)


def _names_in(book: Book, what: str, rule: RuleSpec) -> Iterator[Issue]:
    """Sources, signals and lists that a rule names and nobody has; what: under which kind the book knows its place."""
    for index, citation in enumerate(rule.sources):
        if citation is not None and not book.knows("source", citation.source):
            message = _unknown_source(citation.source, book)
            yield book.issue(what, rule.id, ("sources", index, "source"), message)
    if not rule.check.given():
        return
    for place, signal in rule.check.signals():
        if said := _signal_fault(book, signal):
            yield book.issue(what, rule.id, ("check", *place), said)
    for place, name, kind in _lists_named(rule):
        if said := _list_fault(book, name, kind):
            yield book.issue(what, rule.id, ("check", *place), said)


def _message_issues(book: Book, rule: RuleSpec) -> Iterator[Issue]:
    if said := message_fault(rule, rule.message):
        yield book.issue("rule", rule.id, ("message",), said)


def _standing(book: Book, rule: RuleSpec) -> Iterator[Issue]:
    if all(citation.binding == "heuristic" for citation in rule.sources):
        message = "only a heuristic stands behind this error; make it a warning or cite who forbids it"
        if rule.severity == "error":
            yield book.issue("rule", rule.id, ("severity",), message)
        for index, clause in enumerate(rule.severity_when):
            if clause.severity == "error":
                yield book.issue("rule", rule.id, ("severity_when", index, "severity"), message)


def _lists_named(rule: RuleSpec) -> Iterator[tuple[Path, str, str]]:
    kind, options = rule.check.kind, rule.check.options
    if kind in ("terms", "pattern", "disguise"):
        for index, name in enumerate(options.lists):
            yield (kind, "lists", index), name, "phrases"
    elif kind == "links":
        for test in ("list", "tld_list"):
            if test in options.given():
                yield (kind, test), options.given()[test], "hosts"
    elif kind == "hours":
        yield (kind, "list"), options.list_, "hours"
        if options.beyond is not None:
            yield (kind, "beyond"), options.beyond, "hours"


def _signal_fault(book: Book, signal: str) -> str | None:
    if signal.startswith("@"):
        known = signal in BUILTIN_SIGNALS
        return None if known else _unknown("signal", signal, BUILTIN_SIGNALS, f"one of {', '.join(BUILTIN_SIGNALS)}")
    if signal.startswith("rule:"):
        rule_id = signal[5:]
        return None if book.knows("rule", rule_id) else _unknown("rule", rule_id, book.rules, "no such rule is loaded")
    return _list_fault(book, signal, "phrases", "hosts")


def _list_fault(book: Book, name: str, *kinds: str) -> str | None:
    spec = book.lists.get(name)
    if spec is None:
        known = book.knows("list", name)
        return None if known else _unknown("list", name, book.lists, f"there is no lists/{name}.yaml")
    kind = kind_of(book, spec)
    return None if kind in kinds else f"{name} is a list of {kind}; {' or '.join(kinds)} are expected here"


def kind_of(book: Book, spec: ListSpec, depth: int = 0) -> str:
    """What a list holds; a list that only includes others holds what they hold."""
    if spec.kind == "phrases" and spec.includes and not (spec.terms or spec.patterns) and depth < MAX_CHAIN:
        inner = book.lists.get(spec.includes[0])
        return kind_of(book, inner, depth + 1) if inner else "phrases"
    return spec.kind


def _unknown(what: str, name: str, known: Collection[str], otherwise: str) -> str:
    return f"unknown {what} {shown(name)}{did_you_mean(name[:60], known) or '; ' + otherwise}"


def _unknown_source(name: str, book: Book) -> str:
    near = did_you_mean(name[:60], book.sources)
    return f"unknown source {shown(name)}; your own stand in sources.yml at {TOP}, with title, publisher and seen{near}"


def _absent_lists(book: Book, spec: ListSpec) -> Iterator[Issue]:
    """What a faulty list includes and nobody has; of what kind it would be is not known."""
    for index, name in enumerate(spec.includes):
        if name not in book.lists and (said := _list_fault(book, name)):
            yield book.issue("half list", spec.name, ("includes", index), said)


def _list_issues(book: Book, spec: ListSpec) -> Iterator[Issue]:
    for index, name in enumerate(spec.includes):
        if said := _list_fault(book, name, kind_of(book, spec)):
            yield book.issue("list", spec.name, ("includes", index), said)
    if spec.holidays is not None and (said := _list_fault(book, spec.holidays, "days")):
        yield book.issue("list", spec.name, ("holidays",), said)
    for index, place in enumerate(spec.hours):
        for number, account in enumerate(place.accounts):
            if not book.knows("source", account.source):
                message = _unknown_source(account.source, book)
                yield book.issue("list", spec.name, ("hours", index, "accounts", number, "source"), message)


def _duplicate_names(book: Book) -> Iterator[Issue]:
    first: dict[str, RuleSpec] = {}
    for rule in book.rules.values():
        other = first.setdefault(rule.name, rule)
        if other is not rule:
            message = f"the name {shown(rule.name)} belongs to {other.id} already, in {other.path}:{other.line}"
            yield book.issue("rule", rule.id, ("name",), message)


Links = Mapping[str, list[tuple[str, Path]]]


def _includes(book: Book) -> Links:
    return {
        name: [(inner, ("includes", index)) for index, inner in enumerate(spec.includes)]
        for name, spec in book.lists.items()
    }


def _rule_links(book: Book) -> Links:
    return {
        rule.id: [(name[5:], ("check", *place)) for place, name in rule.check.signals() if name.startswith("rule:")]
        for rule in book.rules.values()
    }


def _chains(book: Book, kind: str, links: Links) -> Iterator[Issue]:
    """Circles, and chains that are too long: each is reported once, at the link that closes or exceeds it."""
    done: dict[str, int] = {}
    for start in sorted(links):
        yield from _descend(book, kind, links, [start], done)


def _descend(book: Book, kind: str, links: Links, chain: list[str], done: dict[str, int]) -> Iterator[Issue]:
    """Follow every link of the last of a chain; `done` keeps the height of what needs no second visit."""
    name = chain[-1]
    if name in done or name not in links:
        return
    done[name] = 0
    for inner, place in links[name]:
        if inner in chain:
            circle = " -> ".join([*chain[chain.index(inner) :], inner])
            yield book.issue(kind, name, place, f"a circle: {circle}; drop one of these links")
            continue
        if len(chain) <= MAX_CHAIN:
            yield from _descend(book, kind, links, [*chain, inner], done)
        if len(chain) > MAX_CHAIN or done.get(inner, 0) >= MAX_CHAIN:
            yield book.issue(kind, name, place, f"a chain of more than {MAX_CHAIN} {kind}s; shorten it")
        done[name] = min(MAX_CHAIN, max(done[name], done.get(inner, 0) + 1))
