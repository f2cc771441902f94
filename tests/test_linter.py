"""The linter keeps its promises: pure, ordered, safe with hostile text, the same however it is run."""

from __future__ import annotations

import copy
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smslint import Context, Linter, Report, lint, lint_many
from smslint.errors import ArgumentError, ContextError, MessageTooLargeError, SmslintError, UnknownRuleError
from smslint.model import CATEGORIES, CONTEXT_FIELDS
from tests.bench.messages import messages
from tests.words import bundle, linter


def plain(report: Report) -> str:
    return json.dumps(report.to_dict(), sort_keys=True)


@given(st.text(st.characters(categories=None), max_size=200))
def test_any_text_gets_a_report_with_spans_inside_it(text: str) -> None:
    report = linter().lint(text)
    for finding in report.findings:
        assert finding.category in CATEGORIES
        assert (finding.start is None) == (finding.end is None)
        if finding.start is not None and finding.end is not None:
            assert 0 <= finding.start <= finding.end <= len(text)
    json.dumps(report.to_dict())


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "\ud800", "a\x00b", "\ufeff", "\u202e", "{" * 500, "💥" * 300, "&" + "amp;" * 300]
)
def test_hostile_texts(text: str) -> None:
    assert linter().lint(text).verdict is not None


def test_a_report_never_repeats_its_text() -> None:
    text = "Larch Cafe: 40% off at https://bit.ly/abc for Dana on +1 202-555-0142"
    report = lint(text, brand="Larch Cafe", use_case="marketing")
    assert "Dana" not in repr(report) + plain(report)
    assert text not in repr(report.findings)


def test_context_masks_numbers_in_its_repr() -> None:
    assert "+12025550***" in repr(Context(recipient="+12025550123"))


def test_order_and_length_of_many() -> None:
    texts = list(messages(60, seed=2)) * 2
    reports = lint_many(texts, Context(brand="Larch Cafe"))
    assert [report.text for report in reports] == texts
    assert [plain(one) for one in reports] == [plain(lint(text, Context(brand="Larch Cafe"))) for text in texts]


def test_one_context_each() -> None:
    reports = lint_many(["40% off", "40% off"], [Context(sender_type="toll_free"), Context(sender_type="10dlc")])
    assert {f.category for f in reports[0].findings} != {f.category for f in reports[1].findings}
    with pytest.raises(ValueError, match="2 texts and 1 contexts"):
        lint_many(["a", "b"], [Context()])


def test_each_of_many_is_judged_as_if_it_were_alone() -> None:
    brands = [Context(brand="Larch Cafe", brand_domains=["larch.example"]), Context(sender_type="toll_free"), Context()]
    texts = [*messages(600, seed=3), "See https://larch.example/menu, Larch Cafe", "Larch Cafe: caf\u00e9 open", "", "\ud800"]
    cases = [(text, brands[place % 3]) for place, text in enumerate(texts)]
    found = list(linter().each([*cases, ("a" * 2_000_001, Context()), ("40% off", Context())]))
    assert [plain(one) for one in found[:-2] if isinstance(one, Report)] == [plain(linter().lint(*case)) for case in cases]
    assert isinstance(found[-2], MessageTooLargeError)
    assert isinstance(found[-1], Report)
    with pytest.raises(MessageTooLargeError):
        lint_many(["a", "a" * 2_000_001])
    with pytest.raises(TypeError, match="the message is a str, not NoneType"):
        lint_many(["a", None])  # type: ignore[list-item]


SALE = "Larch Cafe: 20% off all scones this Saturday. Reply STOP to opt out."


@pytest.mark.parametrize(
    ("sender", "accused", "waits"),
    [
        ("+14155550142", False, ()),
        ("(415) 555-0142", False, ()),
        ("+18005550142", True, ()),
        ("24242", False, ()),
        ("+14155550142 ext", True, ("sender_type",)),
        (None, True, ("sender_type",)),
    ],
)
def test_an_ordinary_number_is_known_to_be_no_toll_free_one(sender: str | None, accused: bool, waits: tuple[str, ...]) -> None:
    report = lint(SALE, brand="Larch Cafe", first_message=False, use_case="marketing", sender=sender)
    found = [one for one in report.findings if one.rule == "USE002"]
    assert [one.depends_on for one in found] == ([waits] if accused else [])


@pytest.mark.parametrize(
    ("context", "fields", "accused"),
    [
        ({"sender_type": "10dlc"}, {"sender": "+18005550142"}, True),
        ({"sender_type": "10dlc", "sender": "+18005550142"}, {}, False),
        ({}, {"sender_type": "10dlc", "sender": "+18005550142"}, False),
        ({"sender": "+18005550142"}, {"sender_type": "10dlc"}, False),
    ],
)
def test_a_nearer_number_wins_over_a_type_said_in_general(
    context: dict[str, Any], fields: dict[str, Any], accused: bool
) -> None:
    known = Context(brand="Larch Cafe", first_message=False, use_case="marketing", **context)
    reports = [lint(SALE, known, **fields), *lint_many([SALE], known, **fields), *lint_many([SALE], [known], **fields)]
    assert [any(one.rule == "USE002" for one in report.findings) for report in reports] == [accused] * 3


def test_whether_an_ordinary_number_is_registered_is_still_asked() -> None:
    findings = lint("Casa Larch: su código es [Code]", sender="+14155550142", kind="sample", language="es").findings
    assert [one.depends_on for one in findings if one.rule == "DIS021"] == [("sender_type",)]


def test_threads_and_pickles_give_the_same_bytes() -> None:
    texts = list(messages(120, seed=8))
    here = [plain(linter().lint(text)) for text in texts]
    twin = pickle.loads(pickle.dumps(linter()))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: plain(twin.lint(text)), texts)) == here


SAYS = ("rule", "name", "category", "confidence", "message", "tier", "fine_usd", "refs", "why", "start", "end")


@pytest.mark.parametrize("again", [lambda report: pickle.loads(pickle.dumps(report)), copy.deepcopy, copy.copy])
def test_a_report_can_be_copied_and_sent_to_another_process(again: Any) -> None:
    text = "Larch: it’s free!!! FREE money at https://bit.ly/3abcd http://1.2.3.4/ now"
    report = linter().lint(text, brand="Larch Cafe", use_case="marketing", first_message=True)
    twin = again(report)
    assert plain(twin) == plain(report)
    assert (twin.text, twin.segments) == (report.text, report.segments)
    assert len(twin.findings) == len(report.findings) > 3
    for one, other in zip(report.findings, twin.findings, strict=True):
        assert [getattr(one, name) for name in SAYS] == [getattr(other, name) for name in SAYS]
        assert one._rule.locked == other._rule.locked
    assert plain(again(twin)) == plain(report)


def test_what_is_sent_of_a_report_is_small() -> None:
    report = linter().lint("Larch: FREE money at https://bit.ly/3abcd now", use_case="marketing")
    assert len(pickle.dumps(report)) < 2_000 * (1 + len(report.findings))


def test_rule_order_does_not_matter() -> None:
    from smslint.ruleset import Ruleset

    kept, info = bundle()
    turned = Linter.of(Ruleset({**kept, "rules": kept["rules"][::-1]}, info))
    for text in messages(100, seed=9):
        assert plain(turned.lint(text)) == plain(linter().lint(text))


def test_findings_are_sorted_by_severity_then_place() -> None:
    rank = {"error": 0, "warning": 1, "info": 2}
    for text in messages(80, seed=10):
        keys = [(rank[f.severity.value], -1 if f.start is None else f.start) for f in linter().lint(text).findings]
        assert keys == sorted(keys)


def test_a_pattern_that_runs_out_of_time_is_an_error_not_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.engine import search

    def slow(*_: Any, **__: Any) -> Any:
        raise TimeoutError

    class Slow:
        finditer = staticmethod(slow)

    for name in ("_pattern_search", "_phrase_search"):
        monkeypatch.setattr(search, name, lambda _: None)
    for name in ("compiled", "compiled_phrase"):
        monkeypatch.setattr(search, name, lambda _: Slow)
    report = linter().lint("Larch: 40% off everything, save $20 on your order, call 202-555-0142")
    assert report.verdict.value == "block"
    assert any("not checked" in finding.message for finding in report.findings)


def test_a_text_of_absurd_size_is_refused_with_size_and_limit() -> None:
    with pytest.raises(MessageTooLargeError, match=r"100,000,000.*2,000,000"):
        lint("a" * 100_000_000)


def test_unknown_fields_and_values_are_named_with_a_suggestion() -> None:
    with pytest.raises(ContextError, match="did you mean 'brand'"):
        lint("x", brnd="Larch")
    with pytest.raises(ContextError, match="did you mean 'toll_free'"):
        lint("x", sender_type="tollfree")
    with pytest.raises(TypeError, match="str"):
        lint(b"x")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("country", "UK", "'GB'"), ("country", "USA", "ISO 3166-1"), ("language", "english", "ISO 639-1"), ("brand", " ", "empty")],
)
def test_values_that_would_silence_every_rule_are_refused(field: str, value: str, said: str) -> None:
    with pytest.raises(ContextError, match=said):
        Context(**{field: value})


def test_a_context_is_immutable_hashable_and_picklable() -> None:
    context = Context(brand="Larch", brand_domains=["larch.example"])
    with pytest.raises(AttributeError):
        context.brand = "Oak"
    assert pickle.loads(pickle.dumps(context)) == context
    assert context.replace(brand=None) != context
    assert len(CONTEXT_FIELDS) == 25


def test_unknown_rule_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean 'OPT"):
        linter().findings_of("OPT01", "x")


def test_as_of_chooses_the_rules_in_force() -> None:
    text = "Larch: 40% off at https://bit.ly/x"
    assert lint(text, as_of=date(2026, 11, 22)).as_of == date(2026, 11, 22)
    assert lint(text).as_of is None


def test_many_findings_are_counted_beyond_the_limit() -> None:
    report = lint("bit.ly/a1 free gift casino bonus act now! " * 60)
    assert len(report.findings) <= 100
    assert report.omitted >= 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: lint("x", {"brand": "L"}), "context is a Context, not dict"),
        (lambda: lint("x", "Larch"), "context is a Context, not str"),
        (lambda: lint("x", "Larch", brand="Larch"), "context is a Context, not str"),
        (lambda: linter().findings_of("OPT001", "x", {}), "context is a Context, not dict"),
        (lambda: lint_many(["a"], {"brand": "L"}), "one Context for all texts, or a list of one for each, not dict"),
        (lambda: lint_many(["a", "b"], "ab"), "one Context for all texts, or a list of one for each, not str"),
        (lambda: lint_many(["a", "b"], [Context(), None]), r"None; give Context\(\)"),
        (lambda: lint_many(["a", "b"], [Context(), "b"]), "context is a Context, not str"),
        (lambda: lint_many("ab"), "texts is a list of messages, not str"),
        (lambda: lint("x", as_of="2026-01-01"), r"as_of is a day, as datetime.date\(2026, 3, 1\), not str"),
        (lambda: Linter(as_of="2026-01-01"), "as_of is a day"),
        (lambda: Linter(rules=7), "rules is the name of a profile, a path or a list of these, not int"),
        (lambda: Linter(rules=None), "not NoneType"),
        (lambda: Linter(rules=["default", 7]), "rules holds the name of a profile or a path, not int"),
        (lambda: Linter(select=7), "select is a list of rule ids"),
        (lambda: Linter(select=[7]), "select holds rule ids"),
        (lambda: Linter(ignore={"OPT": 1}), "ignore is a list of rule ids"),
    ],
)
def test_an_argument_of_the_wrong_kind_is_told_in_a_sentence(call: Any, said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        call()


def test_rules_and_selectors_that_leave_nothing_are_refused() -> None:
    with pytest.raises(SmslintError, match="rules is an empty list, by which every message is clean"):
        Linter(rules=[])
    with pytest.raises(SmslintError, match="select is an empty list"):
        Linter(select=[])


def test_contexts_may_come_one_by_one() -> None:
    contexts = [Context(brand="Larch"), Context(brand="Oak")]
    texts = ["Larch: hello", "Oak: hello"]
    assert list(map(plain, lint_many(texts, iter(contexts)))) == list(map(plain, lint_many(texts, contexts)))


def test_one_selector_may_stand_alone_and_several_in_any_list() -> None:
    alone = Linter(select="OPT", ignore="OPT001")
    assert {rule.id[:3] for rule in alone.rules} == {"OPT"}
    assert "OPT001" not in {rule.id for rule in alone.rules}
    several = Linter(select=(name for name in ("OPT", "IDN")), as_of=datetime(2026, 3, 1, 9))
    twin = pickle.loads(pickle.dumps(several))
    assert [rule.id for rule in twin.rules] == [rule.id for rule in several.rules]
    assert twin.ruleset.sha256 == several.ruleset.sha256


def test_a_path_is_a_path_even_of_one_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.test_cache import RULE

    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-rules").mkdir()
    (tmp_path / "my-rules" / "guest.yaml").write_text(RULE, encoding="utf-8")
    assert [rule.id for rule in Linter(Path("my-rules")).rules] == ["SPM900"]
    assert [rule.id for rule in Linter([Path("my-rules")]).rules] == ["SPM900"]
    with pytest.raises(SmslintError, match="absent"):
        Linter(Path("absent"))
