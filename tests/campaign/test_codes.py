"""Error codes are read under the provider that gave them, and stay unread where nobody knows whose they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from smslint.campaign.codes import plain_code, read_code
from smslint.campaign.figures import figures
from tests.campaign.words import GOOD, LARCH, Case, at, person


def codes(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["code"], one["provider"], one["kind"], one["messages"]) for one in found["outcomes"]["by_code"]]


def test_every_code_has_a_known_kind_and_says_where_it_was_read() -> None:
    table = figures("error-codes")
    for provider, known in table["codes"].items():
        assert provider == provider.lower()
        for code, meaning in known.items():
            assert isinstance(code, str), (provider, code)
            assert meaning["kind"] in table["kinds"], (provider, code)
            assert meaning["says"], (provider, code)
            assert meaning.get("source") or meaning["url"].startswith("https://"), (provider, code)
    for provider, passed in table["no_failure"].items():
        assert not set(passed) & table["codes"].get(provider, {}).keys(), provider
    assert set(table["blocked"]) <= set(table["kinds"])


def test_a_short_code_is_read_only_where_its_provider_is_known() -> None:
    spam = read_code("30", "plivo")
    assert (spam.provider, spam.kind, spam.unread) == ("plivo", "content", False)
    unknown = read_code("30", None)
    assert (unknown.provider, unknown.kind, unknown.says, unknown.unread) == (None, "other", None, True)


def test_a_long_code_of_one_provider_is_read_anyway_but_not_against_what_was_said() -> None:
    assert read_code("30007", None).provider == "twilio"
    assert read_code("30007", "plivo").kind == "other"


@pytest.mark.parametrize(("written", "code"), [(" 30007.0 ", "30007"), ("0", None), ("null", None), ("SMS-UP-430", "SMS-UP-430")])
def test_cells_without_a_code(written: str, code: str | None) -> None:
    assert plain_code(written) == code


def test_the_context_names_the_provider_of_each_campaign(tmp_path: Path) -> None:
    case = Case(tmp_path)
    for number, campaign in enumerate(("ours", "theirs")):
        case.send(number, at(9), campaign=campaign, status="failed", error_code="30")
    found = case.study(campaigns={"ours": {"provider": "plivo"}})
    assert codes(found) == [("30", None, "other", 1), ("30", "plivo", "content", 1)]
    assert found["unread_codes"] == ["30"]
    assert found["outcomes"]["blocked"] == 1


def test_titles_of_an_export_name_the_provider(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.logs["sends"] = [
        {"message_uuid": "a", "from_number": LARCH, "to_number": person(1), "message_time": at(9), "text": GOOD},
    ]
    case.logs["reports"] = [{"id": "a", "status": "failed", "error_code": "30", "reported_at": at(10)}]
    found = case.study()
    assert (codes(found), found["unread_codes"]) == ([("30", "plivo", "content", 1)], [])
    assert codes(case.study(context={"provider": "telnyx"})) == [("30", "telnyx", "other", 1)]


def test_an_export_of_reports_speaks_before_that_of_the_sends(tmp_path: Path) -> None:
    case = Case(tmp_path)
    case.logs["sends"] = [
        {"message_uuid": "a", "from_number": LARCH, "to_number": person(1), "message_time": at(9), "text": GOOD},
    ]
    case.logs["reports"] = [{"Sid": "a", "Body": "", "status": "failed", "error_code": "30", "reported_at": at(10)}]
    assert codes(case.study()) == [("30", "twilio", "other", 1)]


def test_a_delivery_takes_back_the_code_of_a_failure_before(tmp_path: Path) -> None:
    case = Case(tmp_path).send(1, at(9), id="a", status="failed", error_code="30007")
    case.logs["reports"] = [
        {"id": "a", "status": "undelivered", "error_code": "30007", "reported_at": at(9.1)},
        {"id": "a", "status": "delivered", "error_code": "", "reported_at": at(9.2)},
    ]
    found = case.study()
    assert (codes(found), found["outcomes"]["messages"], found["outcomes"]["blocked"]) == ([], 1, 0)
