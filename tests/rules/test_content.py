"""Forbidden, age-restricted and financial content, and the innocent texts that share its words."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from smslint import Context, Finding, Severity, Verdict
from tests.words import categories, linter, rows

BANK = [json.loads(line) for line in (Path(__file__).parent / "content.jsonl").read_text(encoding="utf-8").splitlines()]
FORBIDDEN = [(row["text"], row["category"]) for row in BANK if row["category"]]
INNOCENT = [row["text"] for row in BANK if not row["category"]]
MARKETING = Context(
    country="US", sender_type="10dlc", use_case="marketing", first_message=True, age_gate="none", template=False
)
SERVICE = MARKETING.replace(use_case="transactional", sender_type="toll_free")
PRIVATE = MARKETING.replace(use_case="conversational", first_message=False, two_way=True)
PLACES = """Scunthorpe Essex Middlesex Penistone Cockermouth Dyke Intercourse Cumming Weed Hooker Wetwang Condom Rifle
Winchester Remington Springfield Champagne Bourbonnais Jackpot Reno Montenegro Beersheba Newport Shitterton"""
VODKA = "Larch: $2 vodka shots tonight"


def findings(text: str, context: Context) -> list[Finding]:
    """What the families CNT and FIN say, except what only informs."""
    found = linter().lint(text, context).findings
    return [one for one in found if one.rule[:3] in ("CNT", "FIN") and one.severity is not Severity.INFO]


def rule_of(text: str, rule: str, context: Context) -> Finding:
    return next(one for one in linter().lint(text, context).findings if one.rule == rule)


def test_forbidden_content_is_named_by_its_category() -> None:
    missed = [
        (text, category) for text, category in FORBIDDEN if category not in categories(linter().lint(text, MARKETING))
    ]
    assert len(FORBIDDEN) >= 250
    assert len(missed) <= len(FORBIDDEN) * 0.03, missed


@pytest.mark.parametrize(
    "context", [MARKETING, SERVICE, PRIVATE, Context()], ids=["marketing", "service", "private", "unknown"]
)
def test_innocent_texts_stay_silent(context: Context) -> None:
    flagged = [(text, found) for text in INNOCENT if (found := findings(text, context))]
    assert len(INNOCENT) >= 400
    assert flagged == []


@pytest.mark.parametrize(
    "text",
    [
        "Click here to get a FREE quote about your home! Lowest APR!",
        "Bad credit? Still get approved for a home! Click here for free finance options.",
    ],
)
def test_the_bad_examples_of_the_best_practices_are_home_loans(text: str) -> None:
    assert "home_loan" in categories(linter().lint(text, MARKETING))


@pytest.mark.parametrize(
    ("age_gate", "country", "severity", "depends_on"),
    [
        ("none", "US", Severity.ERROR, ()),
        ("yes_no", "US", Severity.ERROR, ()),
        ("date_of_birth", "US", Severity.WARNING, ()),
        ("date_of_birth", "CA", Severity.ERROR, ()),
        (None, "US", Severity.ERROR, ("age_gate",)),
    ],
)
def test_alcohol_hangs_on_the_age_gate(
    age_gate: str | None, country: str, severity: Severity, depends_on: tuple[str, ...]
) -> None:
    found = rule_of(VODKA, "CNT004", MARKETING.replace(age_gate=age_gate, country=country))
    assert (found.severity, found.depends_on) == (severity, depends_on)


def test_an_age_gate_does_not_save_vapes_nor_tobacco_on_toll_free() -> None:
    gated = MARKETING.replace(age_gate="date_of_birth")
    toll_free = gated.replace(sender_type="toll_free")
    assert rule_of("Larch: vape juice from $9", "CNT006", gated).severity is Severity.ERROR
    assert rule_of("Larch: premium cigars from $9", "CNT028", gated).severity is Severity.WARNING
    assert rule_of("Larch: premium cigars from $9", "CNT028", toll_free).severity is Severity.ERROR


@pytest.mark.parametrize(("text", "rule"), [("you stupid bitch", "CNT027"), ("send nudes", "CNT030")])
def test_coarse_talk_blocks_business_warns_in_private_and_notes_in_the_unknown(text: str, rule: str) -> None:
    assert rule_of(text, rule, MARKETING).severity is Severity.ERROR
    assert rule_of(text, rule, PRIVATE).severity is Severity.WARNING
    assert rule_of(text, rule, Context()).severity is Severity.INFO
    assert rule_of(text, rule, Context()).depends_on == ()


def test_a_sweepstake_needs_a_short_code() -> None:
    text = "Larch Draw: enter for a chance to win $500"
    assert rule_of(text, "CNT011", MARKETING).severity is Severity.ERROR
    assert rule_of(text, "CNT011", MARKETING.replace(sender_type="short_code")).severity is Severity.WARNING


def test_a_cold_opener_counts_in_a_first_text_only() -> None:
    text = "Hi, do you still own 12 Elm St?"
    assert "consent" in categories(linter().lint(text, MARKETING))
    assert findings(text, MARKETING.replace(first_message=False)) == []


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Larch: v0dka shots tonight", "alcohol"),
        ("Larch: V A P E  J U I C E from $9", "tobacco"),
        ("Ch3ap vi4gra for you", "drugs"),
        ("Larch: what a c*nt of a day", "profanity"),
        ("P4yday l0ans in minutes", "payday_loan"),
        ("Larch: сasino bonus tonight", "gambling"),
    ],
)
def test_disguises_do_not_help(text: str, category: str) -> None:
    report = linter().lint(text, MARKETING)
    assert category in categories(report)
    assert any(one.category == category and one.folds for one in report.findings)


@pytest.mark.parametrize(
    "place",
    PLACES.split(),
)
def test_places_are_no_content(place: str) -> None:
    assert findings(f"Your order ships to {place} today.", SERVICE) == []
    assert findings(place, MARKETING) == []


def test_hate_and_threats_block_whatever_the_context() -> None:
    for text in ("Death to all infidels", "I will kill your family"):
        assert linter().lint(text).verdict is Verdict.BLOCK
        assert linter().lint(text, PRIVATE).verdict is Verdict.BLOCK


def test_private_chat_raises_one_error_at_most() -> None:
    chat = [row["text"] for row in rows("uci.jsonl") if row["label"] == "ham"]
    errors = Counter(one.rule for text in chat for one in findings(text, Context()) if one.severity is Severity.ERROR)
    assert sum(errors.values()) <= 1, errors


def test_service_templates_raise_nothing() -> None:
    kinds = ("otp", "transactional", "reminder", "conversational")
    texts = [row["text"] for row in rows("a2p_templates.jsonl") if row["kind"] in kinds]
    assert [(text, found) for text in texts if (found := findings(text, Context()))] == []
