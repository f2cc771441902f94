"""Rows out of folders: what is read, what is left out, and what is said of a row that cannot be used."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from smslint.corpus.read import corpus_files, known_hosts, read_rows
from tests.corpus.words import row, write_rows


class Told:
    """Remembers problems."""

    def __init__(self) -> None:
        self.said: list[tuple[str, int | None, str]] = []

    def __call__(self, path: str, line: int | None, message: str) -> None:
        self.said.append((Path(path).name, line, message))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for place in ("clean/shop", "holdout/shop", "demo/shop", "scores/shop", "violations/deep/shop", ".git/shop"):
        write_rows(tmp_path / "corpora" / f"{place}.jsonl", row("Hi"))
    (tmp_path / "corpora" / "README.md").write_text("x", encoding="utf-8")
    return tmp_path / "corpora"


def names(files: list[str], root: Path) -> list[str]:
    return [Path(file).relative_to(root).as_posix() for file in files]


def test_folders_are_searched_and_what_is_no_corpus_left_out(corpora: Path, told: Told) -> None:
    files = corpus_files([str(corpora)], False, told)
    assert names(files, corpora) == ["clean/shop.jsonl", "violations/deep/shop.jsonl"]
    assert not told.said


def test_the_hold_out_is_read_alone_and_only_when_asked_for(corpora: Path, told: Told) -> None:
    assert names(corpus_files([str(corpora)], True, told), corpora) == ["holdout/shop.jsonl"]
    assert names(corpus_files([str(corpora / "holdout")], True, told), corpora) == ["holdout/shop.jsonl"]
    assert corpus_files([str(corpora / "holdout")], False, told) == []
    assert "without --holdout" in told.said[0][2]


def test_a_file_of_the_hold_out_is_not_read_by_its_name_alone(corpora: Path, told: Told) -> None:
    inside, outside = str(corpora / "holdout/shop.jsonl"), str(corpora / "clean/shop.jsonl")
    assert corpus_files([inside, outside], False, told) == [outside]
    assert corpus_files([inside, outside], True, told) == [inside]
    said = [message for _, _, message in told.said]
    assert said == ["of the hold-out; give --holdout", "not of the hold-out; leave out --holdout"]


def test_a_shell_pattern_brings_in_nothing_that_was_left_out(corpora: Path, told: Told) -> None:
    files = corpus_files(sorted(map(str, corpora.glob("[a-z]*"))), False, told)
    assert names(files, corpora) == ["clean/shop.jsonl", "violations/deep/shop.jsonl"]


def test_a_file_is_read_once(corpora: Path, told: Told) -> None:
    file = str(corpora / "clean" / "shop.jsonl")
    assert corpus_files([file, file, str(corpora / "clean")], False, told) == [file]


def test_other_files_and_absent_ones_are_told(corpora: Path, told: Told) -> None:
    files = corpus_files([str(corpora / "README.md"), str(corpora / "absent.jsonl")], False, told)
    assert list(read_rows(files, told)) == []
    assert [(name, message.split(";")[0]) for name, _, message in told.said] == [
        ("README.md", "not a corpus"),
        ("absent.jsonl", "cannot be read: No such file or directory"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not valid JSON"),
        ("[]", "not an object"),
        ('{"text": "Hi"}', 'no "labels"; write [] for a clean message'),
        ('{"labels": []}', 'no "text" in this row'),
        ('{"text": "Hi", "labels": {}}', '"labels" is not a list'),
        ('{"text": "Hi", "labels": ["promotion"]}', 'a label is {"category"'),
        ('{"text": "Hi", "labels": [{"category": "promotoin"}]}', "did you mean 'promotion'?"),
        ('{"text": "Hi", "labels": [{"category": "sex", "span": "Ho"}]}', "the span of sex is not in the text"),
        ('{"text": "Hi", "labels": [{"category": "sex", "span": ""}]}', "the span of sex is no text"),
        ('{"text": "Hi", "labels": [{"category": "sex", "span": "Hi", "nth": 2}]}', "(nth 2)"),
        ('{"text": "Hi", "labels": [{"category": "sex", "span": "Hi", "nth": 0}]}', "from 1 on"),
        ('{"text": "Hi", "labels": [], "either": ["sexx"]}', "did you mean 'sex'?"),
        ('{"text": "Hi", "labels": [], "either": "sex"}', '"either" is not a list'),
        ('{"text": "Hi", "labels": [], "lang": 1}', '"lang" is not a text'),
        ('{"text": "Hi", "labels": [], "context": {"brnd": "x"}}', "did you mean 'brand'?"),
        ('{"text": "Hi", "labels": [], "context": {"use_case": "sale"}}', "use_case cannot be 'sale'"),
        ('{"text": "Hi", "labels": [], "context": {"sent_at": "2026-03-01T09:30"}}', "sent_at is a datetime with"),
    ],
)
def test_a_faulty_row_is_told_with_its_place_and_nothing_else_is_lost(
    tmp_path: Path, told: Told, line: str, says: str
) -> None:
    file = write_rows(tmp_path / "shop.jsonl", row("One"), "", line, row("Two"))
    assert [one.text for one in read_rows([str(file)], told)] == ["One", "Two"]
    ((name, number, message),) = told.said
    assert (name, number) == ("shop.jsonl", 3)
    assert says in message


def test_unlabelled_rows_may_be_read_where_labels_are_not_needed(tmp_path: Path, told: Told) -> None:
    file = write_rows(tmp_path / "shop.jsonl", '{"text": "Hi"}')
    (one,) = read_rows([str(file)], told, labelled=False)
    assert (one.labels, one.is_clean, one.categories) == (None, False, frozenset())
    assert one.id == f"{file}:1"


def test_a_span_is_the_nth_of_its_words() -> None:
    labels = [{"category": "sex", "span": "ho", "nth": 2}]
    (label,) = row("ho ho ho", labels=labels).labels or ()
    assert (label.start, label.end) == (3, 5)


def test_the_half_of_a_row_hangs_on_its_last_number_alone() -> None:
    assert [row("x", id=name).is_odd for name in ("a1-0002", "a2-0003", "a-b")] == [False, True, False]


def test_known_hosts_are_the_lines_of_a_file(corpora: Path) -> None:
    (corpora / "hosts.txt").write_text("# real\nLarch.test\n\n", encoding="utf-8")
    assert known_hosts([str(corpora), str(corpora / "clean")]) == {"larch.test"}


def test_a_dash_is_standard_input(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"id": "1", "text": "Larch: hi", "labels": []}\nbroken\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [one.text for one in read_rows(corpus_files(["-"], False, told), told)] == ["Larch: hi"]
    assert [line for _, line, _ in told.said] == [2]
    monkeypatch.setattr("sys.stdin", None)
    assert list(read_rows(["-"], told)) == []
    assert told.said[-1] == ("-", None, "cannot be read: it is closed")
