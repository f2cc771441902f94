"""Texts in program code that do not stand in the call: constants, fields and entries, and the sender beside a text."""

from __future__ import annotations

import re

import pytest

from smslint.project.code.calls import CALLS, Call, may_send
from tests.project.words import configuration, messages, notes

WAYS = {
    "a.py": [
        ('BYE = "Larch: bye"', "BYE"),
        ('BYE: Final[str] = "Larch: bye"', "BYE"),
        ('TEXTS = {"bye": "Larch: bye", "other": other()}', 'TEXTS["bye"]'),
        ('class Texts:\n    BYE = "Larch: bye"', "Texts.BYE"),
    ],
    "a.js": [
        ('const TEXTS = {bye: "Larch: bye"};', "TEXTS.bye"),
        ('const TEXTS = Object.freeze({deep: {bye: "Larch: bye"}});', 'TEXTS.deep["bye"]'),
        ('class Texts { static BYE = "Larch: bye"; }', "Texts.BYE"),
    ],
    "a.ts": [('enum Texts { Bye = "Larch: bye" }', "Texts.Bye"), ('const T = { bye: "Larch: bye" } as const;', "T.bye")],
    "a.rb": [
        ('module Texts\n  BYE = "Larch: bye".freeze\nend', "Texts::BYE"),
        ('TEXTS = { bye: "Larch: bye" }.freeze', "TEXTS[:bye]"),
        ('@bye = "Larch: bye"', "@bye"),
    ],
    "a.php": [
        ("const BYE = 'Larch: bye';", "BYE"),
        ("define('BYE', 'Larch: bye');", "BYE"),
        ("class Texts { const BYE = 'Larch: bye'; }", "Texts::BYE"),
        ("class Texts { public static $bye = 'Larch: bye'; }", "Texts::$bye"),
        ("$texts = ['bye' => 'Larch: bye'];", "$texts['bye']"),
    ],
    "A.java": [('class Texts { static final String BYE = "Larch: bye"; }', "Texts.BYE")],
    "a.go": [
        ('const bye = "Larch: bye"', "bye"),
        ('var texts = map[string]string{"bye": "Larch: bye"}', 'texts["bye"]'),
        ('var texts = Texts{Bye: "Larch: bye"}', "texts.Bye"),
    ],
    "a.cs": [
        ('class Texts { public const string Bye = "Larch: bye"; }', "Texts.Bye"),
        ('class Texts { public static string Bye => "Larch: bye"; }', "Texts.Bye"),
        ('class A { Dictionary<string, string> texts = new() { ["bye"] = "Larch: bye" }; }', 'texts["bye"]'),
    ],
}
SENDS = {
    "a.py": "client.messages.create(to=x, body=%s)",
    "a.js": "client.messages.create({to: x, body: %s});",
    "a.ts": "client.messages.create({to: x, body: %s});",
    "a.rb": "client.messages.create(to: x, body: %s)",
    "a.php": "$client->messages->create($to, ['from' => $from, 'body' => %s]);",
    "A.java": "class A { void f() { Message.creator(a, b, %s).create(); } }",
    "a.go": "func f() { p.SetBody(%s) // twilio\n}",
    "a.cs": "class B { void F() { MessageResource.Create(to: x, body: %s); } }",
}
HEADS = {"a.php": "<?php\n", "a.go": "package a\n"}
EVERY = [(name, given, way) for name, ways in WAYS.items() for given, way in ways]


@pytest.mark.parametrize(("name", "given", "way"), EVERY, ids=[f"{name} {way}" for name, _, way in EVERY])
def test_a_text_with_a_name_is_followed(name: str, given: str, way: str) -> None:
    code = f"{HEADS.get(name, '')}{given}\n{SENDS[name] % way}\n"
    (message,) = messages(name, code)
    assert message.text == "Larch: bye"
    start, end = message.places.span(0, len(message.text))
    assert code[start:end] == "Larch: bye"


@pytest.mark.parametrize("above", [True, False])
def test_a_link_that_goes_on_in_a_constant_ends_where_the_text_leaves_its_place(above: bool) -> None:
    given, sent = 'SLUG = "3abcd"\n', 'client.messages.create(to=x, body="Larch: see https://bit.ly/" + SLUG)\n'
    code = given + sent if above else sent + given
    (message,) = messages("a.py", code)
    start = message.text.index("https")
    first, last = message.places.span(start, len(message.text))
    assert code[first:last].startswith("https://bit.ly/")
    assert code[first:last].count("\n") == 0
    assert message.places.region(start, len(message.text))[0][0] == (2 if above else 1)


JOINED = {
    "a.py": ('client.messages.create(to=x, body="""Larch: a \\\nb\n c\\\\\nd""")', "Larch: a b\n c\\\nd"),
    "a.js": ("client.messages.create({to, body: `Larch: a \\\nb\n c`});", "Larch: a b\n c"),
    "A.java": ('class A { void f() { Message.creator(a, b, """\n  Larch: a \\\n  b\n   c"""); } }', "Larch: a b\n c"),
    "a.go": ("package a\nfunc f() { p.SetBody(`Larch: a \\\nb`) // twilio\n}", "Larch: a \\\nb"),
}  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("name", "code", "text"), [(name, *pair) for name, pair in JOINED.items()], ids=JOINED)
def test_a_line_that_a_backslash_joins_to_the_next_one_has_no_end(name: str, code: str, text: str, end: str) -> None:
    assert [one.text for one in messages(name, code.replace("\n", end))] == [text]


@pytest.mark.parametrize("word", ["self", "cls"])
def test_a_field_of_the_class_around_is_followed(word: str) -> None:
    code = f'class A:\n    BYE = "Larch: bye"\n    def go({word}):\n        client.messages.create(to=x, body={word}.BYE)\n'
    other = code.replace("class A", 'class B:\n    BYE = "another"\nclass A')
    assert [one.text for one in messages("a.py", other)] == ["Larch: bye"]


def test_a_text_of_another_file_is_a_note_that_says_how_to_have_it_read() -> None:
    code = "from texts import BYE\nclient.messages.create(to=x, body=BYE)\n"
    assert messages("a.py", code) == []
    (note,) = notes("a.py", code)
    assert note.endswith("if texts holds it, name that file and its keys in [[files]]")


def test_named_constants_of_a_file_are_messages() -> None:
    named = configuration(files=[{"paths": ["texts.py"], "fields": ["BYE", "Texts.*"]}])
    inside = 'class Texts:\n    HI = f"Larch: hi {name}"\n    LATE = compose()\n    N = 3\n'
    code = 'BYE = "Larch: bye"\nURL = "https://larch.example"\n' + inside
    assert [(one.key, one.text) for one in messages("texts.py", code, named)] == [
        ("BYE", "Larch: bye"),
        ("Texts.HI", "Larch: hi {name}"),
    ]
    assert [note.rpartition(": ")[2] for note in notes("texts.py", code, named)] == [
        "the text of Texts.LATE is not known before the program runs"
    ]
    assert messages("other.py", code, named) == []


SENDERS = {
    "twilio": ("a.py", 'client.messages.create(to=x, from_="+18005550142", body="Hi")', "+18005550142"),
    "a constant": ("a.py", 'FROM = "55512"\nclient.messages.create(to=x, from_=FROM, body="Hi")', "55512"),
    "plivo": ("a.py", 'import plivo\nclient.messages.create(src="LARCH", dst=x, text="Hi")', "LARCH"),
    "plivo, by position": ("a.js", 'plivo; client.messages.create("+18005550142", to, "Hi")', "+18005550142"),
    "java": ("A.java", 'class A { void f() { Message.creator(to, new PhoneNumber("+18005550142"), "Hi"); } }', "+18005550142"),
    "java of plivo": (
        "A.java", 'import com.plivo; class A { void f() { Message.creator("+18005550142", to, "Hi"); } }', "+18005550142",
    ),
    "c#": (
        "a.cs", 'class A { void F() { MessageResource.Create(from: new PhoneNumber("+18005550142"), body: "Hi"); } }',
        "+18005550142",
    ),
    "a service": ("a.py", 'client.messages.create(to=x, from_="MG0123456789abcdef0123456789abcdef", body="Hi")', None),
    "a variable": ("a.py", 'client.messages.create(to=x, from_=sender, body="Hi")', None),
    "part of a number": ("a.py", 'client.messages.create(to=x, from_=f"+1800{rest}", body="Hi")', None),
    "nothing": ("a.py", 'client.messages.create(to=x, body="Hi")', None),
}  # fmt: skip


@pytest.mark.parametrize(("name", "code", "sender"), SENDERS.values(), ids=SENDERS)
def test_the_sender_beside_a_text_is_its_sender(name: str, code: str, sender: str | None) -> None:
    assert [(one.text, one.context.sender) for one in messages(name, code)] == [("Hi", sender)]


def test_a_sender_in_the_code_wins_over_the_configured_one() -> None:
    config = configuration(context={"sender": "+12125550100"})
    codes = ('client.messages.create(to=x, from_="+18005550142", body="Hi")', 'client.messages.create(to=x, body="Hi")')
    assert [one.context.sender for code in codes for one in messages("a.py", code, config)] == ["+18005550142", "+12125550100"]


@pytest.mark.parametrize(
    ("sender", "kind"), [("+18005550142", None), ("24242", None), ("+12125550100", "10dlc"), ("Larch", "10dlc"), ("", "10dlc")]
)
def test_a_number_in_the_code_wins_over_the_configured_type(sender: str, kind: str | None) -> None:
    code = f'client.messages.create(to=x, {f"from_={sender!r}, " if sender else ""}body="Hi")'
    entry = {"paths": ["*.py"], "context": {"sender_type": "10dlc"}}
    for config in (configuration(), configuration(files=[entry]), configuration().with_context({"sender_type": "10dlc"})):
        assert [one.context.sender_type for one in messages("a.py", code, config)] == [kind]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.callee.pattern)
def test_a_look_at_the_bytes_passes_over_no_call(call: Call) -> None:
    every = call.callee.pattern.removeprefix(r"(?:^|\.)(?:").removesuffix(r")\Z")
    least = re.sub(r"\(\?:([^()|]*)[^()]*\)(\??)", lambda group: "" if group[2] else group[1], every).split("|")[0]
    name = least.replace("[.]", ".").replace("?", "")
    assert call.callee.search(name), name
    words = [name, *sorted(call.names)[:1], *sorted(call.needs)[:1], call.word.split("|")[0]]
    assert may_send(" ".join(words).encode(), [call])


def test_names_may_be_nested_as_deep_as_anybody_likes() -> None:
    deep = 20_000
    code = f'# twilio\nx = {"{1: " * deep}"Larch: hi"{"}" * deep}\nclient.messages.create(to=t, body=x["a"])\n'
    assert messages("a.py", code) == []
    assert len(notes("a.py", code)) == 1
