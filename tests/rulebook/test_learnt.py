"""What was learnt of patterns is found again, and only where it fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from smslint.rulebook import gates, keywords, learnt
from smslint.rulebook.background import Background, Learnt

TEXTS = [" your table is ready ", " the cafe opens at nine ", " your order is ready "]
PATTERNS = [r"\b(?:silver|golden) spoon\b", r"\btable for (?:two|three)\b", "[0-9]+ pills?"]


def asked(background: Background) -> list[object]:
    return [
        (keywords.key_words(pattern, background), gates.gate_of(pattern, background, None, False)) for pattern in PATTERNS
    ]


def learnt_in(folder: Path) -> list[object]:
    background = Background(TEXTS)
    answers = asked(background)
    learnt.keep(background, str(folder))
    return answers


def recalled(folder: Path, texts: list[str]) -> Background:
    background = Background(texts)
    learnt.recall(background, str(folder))
    return background


def test_what_was_learnt_is_not_found_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = learnt_in(tmp_path)
    background = recalled(tmp_path, TEXTS)

    def again(*_: object) -> None:
        raise AssertionError("found out again")

    monkeypatch.setattr(keywords, "required_texts", again)
    monkeypatch.setattr(gates, "required_literals", again)
    assert asked(background) == answers
    assert not background.learnt.is_new


def test_other_texts_other_code_and_damage_are_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = learnt_in(tmp_path)
    assert asked(recalled(tmp_path, TEXTS)) == answers
    others = recalled(tmp_path, [*TEXTS, " a golden spoon "])
    assert asked(others) == asked(Background([*TEXTS, " a golden spoon "]))
    assert others.learnt.is_new
    with monkeypatch.context() as patched:
        patched.setattr(learnt, "this_code", lambda: ("", "", "other"))
        assert is_learnt_anew(recalled(tmp_path, TEXTS))
    file = tmp_path / learnt.NAME
    whole = file.read_bytes()
    for damaged in (b"", b"\0" * 40, whole[:-1], whole[:40] + b"\xff" + whole[41:], learnt.MAGIC):
        file.write_bytes(damaged)
        assert is_learnt_anew(recalled(tmp_path, TEXTS))
        assert asked(recalled(tmp_path, TEXTS)) == answers


def is_learnt_anew(background: Background) -> bool:
    asked(background)
    return background.learnt.is_new


def test_a_part_of_the_rules_does_not_drive_out_the_others(tmp_path: Path) -> None:
    learnt_in(tmp_path)
    part = recalled(tmp_path, TEXTS)
    keywords.key_words(r"\bpaper kites?\b", part)
    learnt.keep(part, str(tmp_path))
    again = recalled(tmp_path, TEXTS)
    asked(again)
    keywords.key_words(r"\bpaper kites?\b", again)
    assert not again.learnt.is_new


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Learnt, "MOST", 2)
    memory = Learnt()
    memory.recall({"a": [], "b": []}, {})
    memory.groups_of("c", list)
    assert memory.told() == ({"c": []}, {})


def test_own_rules_alone_do_not_drive_out_what_was_learnt_by_the_shipped_ones(tmp_path: Path) -> None:
    answers = learnt_in(tmp_path)
    own = Background([" a golden spoon "], shipped=False)
    asked(own)
    learnt.keep(own, str(tmp_path))
    assert not recalled(tmp_path, TEXTS).learnt.is_new
    assert asked(recalled(tmp_path, TEXTS)) == answers
    assert (tmp_path / learnt.OWN).is_file()
