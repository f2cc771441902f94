"""A send call that its grammar cannot read is told, with its place; the calls around it are read."""

from __future__ import annotations

import pytest

from tests.project.words import messages, notes

SAID = "the text given to messages.create was not judged: near it the code has a mistake in its syntax"
GOOD = 'client.messages.create(to=x, body="Larch: bye")\n'
BROKEN = {
    "a comma is missing": 'client.messages.create(body="Larch: hi" to=x)\n',
    "a bracket is missing": 'client.messages.create(body="Larch: hi", to=x\n',
}


@pytest.mark.parametrize("code", BROKEN.values(), ids=BROKEN)
def test_a_call_with_a_mistake_in_it_is_told(code: str) -> None:
    assert [one.text for one in messages("a.py", GOOD + code)] == ["Larch: bye"]
    assert notes("a.py", GOOD + code) == [f"a.py:2:1: {SAID}"]


def test_a_text_without_an_end_is_told() -> None:
    assert len(notes("a.py", GOOD + 'client.messages.create(body="Larch: hi, to=x)\n')) == 1


def test_a_mistake_elsewhere_is_nothing_that_is_told() -> None:
    code = f"def f(:\n    pass\n{GOOD}x = = 3\n{GOOD}print(1 2)\n"
    assert len(messages("a.py", code)) == 2
    assert notes("a.py", code) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.js", 'client.messages.create({body: "Larch: hi" to: x});\n'),
        ("a.ts", 'client.messages.create({body: "Larch: hi" to: x});\n'),
        ("a.php", '<?php\n$client->messages->create($to, ["body" => "Larch: hi" "from" => $x]);\n'),
        ("a.rb", 'client.messages.create(body: "Larch: hi" to: x)\n'),
    ],
)
def test_so_it_is_in_other_languages(name: str, code: str) -> None:
    assert messages(name, code) == []
    assert len(notes(name, code)) == 1


def test_a_long_mistake_is_no_long_wait() -> None:
    for code in ("(" * 50_000, "a" * 100_000, "a." * 50_000, "messages.create(" * 5_000):
        notes("a.py", f'# twilio\n{code}\nclient.messages.create(to=x, body="Larch: hi")\n')
