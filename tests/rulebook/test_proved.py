"""What was found sound once is not read again, unless anything that it hangs on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.errors import RuleFileError
from smslint.rulebook import contents
from smslint.rulebook.contents import check_contents
from smslint.rulebook.home import rules_home
from smslint.rulebook.loader import load_book
from smslint.rulebook.patterns import pattern_size
from smslint.rulebook.proved import MAGIC, NAME, Proved, key_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMSLINT_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("SMSLINT_NO_CACHE", raising=False)
    return tmp_path / "kept"


def phrases(last: str) -> str:
    """A list that is long enough to be remembered, with one line of one's own."""
    lines = [f"  - brass {number} lantern" for number in range(600)]
    return "\n".join(["name: lanterns", "about: Lanterns and their numbers.", "terms:", *lines, f"  - {last}"]) + "\n"


def test_the_second_reading_comes_to_the_same_and_reads_no_long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    book = load_book([rules_home()])
    read: list[str] = []

    def size(pattern: str) -> int:
        read.append(pattern)
        return pattern_size(pattern)

    monkeypatch.setenv("SMSLINT_NO_CACHE", "1")
    every = check_contents(book)
    monkeypatch.delenv("SMSLINT_NO_CACHE")
    monkeypatch.setattr(contents, "pattern_size", size)
    again = check_contents(book)
    assert (again.phrases, again.size) == (every.phrases, every.size)
    assert len(read) < sum(len(spec.patterns) for spec in book.lists.values()) / 2


def test_a_fault_is_told_each_time_and_where_it_stands(tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "lists"
    rules.mkdir(parents=True)
    (rules / "lanterns.yml").write_text(phrases("(a"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleFileError) as caught:
            load_book([tmp_path / "rules"], base=load_book([rules_home()]))
        assert any(issue.line == 604 for issue in caught.value.issues), caught.value.issues


@pytest.mark.parametrize("damage", [b"", MAGIC, b"another file", MAGIC + b"\0" * 40])
def test_a_damaged_file_is_no_proof(folder: Path, damage: bytes) -> None:
    known = Proved(str(folder))
    known.learn(key_of(["a"]), 700, 0)
    known.keep()
    assert Proved(str(folder)).of(key_of(["a"])) == (700, 0)
    (folder / NAME).write_bytes(damage)
    assert Proved(str(folder)).of(key_of(["a"])) is None


def test_other_code_proves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = Proved(str(folder))
    known.learn(key_of(["a"]), 700, 0)
    known.keep()
    monkeypatch.setattr("smslint.rulebook.proved.this_code", lambda: ("", "", "other code"))
    assert Proved(str(folder)).of(key_of(["a"])) is None


def test_small_sets_are_not_worth_a_line_and_nothing_is_kept_where_nothing_shall_be(folder: Path) -> None:
    known = Proved(str(folder))
    known.learn(key_of(["a"]), 3, 40)
    known.keep()
    Proved(None).keep()
    assert not folder.exists()


def test_too_much_is_told_at_its_place_although_each_part_is_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    load_book([rules_home()])
    monkeypatch.setattr(contents, "MAX_PHRASES", 100_000)
    with pytest.raises(RuleFileError, match="more than 100,000 phrases in all rules"):
        load_book([rules_home()])
