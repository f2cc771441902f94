"""A team's templates as tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.errors import SmslintError
from smslint.testing import messages
from tests.project.test_sample import SAMPLE, planted

CONFIGURATION = """\
[context]
brand = "Larch"
use_case = "transactional"
country = "US"
first_message = false
messages_since_opt_out = 0
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A team's repository."""
    (tmp_path / "smslint.toml").write_text(CONFIGURATION)
    (tmp_path / "sms.json").write_text(
        '{"sms": {\n"ready": "Larch: your table is ready. Reply STOP to opt out.",\n'
        '"gift": "Larch: it waits at https://bit.ly/3abcd. Reply STOP to opt out."}}\n'
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_message_is_a_test(folder: Path) -> None:
    ready, gift = messages("sms.json")
    assert [str(ready), str(gift)] == ["sms.json:2:sms.ready", "sms.json:3:sms.gift"]
    ready.check(at="warning")
    with pytest.raises(AssertionError, match=r"sms.json:3:29\n") as failure:
        gift.check()
    assert "[URL001]" in str(failure.value)


def test_the_planted_faults_are_found_message_by_message() -> None:
    rules = sorted(finding.rule for one in messages(SAMPLE) for finding in one.report.findings)
    about_suppressions = ("TMP020", "TMP022", "TMP023", "TMP024", "TMP025")
    assert rules == sorted(fault[3] for fault in planted() if fault[3] not in about_suppressions)


def test_nothing_to_test_is_no_success(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "empty" / "a.json").write_text("{}")
    with pytest.raises(SmslintError, match="no message in 'empty'"):
        messages("empty")
    with pytest.raises(SmslintError, match="absent"):
        messages("absent.json")


def test_what_cannot_be_read_is_no_success(folder: Path) -> None:
    (folder / "sms.json").write_text('{"sms": ')
    with pytest.raises(SmslintError, match=r"sms.json:1:\d+: not valid JSON"):
        messages("sms.json")
    (folder / "smslint.toml").write_text("[contxt]\n")
    with pytest.raises(SmslintError, match="did you mean 'context'"):
        messages("sms.json")


def test_no_path_is_not_the_folder_one_happens_to_be_in(folder: Path) -> None:
    with pytest.raises(SmslintError, match="no path is given; name files or folders"):
        messages()


def test_a_misspelt_severity_is_told(folder: Path) -> None:
    with pytest.raises(SmslintError, match="at cannot be 'warnings'; did you mean 'warning'"):
        messages("sms.json")[0].check(at="warnings")
