"""False alarms on messages written by others, kept beside the checkout and never shipped."""

from __future__ import annotations

from collections import Counter

import pytest

from smslint.model import Context, Severity
from tests.words import CONTENT, linter, rows

TEMPLATE = Context(template=True, country="US", sender_type="10dlc", first_message=False, two_way=True, opted_in=True,
                   messages_since_opt_out=1, days_since_opt_out=1)  # fmt: skip
KINDS = ("otp", "transactional", "reminder", "conversational")


def alarms(text: str, context: Context, *, errors_only: bool = False) -> set[str]:
    allowed = {Severity.ERROR} if errors_only else {Severity.ERROR, Severity.WARNING}
    return {f.rule for f in linter().lint(text, context).findings if f.category in CONTENT and f.severity in allowed}


def test_service_templates_are_left_alone() -> None:
    texts = [row for row in rows("a2p_templates.jsonl") if row["kind"] in KINDS and row["language"].startswith("en")]
    flagged = [(row["kind"], row["text"], found) for row in texts if (found := alarms(row["text"], TEMPLATE))]
    codes = [row for row in texts if row["kind"] == "otp"]
    assert len(texts) >= 100
    assert sum(kind == "otp" for kind, _, _ in flagged) <= len(codes) * 0.01, flagged
    assert len(flagged) <= len(texts) * 0.03, flagged


def test_marketing_templates_are_seen_as_promotion() -> None:
    texts = [
        row["text"]
        for row in rows("a2p_templates.jsonl")
        if row["kind"] == "marketing" and row["language"].startswith("en")
    ]
    seen = [text for text in texts if any(f.category == "promotion" for f in linter().lint(text, TEMPLATE).findings)]
    assert len(seen) >= len(texts) * 0.85


def test_private_chat_raises_next_to_no_errors() -> None:
    texts = [row["text"] for row in rows("uci.jsonl") if row["label"] == "ham"]
    private = Context(template=False, country="US", sender_type="10dlc", first_message=False, two_way=True, opted_in=True,
                      messages_since_opt_out=1, days_since_opt_out=1, use_case="conversational")  # fmt: skip
    counted = Counter(rule for text in texts for rule in alarms(text, private, errors_only=True))
    assert len(texts) > 4_000
    assert sum(counted.values()) <= len(texts) / 2_500, counted


@pytest.mark.parametrize("label", ["smishing"])
def test_smishing_is_stopped_more_often_than_not(label: str) -> None:
    texts = [row["text"] for row in rows("mendeley_new.jsonl") if row["label"] == label]
    stopped = [text for text in texts if alarms(text, Context(country="US", sender_type="10dlc", template=False))]
    assert len(stopped) >= len(texts) * 0.6
