"""Runs the samples inside rule files: each bad one must be found where its author says, each good one passed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from smslint.errors import ContextError
from smslint.model import Context, Finding
from smslint.rulebook.book import Book
from smslint.rulebook.rulespec import RuleSpec
from smslint.rulebook.samplespec import BadSample, GoodSample


class OneRule(Protocol):
    """What a linter must offer: the findings of one rule by itself."""

    def findings_of(self, rule_id: str, text: str, context: Context) -> tuple[Finding, ...]:
        """What one rule finds in a text."""


class SampleResult:
    """One sample and what came of it; `faults` is empty when the rule did what its author says."""

    __slots__ = ("column", "expected", "faults", "findings", "index", "line", "path", "rule", "text")

    def __init__(self, rule: RuleSpec, expected: str, index: int, text: str, place: tuple[str, int, int]) -> None:
        self.rule = rule.id
        self.expected = expected
        self.index = index
        self.text = text
        self.path, self.line, self.column = place
        self.findings: tuple[Finding, ...] = ()
        self.faults: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the rule did what its author says."""
        return not self.faults

    def __str__(self) -> str:
        said = "; ".join(self.faults) or "ok"
        return f"{self.path}:{self.line}:{self.column}: {self.rule} {self.expected} sample {self.index + 1}: {said}"


def rules_for_samples(book: Book, chosen: Iterable[str]) -> dict[str, RuleSpec]:
    """The rules to compile for the samples of some: these alone, which is quick, or all where one of them needs the others.

    A rule about disguise covers disguised words of every rule that stand beside its own.
    """
    rules = {rule_id: book.rules[rule_id] for rule_id in chosen}
    return dict(book.rules) if any(rule.check.kind == "disguise" for rule in rules.values()) else rules


def run_samples(linter: OneRule, book: Book, rule_ids: Iterable[str] | None = None) -> list[SampleResult]:
    """All samples of all rules, or of those named, in the order of their files. Raises KeyError for an unknown id."""
    rules = book.rules.values() if rule_ids is None else [book.rules[rule_id] for rule_id in rule_ids]
    return [result for rule in rules for result in _of_rule(linter, book, rule)]


def _of_rule(linter: OneRule, book: Book, rule: RuleSpec) -> Iterator[SampleResult]:
    for index, bad in enumerate(rule.samples.bad):
        result = _result(book, rule, "bad", index, bad)
        if _judged(linter, result, bad):
            result.faults = tuple(bad_faults(bad, result.findings))
        yield result
    for index, good in enumerate(rule.samples.good):
        result = _result(book, rule, "good", index, good)
        if _judged(linter, result, good):
            result.faults = tuple(good_faults(good, result.findings))
        yield result


def _judged(linter: OneRule, result: SampleResult, sample: GoodSample) -> bool:
    """Whether the sample can be judged; a context that there cannot be is its fault, and costs no other sample."""
    try:
        context = Context(**sample.context.given())
    except ContextError as error:
        result.faults = (f"its context cannot be: {error}",)
        return False
    result.findings = linter.findings_of(result.rule, sample.text, context)
    return True


def _result(book: Book, rule: RuleSpec, expected: str, index: int, sample: GoodSample) -> SampleResult:
    issue = book.issue("rule", rule.id, ("samples", expected, index), "")
    return SampleResult(rule, expected, index, sample.text, (issue.path, issue.line, issue.column))


def good_faults(sample: GoodSample, findings: Sequence[Finding]) -> Iterator[str]:
    """What is wrong when a rule speaks on a good sample: anything at all."""
    for finding in findings[:3]:
        waits = f", waiting for {', '.join(finding.depends_on)}" if finding.depends_on else ""
        yield f"must stay silent, but finds {_where(sample.text, finding)}{waits}"


def bad_faults(sample: BadSample, findings: Sequence[Finding]) -> Iterator[str]:
    """What differs between a bad sample and the findings; one finding must meet all that the sample states."""
    if not findings:
        yield "must be found, but the rule stays silent"
        return
    attempts = [list(_differences(sample, finding)) for finding in findings]
    yield from min(attempts, key=len)


def _differences(sample: BadSample, finding: Finding) -> Iterator[str]:
    if sample.span_stated:
        yield from _span_differs(sample, finding)
    if sample.severity is not None and finding.severity.value != sample.severity:
        yield f"severity {finding.severity.value}, not {sample.severity}"
    wanted = set(sample.depends_on or ())
    if set(finding.depends_on) != wanted:
        waits = ", ".join(sorted(finding.depends_on)) or "nothing"
        yield f"waits for {waits}, not for {', '.join(sorted(wanted)) or 'nothing'}"


def _span_differs(sample: BadSample, finding: Finding) -> Iterator[str]:
    if sample.span is None:
        if finding.start is not None:
            yield f"covers {_where(sample.text, finding)}, not an absence"
    elif finding.start is None or finding.end is None:
        yield f"finds an absence, not {sample.span!r}"
    elif sample.text[finding.start : finding.end] != sample.span:
        yield f"covers {_where(sample.text, finding)}, not {sample.span!r}"


def _where(text: str, finding: Finding) -> str:
    return "an absence" if finding.start is None else repr(text[finding.start : finding.end])
