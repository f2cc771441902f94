"""What was found sound once is not read again, unless anything that it hangs on has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.errors import RuleFileError
from smslint.rulebook import contents
from smslint.rulebook.contents import check_contents
from smslint.rulebook.loader import load_book
from smslint.rulebook.patterns import pattern_size
from smslint.rulebook.proved import MAGIC, NAME, Proved, key_of
from tests.rulebook.words import FILES, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SMSLINT_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("SMSLINT_NO_CACHE", raising=False)
    return tmp_path / "kept"


def lanterns(name: str, last: str = "lantern") -> dict[str, str]:
    """A list that is long enough to be remembered, with one line of one's own, as a file of a rule folder."""
    lines = [f"  - brass {number} {name}" for number in range(600)]
    head = [f"list: larch/{name}", "about: Lanterns and their numbers.", "terms:"]
    patterns = f"patterns: ['\\b{name} [0-9]{{1,3}}\\b']"
    return {f"lists/larch/{name}.yaml": "\n".join([*head, *lines, f"  - {last}", patterns]) + "\n"}


def home(tmp_path: Path, **more: str) -> Path:
    """A rule folder with a short list and two long ones."""
    return write(tmp_path / "rules", {**FILES, **lanterns("lamps"), **lanterns("torches"), **more})


def test_the_second_reading_comes_to_the_same_and_reads_no_long_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = load_book([home(tmp_path)])
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
    assert every.phrases > 1_200
    assert read == list(book.lists["promo/shout"].patterns)


def test_a_fault_is_told_each_time_and_where_it_stands(tmp_path: Path) -> None:
    faulty = home(tmp_path, **lanterns("lamps", "(a"))
    for _ in range(2):
        with pytest.raises(RuleFileError) as caught:
            load_book([faulty])
        assert [issue.line for issue in caught.value.issues] == [604]


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


def test_too_much_is_told_at_its_place_although_each_part_is_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_book([home(tmp_path)])
    monkeypatch.setattr(contents, "MAX_PHRASES", 1_000)
    with pytest.raises(RuleFileError, match=r"torches\.yaml:.*more than 1,000 phrases in all rules"):
        load_book([home(tmp_path)])
