from pathlib import Path

import pytest

from smslint.model import Context, Finding, Severity
from smslint.rulebook.samples import SampleResult, run_samples
from tests.rulebook.words import load, only, rule

Planned = tuple[str | None, str, tuple[str, ...]]


class Pretender:
    """A linter that finds what it is told: span (None for an absence), severity, what it waits for."""

    def __init__(self, plan: dict[str, list[Planned]]) -> None:
        self.plan = plan
        self.asked: list[tuple[str, str, dict[str, object]]] = []

    def findings_of(self, rule_id: str, text: str, context: Context) -> tuple[Finding, ...]:
        self.asked.append((rule_id, text, context.to_dict()))
        return tuple(
            Finding(
                None,
                Severity(severity),
                None if span is None else text.index(span),
                None if span is None else text.index(span) + len(span),
                waits,
            )
            for span, severity, waits in self.plan.get(text, [])
        )


GOOD: dict[str, list[Planned]] = {
    "Cheap liquor tonight": [("Cheap liquor", "error", ())],
    "Free liquor": [("Free liquor", "error", ())],
    "vodka shots at 9": [("shots", "error", ()), ("vodka shots", "error", ())],
}


def results(folder: Path, plan: dict[str, list[Planned]], *changes: tuple[str, str]) -> list[SampleResult]:
    return run_samples(Pretender(plan), load(folder, rule=rule(*changes)))


def test_samples_are_run_with_their_context_and_place(tmp_path: Path) -> None:
    linter = Pretender(GOOD)
    ran = run_samples(linter, load(tmp_path))
    assert [one.ok for one in ran] == [True] * 6
    assert linter.asked[1] == ("CNT099", "Free liquor", {"use_case": "marketing"})
    assert [(one.expected, one.line, one.column) for one in ran][::3] == [("bad", 33, 7), ("good", 37, 7)]


@pytest.mark.parametrize(
    ("text", "found", "said"),
    [
        ("Free liquor", [], "must be found, but the rule stays silent"),
        ("Free liquor", [("Free", "error", ())], "covers 'Free', not 'Free liquor'"),
        ("Free liquor", [(None, "error", ())], "finds an absence, not 'Free liquor'"),
        ("Free liquor", [("Free liquor", "error", ("brand",))], "waits for brand, not for nothing"),
        ("No free liquor here", [("free liquor", "error", ())], "must stay silent, but finds 'free liquor'"),
        (
            "No free liquor here",
            [(None, "error", ("brand",))],
            "must stay silent, but finds an absence, waiting for brand",
        ),
    ],
)
def test_a_failing_sample_says_how(tmp_path: Path, text: str, found: list[Planned], said: str) -> None:
    failed = only(one for one in results(tmp_path, {**GOOD, text: found}) if not one.ok)
    assert said in str(failed)


SPAN = "context: {use_case: marketing}, span: Free liquor}"


@pytest.mark.parametrize(
    ("stated", "found", "good"),
    [
        ("span: null}", (None, "error", ()), True),
        ("span: null}", ("Free", "error", ()), False),
        ("severity: info}", ("Free", "info", ()), True),
        ("severity: info}", ("Free", "error", ()), False),
        ("depends_on: [brand, consent]}", ("Free", "error", ("consent", "brand")), True),
        ("depends_on: [brand]}", ("Free", "error", ()), False),
        ("depends_on: []}", ("Free", "error", ()), True),
    ],
)
def test_what_a_bad_sample_states_must_hold(tmp_path: Path, stated: str, found: Planned, good: bool) -> None:
    ran = results(tmp_path, {**GOOD, "Free liquor": [found]}, (SPAN, stated))
    assert ran[1].ok is good


def test_any_occurrence_of_a_span_will_do(tmp_path: Path) -> None:
    class Second(Pretender):
        def findings_of(self, rule_id: str, text: str, context: Context) -> tuple[Finding, ...]:
            if text != "Free liquor, Free liquor":
                return super().findings_of(rule_id, text, context)
            return (Finding(None, Severity.ERROR, 13, 24),)

    book = load(tmp_path, rule=rule(('text: "Free liquor"', 'text: "Free liquor, Free liquor"')))
    assert all(one.ok for one in run_samples(Second(GOOD), book, ["CNT099"]))


def test_only_the_named_rules_are_run(tmp_path: Path) -> None:
    assert run_samples(Pretender({}), load(tmp_path), []) == []


def test_a_context_that_cannot_be_is_a_fault_of_its_sample(tmp_path: Path) -> None:
    ran = results(tmp_path, GOOD, ('"No free liquor here", context: {first_message: true}', '"No", context: {region: 02134}'))
    failed = only(one for one in ran if not one.ok)
    assert (failed.line, failed.expected, failed.index) == (37, "good", 0)
    assert only(failed.faults).startswith("its context cannot be: region cannot be '02134'")
    assert len(ran) == 6
