"""Sizes of templates: fields at their shortest and longest, one branch of a condition, links that may break."""

from __future__ import annotations

import pytest

from smslint.project.expand import expand
from smslint.project.lengths import lengths
from tests.project.words import checked, configuration, found


def counts(text: str, **fields: dict[str, int]) -> tuple[int, ...]:
    """Units at the shortest, usual and longest."""
    return tuple(size.units for size in expand(text, fields).sizes)


def test_names_tell_lengths() -> None:
    assert lengths("otp", {}) == (6, 6, 6)
    assert lengths("first_name", {}) == lengths("firstName", {}) == (2, 7, 30)
    assert lengths("order_link", {})[2] > lengths("order_id", {})[2]
    assert lengths("zorp", {}) == (1, 10, 40)
    assert lengths("dias", {}) == lengths("days", {})
    assert lengths("apertura", {}) == lengths("hora", {})


def test_the_configuration_wins_over_the_name() -> None:
    assert lengths("user.code", {"code": {"shortest": 4, "longest": 9}}) == (4, 6, 9)
    assert lengths("x", {"x": {"longest": 3}}) == (1, 3, 3)
    assert lengths("x", {"x": {"is": "brand"}}, "Larch Cafe") == (10, 10, 10)


@pytest.mark.parametrize("text", ["{{ x }}", "{x}", "${x}", "%{x}", "#{x}", "{{ .x }}", "[[x]]", "%(x)s"])
def test_a_field_counts_as_its_value_in_every_syntax(text: str) -> None:
    assert counts("Hi " + text, x={"shortest": 1, "typical": 5, "longest": 9}) == (4, 8, 12)


def test_of_a_condition_one_branch_is_sent() -> None:
    assert counts("a{% if x %}bbb{% else %}cc{% endif %}d") == (4, 5, 5)
    assert counts("a{{#if x}}bbb{{/if}}d") == (2, 5, 5)
    assert counts("a{{ if .X }}b{{ if .Y }}cc{{ end }}{{ else }}dddd{{ end }}") == (2, 4, 5)
    assert counts("a{% if x %}b") == (1, 2, 2)
    assert counts("a{{#if x}}bbb{{^}}cc{{/if}}d") == (4, 5, 5)
    assert counts("{{end}}", end={"shortest": 1, "typical": 5, "longest": 9}) == (1, 5, 9)


def test_a_template_of_conditions_alone_is_as_long_as_one_branch() -> None:
    one, other = "Larch Cafe: your table is ready for you. " * 2, "Larch Cafe: your order is ready for you. " * 2
    text = f"{{% if x %}}{one}{{% else %}}{other}{{% endif %}}Reply STOP to opt out."
    (judged,) = checked("sms/a.liquid", text).judged
    assert (judged.report.segments.count, judged.expansion and judged.expansion.to_dict()) == (
        2, {"shortest": 1, "typical": 1, "longest": 1, "encoding": "gsm7", "fields": {}},
    )  # fmt: skip
    assert not judged.report.findings


def test_too_long_at_the_longest_is_a_finding_of_the_range() -> None:
    config = configuration(placeholders={"note": {"longest": 400}}, max_segments=2)
    assert ("TMP008", "") in found("sms.txt", "Larch Cafe: {note}. Your table is ready.", config)
    assert found("sms.txt", "Larch Cafe: {code}. Your table is ready.", config) == []


def test_a_link_that_may_break_is_named() -> None:
    text = "Larch Cafe: " + "your table is ready. " * 6 + "{first_name}, see https://larch.example/menu today"
    assert ("TMP021", "https://larch.example/menu") in found("sms.txt", text)
    assert found("sms.txt", "Larch Cafe: {first_name}, see https://larch.example/menu today") == []


def test_a_field_that_holds_the_brand_is_the_brand() -> None:
    text = "{who}: your table is ready."
    assert "IDN001" in [rule for rule, _ in found("sms.txt", text)]
    assert found("sms.txt", text, configuration(placeholders={"who": {"is": "brand"}})) == []


def test_braces_of_fields_cost_nothing() -> None:
    assert (
        found("sms.txt", "Larch Cafe: {first_name}, your table {{number}} is ready.".replace("{{number}}", "{number}"))
        == []
    )
