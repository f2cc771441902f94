"""Assertions about one message. A failure shows the findings as the command line does, the message escaped."""

from __future__ import annotations

from smslint.errors import UnknownRuleError
from smslint.model import CATEGORIES, did_you_mean
from smslint.report import Item, Location, Style, writer
from smslint.report.record import counts_at
from smslint.testing.levels import severity_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Context, Finding, Report

ANY = "<any>"
"""A span or severity that does not matter."""


def assert_clean(
    text: str,
    context: Context | None = None,
    *,
    at: str = "error",
    unknown: bool = False,
    linter: Linter | None = None,
    **fields: Any,
) -> Report:
    """Assert that nothing stands against a message; returns the report.

    text: the message; context, or its fields by name: what is known besides; at: the lowest severity that counts
    (`error`, `warning`, `info`); unknown: whether a verdict that waits for context fails too; linter: other rules than the
    default ones. Raises AssertionError with the findings, ContextError for a wrong field, SmslintError for a misspelt severity.
    """
    __tracebackhide__ = True
    level = severity_of("at", at)
    report = _linter(linter).lint(text, context, **fields)
    if any(counts_at(finding, level) for finding in report.findings):
        raise AssertionError(f"the message is not clean at {at}:\n\n{show(report)}")
    if unknown and report.open_questions and report.verdict.value == "needs_context":
        raise AssertionError(f"the verdict waits for {', '.join(report.open_questions)}:\n\n{show(report)}")
    return report


def assert_finds(
    rule: str,
    text: str,
    context: Context | None = None,
    *,
    span: str | None = ANY,
    severity: str = ANY,
    linter: Linter | None = None,
    **fields: Any,
) -> Finding:
    """Assert that a rule speaks on a message; returns its finding.

    rule: an id, a name or a category; span: the very words it must point at, None for an absence; severity: `error`,
    `warning` or `info`; the rest as for `assert_clean`.
    Raises AssertionError with what was found instead, UnknownRuleError for a rule that is not active, SmslintError for a
    misspelt severity.
    """
    __tracebackhide__ = True
    chosen = _linter(linter)
    _known(chosen, rule)
    if severity != ANY:
        severity_of("severity", severity)
    report = chosen.lint(text, context, **fields)
    named = [finding for finding in report.findings if _is(finding, rule)]
    for finding in named:
        if span in (ANY, _words(text, finding)) and severity in (ANY, finding.severity.value):
            return finding
    wanted = "".join(f", {name} {value!r}" for name, value in (("span", span), ("severity", severity)) if value != ANY)
    said = f"{rule} speaks otherwise than expected" if named else f"{rule} stays silent"
    raise AssertionError(f"{said}{wanted}:\n\n{show(report)}")


def assert_silent(
    rule: str, text: str, context: Context | None = None, *, linter: Linter | None = None, **fields: Any
) -> Report:
    """Assert that a rule (id, name or category) says nothing about a message; returns the report.

    Raises AssertionError with its findings, UnknownRuleError for a rule that is not active: a slip of the pen must not pass.
    """
    __tracebackhide__ = True
    chosen = _linter(linter)
    _known(chosen, rule)
    report = chosen.lint(text, context, **fields)
    if any(_is(finding, rule) for finding in report.findings):
        raise AssertionError(f"{rule} should stay silent:\n\n{show(report, rule)}")
    return report


def show(report: Report, rule: str | None = None) -> str:
    """The findings of a report (those of one rule) in frames, as the command line shows them; safe in any terminal."""
    return framed(Item(report if rule is None else _only(report, rule), Location()), verdict=rule is None)


def framed(item: Item, verdict: bool = True) -> str:
    """The findings of one message where it stands, with its verdict or without."""
    return writer("text", Style(quiet=not verdict, totals=False)).item(item).rstrip("\n")


def _only(report: Report, rule: str) -> Report:
    from smslint.model import Report

    kept = tuple(finding for finding in report.findings if _is(finding, rule))
    return Report(
        report.text,
        report.verdict,
        kept,
        report.score,
        report.tier,
        report.exposure_usd,
        report.open_questions,
        report.ruleset,
    )


def _linter(linter: Linter | None) -> Linter:
    if linter is not None:
        return linter
    from smslint import default_linter

    return default_linter()


def _known(linter: Linter, rule: str) -> None:
    active: tuple[Any, ...] = linter.rules
    names = {name for one in active for name in (one.id, one.name)}
    if rule not in names and rule not in CATEGORIES:
        raise UnknownRuleError(f"no active rule or category {rule!r}{did_you_mean(rule, names | CATEGORIES)}")


def _is(finding: Finding, rule: str) -> bool:
    return rule in (finding.rule, finding.name, finding.category)


def _words(text: str, finding: Finding) -> str | None:
    return None if finding.start is None else text[finding.start : finding.end]
