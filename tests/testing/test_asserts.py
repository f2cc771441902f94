"""The assertions that a team uses on its own messages."""

from __future__ import annotations

import pytest

from smslint.errors import SmslintError, UnknownRuleError
from smslint.testing import assert_clean, assert_finds, assert_silent
from tests.words import linter

GIFT = "Larch: your order waits at https://bit.ly/3abcd"
FINE = "Larch Cafe: your table is ready. Reply STOP to opt out."
ABOUT = {"brand": "Larch Cafe", "use_case": "transactional", "first_message": False, "messages_since_opt_out": 0}


def test_a_clean_message_gives_its_report() -> None:
    assert assert_clean(FINE, linter=linter(), at="info", **ABOUT).verdict.value == "pass"


def test_a_finding_fails_with_its_frame() -> None:
    with pytest.raises(AssertionError, match=r"not clean at error") as failure:
        assert_clean(GIFT, linter=linter())
    assert "^^^^^^^^^^^^^^^^^^^^" in str(failure.value)
    assert "[URL001]" in str(failure.value)


def test_what_waits_for_context_fails_when_asked() -> None:
    text = "Larch: 2-for-1 lattes today."
    assert_clean(text, linter=linter(), brand="Larch")
    with pytest.raises(AssertionError, match=r"waits for .*first_message"):
        assert_clean(text, linter=linter(), brand="Larch", unknown=True)


@pytest.mark.parametrize("rule", ["URL001", "url-shortener", "url_shortener"])
def test_a_rule_is_found_by_id_name_and_category(rule: str) -> None:
    found = assert_finds(rule, GIFT, linter=linter(), span="https://bit.ly/3abcd", severity="error")
    assert found.rule == "URL001"
    with pytest.raises(AssertionError, match="should stay silent"):
        assert_silent(rule, GIFT, linter=linter())


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"span": "bit.ly"}, "otherwise than expected, span 'bit.ly'"),
        ({"span": None}, "span None"),
        ({"severity": "info"}, "'info'"),
    ],
)
def test_a_finding_elsewhere_is_not_the_one(wanted: dict[str, str], said: str) -> None:
    with pytest.raises(AssertionError, match=said):
        assert_finds("URL001", GIFT, linter=linter(), **wanted)


def test_silence_is_told() -> None:
    assert_silent("URL001", FINE, linter=linter())
    with pytest.raises(AssertionError, match="URL001 stays silent"):
        assert_finds("URL001", FINE, linter=linter())


def test_an_absence_is_a_span_of_none() -> None:
    assert assert_finds("OPT001", GIFT, linter=linter(), span=None, first_message=True).start is None


def test_a_misspelt_rule_does_not_pass() -> None:
    with pytest.raises(UnknownRuleError, match="did you mean 'URL001'"):
        assert_silent("URL0001", FINE, linter=linter())


def test_a_failure_cannot_act_on_the_terminal() -> None:
    with pytest.raises(AssertionError) as failure:
        assert_clean(f"{GIFT} \x1b]0;x\x07\u202e", linter=linter())
    assert str(failure.value).replace("\n", "").isprintable()


def test_a_misspelt_severity_neither_passes_nor_reads_as_a_fault_of_the_message() -> None:
    with pytest.raises(SmslintError, match="at cannot be 'errors'; did you mean 'error'"):
        assert_clean(FINE, linter=linter(), at="errors")
    with pytest.raises(SmslintError, match="severity cannot be 'eror'; did you mean 'error'"):
        assert_finds("URL001", GIFT, linter=linter(), severity="eror")
    with pytest.raises(SmslintError, match="one of error, warning, info"):
        assert_clean(FINE, linter=linter(), at="never")
