"""What counts as a way out: honoured instructions against everyday speech, on our own wordings and on observed ones."""

from __future__ import annotations

import json
from hashlib import sha1
from pathlib import Path
from typing import Any

import pytest

from smslint import Context
from tests.words import linter, rows

HERE = Path(__file__).resolve().parent
MARKETING = Context(use_case="marketing", first_message=True, country="US")
SERIES = Context(use_case="delivery", first_message=False, country="US")


def found(rule: str, text: str, context: Context) -> bool:
    return bool(linter().findings_of(rule, text, context))


def own(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def split(bank: str) -> list[str]:
    return bank.strip().replace("\n", "|").split("|")


WORDINGS = own("opt_out_wordings.jsonl")
LABELS = {row["sha1"]: row for row in own("opt_out_labels.jsonl")}


@pytest.mark.parametrize("text", [row["text"] for row in WORDINGS if row["opt_out"]])
def test_an_instruction_to_reply_with_an_honoured_keyword_is_a_way_out(text: str) -> None:
    assert not found("OPT001", f"Larch Cafe: scones are back. {text}", MARKETING)


@pytest.mark.parametrize("text", [row["text"] for row in WORDINGS if not row["opt_out"]])
def test_everyday_speech_is_no_way_out(text: str) -> None:
    assert found("OPT001", text, MARKETING)


def test_the_bank_holds_a_hundred_traps() -> None:
    assert sum(not row["opt_out"] for row in WORDINGS) >= 100


def test_every_observed_wording_has_one_label() -> None:
    assert len(LABELS) == 535
    assert {row["honoured"] for row in LABELS.values()} == {True, False, "unclear"}


@pytest.mark.parametrize(("honoured", "least", "most"), [(True, 0.98, 1.0), (False, 0.0, 0.02)])
def test_observed_wordings_are_recognised_as_labelled(honoured: bool, least: float, most: float) -> None:
    phrases = [row["phrase"] for row in rows("lists/optout_phrases_observed.jsonl")]
    labelled = [phrase for phrase in phrases if LABELS[sha1(phrase.encode()).hexdigest()[:12]]["honoured"] is honoured]
    recognised = sum(not found("OPT001", phrase, MARKETING) for phrase in labelled)
    assert least <= recognised / len(labelled) <= most


@pytest.mark.parametrize(("since", "overdue"), [(0, False), (3, False), (4, True), (20, True)])
def test_every_fourth_or_fifth_text_needs_the_instruction(since: int, overdue: bool) -> None:
    context = SERIES.replace(messages_since_opt_out=since)
    assert found("OPT002", "Oak & Ivy: your order 2296 is packed.", context) is overdue


@pytest.mark.parametrize(("days", "overdue"), [(30, False), (31, True)])
def test_a_month_without_the_instruction_is_too_long(days: int, overdue: bool) -> None:
    assert found("OPT002", "Oak & Ivy: your order 2296 is packed.", SERIES.replace(days_since_opt_out=days)) is overdue


@pytest.mark.parametrize("missing", ["first_message", "use_case"])
def test_unknown_context_is_asked_about(missing: str) -> None:
    fields = {"first_message": False, "use_case": "delivery", "country": "US"}
    del fields[missing]
    (finding,) = linter().findings_of("OPT001", "Larch Cafe: lattes are 2-for-1.", Context(**fields))
    assert missing in finding.depends_on


REVOCATIONS = """
stop|STOP.|Stop please|stopall|STOP ALL|quit|end|revoke|Opt out|opt-out|OPTOUT|cancel|unsubscribe|Unsub
unsubscribe me|arret|ARRÊT|alto|baja|no más|please stop texting me|Stop texting me!!|don't text me anymore
do not contact me|no more texts please|take me off your list|remove my number|I want to opt out
can you take me off|leave me alone|lose my number|wrong number stop
you have the wrong number|i revoke my consent|cancel my texts
no me escriban mas|arrêtez de m'écrire
"""
ANSWERS = """
yes|No, Friday is fine|C|ok see you then|can I stop by at 4?|Please cancel my table for tonight
does the bus stop there|thanks, you can close the ticket|I can't get my phone to stop, can you help?
what time does it end|is this the end of the line?|help|START|unstop|I'd like to change my order
please don't stop texting me|running late, stopped for gas|my son quit the team|cancel my appointment please
we'll end the lease in May
"""


UNCLEAR = """
how do I stop these|I never signed up for this|cancel my subscription|too many texts
I can't get my phone to stop, can you help?|if I text STOP do I lose my points
"""


@pytest.mark.parametrize("text", split(UNCLEAR))
def test_a_reply_that_may_take_back_consent_goes_to_a_person(text: str) -> None:
    assert found("OPT017", text, Context(kind="inbound"))
    assert not found("OPT016", text, Context(kind="inbound"))


@pytest.mark.parametrize("text", split(REVOCATIONS))
def test_a_reply_that_takes_back_consent_is_recognised(text: str) -> None:
    assert found("OPT016", text, Context(kind="inbound"))


@pytest.mark.parametrize("text", split(ANSWERS))
def test_an_ordinary_reply_is_not_a_revocation(text: str) -> None:
    assert not found("OPT016", text, Context(kind="inbound"))


@pytest.mark.parametrize(
    "text", ["Text S-T-0-P to end", "Reply ST0P to opt out", "txt S.T.O.P to end", "Reply S T O P to quit"]
)
def test_a_disguised_keyword_is_a_fault_and_no_way_out(text: str) -> None:
    assert found("OPT006", text, MARKETING)
    assert found("OPT001", text, MARKETING)
