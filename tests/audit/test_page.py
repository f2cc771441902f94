"""The page of an audit says what the summary says, and nothing in it acts."""

from __future__ import annotations

import pytest

from tests.audit.words import BAD, GOOD, Auditor, csv_bytes, rows
from tests.report.page.test_page import HOSTILE, Parsed


def page_of(auditor: Auditor, lines: list[tuple[str, ...]], *words: str) -> str:
    """The page of an audit of these rows."""
    auditor.run(auditor.file("a.csv", csv_bytes(lines)), "--report", str(auditor.out / "p.html"), *words)
    return (auditor.out / "p.html").read_text()


def test_the_page_shows_totals_rules_days_senders_and_families(auditor: Auditor) -> None:
    parsed = Parsed(page_of(auditor, rows(80)))
    for part in ("Overview Rules Days Senders Campaigns Templates Segments URL001 +18005550***").split():
        assert part in parsed.text, part
    ids = {attributes["id"] for _, attributes in parsed.tags if attributes.get("id")}
    links = {attributes["href"] for _, attributes in parsed.tags if attributes.get("href")}
    assert links <= {f"#{one}" for one in ids}
    assert auditor.summary["ruleset"]["sha256"] in parsed.text


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_names_and_texts_are_shown_as_what_they_are(auditor: Auditor, value: str) -> None:
    lines = [(value, f"{BAD} {value}", value, value, value, value), (value, GOOD, "+18005550142", "", "2026-11-10", value)]
    parsed = Parsed(page_of(auditor, lines, "--log", "true", "--columns", "sent_at=-"))
    assert not {tag for tag, _ in parsed.tags} & {"script", "img", "iframe", "object", "embed", "form", "link", "base"}
    assert not [name for _, attributes in parsed.tags for name in attributes if name.startswith("on")]
    assert "\x1b" not in parsed.text
    assert "\u202e" not in parsed.text


def test_an_audit_of_nothing_has_a_page(auditor: Auditor) -> None:
    parsed = Parsed(page_of(auditor, []))
    assert "0 rows" in parsed.text
    assert "No rule found anything." in parsed.text


def test_what_ucs2_costs_is_told_where_the_price_is_known(auditor: Auditor) -> None:
    lines = [("1", f"Larch Cafe ☕ {'x' * 150}", "+18005550142", "", "", "")]
    page = page_of(auditor, lines, "--segment-price", "0.0080")
    spared = auditor.summary["segments"]["spared_as_gsm7"]
    assert spared == 1
    assert auditor.summary["segments"]["spared_usd"] == 0.008
    assert "0.01" in page
    assert auditor.run(str(auditor.folder / "a.csv"), "--segment-price", "much") == 2


MISSING = [("pyarrow", (), "audit"), ("vl_convert", ("--report", "p.html"), "report")]


@pytest.mark.parametrize(("module", "words", "extra"), MISSING)
def test_a_part_that_is_missing_is_named_before_the_work(
    auditor: Auditor, monkeypatch: pytest.MonkeyPatch, module: str, words: tuple[str, ...], extra: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    assert auditor.run(auditor.file("a.csv", csv_bytes(rows(3))), *words) == 2
    assert f"smslint[{extra}]" in auditor.said
    assert auditor.outputs() == {}
