"""What is said of things that cannot be read."""

from __future__ import annotations

import errno
import os

import pytest

from smslint.cli.forms import _Choice
from smslint.context import CHOICES, Context
from smslint.errors import ContextError, unreadable
from smslint.places import ELSEWHERE
from smslint.project.settings import Kind
from smslint.project.validate import _choice


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.ENOENT, "check the path"),
        (errno.EACCES, "give this user the right to read it"),
        (errno.EISDIR, "name a file in it"),
        (errno.ELOOP, "mend the link, which leads back to itself"),
    ],
)
def test_the_reason_comes_with_what_to_do(code: int, remedy: str) -> None:
    assert unreadable(OSError(code, os.strerror(code))) == f"cannot be read: {os.strerror(code)}; {remedy}"


@pytest.mark.parametrize("error", [OSError(), OSError("odd"), OSError(errno.EPIPE, "Broken pipe")])
def test_what_nobody_can_mend_gets_its_reason_alone(error: OSError) -> None:
    assert unreadable(error) == f"cannot be read: {error.strerror or 'it broke off'}"


@pytest.mark.parametrize(
    ("field", "theirs", "ours"),
    [
        ("use_case", "2FA", "otp"),
        ("use_case", "PUBLIC_SERVICE_ANNOUNCEMENT", "public_service"),
        ("use_case", "delivery notification", "delivery"),
        ("use_case", "K12_EDUCATION", "public_service"),
        ("use_case", "CUSTOMER_CARE", "customer_care"),
        ("use_case", "SOLE_PROPRIETOR", "low_volume"),
        ("use_case", "AGENTS_FRANCHISES", "mixed"),
        ("use_case", "SWEEPSTAKE", "marketing"),
        ("use_case", "POLLING_AND_VOTING_NON_POLITICAL", "polling"),
        ("use_case", "TWO_FACTOR_AUTHENTICATION", "otp"),
        ("kind", "stop-reply", "opt_out_reply"),
    ],
)
def test_a_word_of_the_registry_leads_to_ours(field: str, theirs: str, ours: str) -> None:
    with pytest.raises(ContextError, match=f"here it is '{ours}'"):
        Context(**{field: theirs})
    assert getattr(Context(**{field: ours}), field) == ours


def test_every_word_of_others_leads_to_one_that_context_takes() -> None:
    ours = {*CHOICES["use_case"], *CHOICES["kind"]}
    assert set(ELSEWHERE.values()) <= ours
    assert ours.isdisjoint(ELSEWHERE)


def test_a_word_of_the_registry_leads_nowhere_in_another_field() -> None:
    with pytest.raises(ContextError) as caught:
        Context(consent="2FA")
    assert "otp" not in str(caught.value)


def test_command_line_and_configuration_lead_there_too() -> None:
    assert "here it is 'otp'" in _Choice(CHOICES["use_case"]).get_invalid_choice_message("2FA", None)
    assert "here it is 'otp'" in _choice("2FA", Kind("choice", "", choices=CHOICES["use_case"]))[0]
