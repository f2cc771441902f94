"""Every reader gives back the text that was written, and knows for each character where it stands in the file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.project.found import FoundMessage
from tests.project.words import configuration, found, messages, notes

LETTERS = "aZ 9.:;,'\"\\/{}[]()#%$&<>!?*_-=@\u00e9\u2019\u4f60\U0001f389\n\t"
TEXTS = st.text(LETTERS, min_size=1, max_size=40).filter(lambda text: text.strip() == text)
ALL = configuration(files=[{"paths": ["*"], "fields": ["body", "text"]}])


def _csv(text: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["id", "body"], ["1", text]])
    return file.getvalue()


def _yaml(style: str | None) -> Callable[[str], str]:
    def write(text: str) -> str:
        value = yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)
        key = yaml.ScalarNode("tag:yaml.org,2002:str", "body")
        return str(
            yaml.serialize(yaml.MappingNode("tag:yaml.org,2002:map", [(key, value)]), allow_unicode=True, width=20)
        )

    return write


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


WRITERS: dict[str, tuple[str, Callable[[str], str]]] = {
    "json": ("a.json", lambda text: json.dumps({"body": text})),
    "json, not ASCII": ("a.json", lambda text: json.dumps({"body": text}, ensure_ascii=False, indent=2)),
    "jsonl": ("a.jsonl", lambda text: json.dumps({"text": "x"}) + "\n" + json.dumps({"text": text}) + "\n"),
    "toml": ("a.toml", lambda text: f"[t]\nbody = {json.dumps(text, ensure_ascii=False)}\n"),
    "csv": ("a.csv", _csv),
    "po": ("a.po", lambda text: 'msgid "body"\nmsgstr ' + _quoted(text).replace("\\/", "/") + "\n"),
    "properties": ("a.properties", lambda text: "body=" + json.dumps(text)[1:-1].replace('\\"', '"') + "\n"),
    "yaml, plain or quoted": ("a.yaml", _yaml(None)),
    "yaml, double": ("a.yaml", _yaml('"')),
    "yaml, single": ("a.yaml", _yaml("'")),
    "yaml, literal": ("a.yaml", _yaml("|")),
    "yaml, folded": ("a.yaml", _yaml(">")),
    "python": ("a.py", lambda text: f"notify.send({text!r})\n"),
    "javascript": ("a.js", lambda text: f"notify.send({json.dumps(text)});\n"),
}
CALLS = configuration(calls=[{"callee": "notify.send", "arguments": [0]}])


def holds_together(message: FoundMessage) -> None:
    """Characters stand in the file one after the other, each somewhere, and plain ones as themselves."""
    source, before = message.places.source.text, 0
    for offset, character in enumerate(message.text):
        start, end = message.places.span(offset, offset + 1)
        assert before <= start < end <= len(source), (offset, character)
        before = start
        written = source[start:end]
        assert written == character or len(written) > 1 or character in " \n", (offset, character, written)


@pytest.mark.parametrize("form", WRITERS)
@given(text=TEXTS)
@settings(max_examples=15)
def test_what_was_written_is_read_with_its_places(form: str, text: str) -> None:
    name, write = WRITERS[form]
    if form in ("po", "properties", "toml") and "\t" in text:
        text = text.replace("\t", " ")
    read = [
        one
        for one in messages(name, write(text), CALLS if form in ("python", "javascript") else ALL)
        if one.text != "x"
    ]
    assert [one.text for one in read] == [text.rstrip("\n")]
    holds_together(read[0])


@pytest.mark.parametrize("form", WRITERS)
def test_inserted_text_reads_as_it_was_meant(form: str) -> None:
    name, write = WRITERS[form]
    config = CALLS if form in ("python", "javascript") else ALL
    message = next(one for one in messages(name, write("Larch Cafe, two words here"), config) if one.text != "x")
    source = message.places.source.text
    for inserted in ("x", "'", '"', "\\", "\u2014", "\n"):
        written = message.write(inserted) if message.write else None
        if written is not None:
            start, end = message.places.span(6, 10)
            changed = source[:start] + written + source[end:]
            again = [one.text for one in messages(name, changed, config) if one.text != "x"]
            assert again == [f"Larch {inserted}, two words here"], (form, inserted, changed)


LINK = "https://bit.ly/3abc"
FILES = {
    "text with CRLF": ("a.txt", f"Larch Cafe: hello.\r\nSee {LINK}\r\n"),
    "markdown in a list": ("a.md", f"- x\n\n  ~~~sms\n  Larch Cafe: see\n  {LINK}\n  ~~~\n"),
    "yaml anchors": ("a.yml", f"sms:\n  one: &a 'Larch Cafe: see {LINK}'\n  two: *a\n"),
    "json with an emoji before": ("a.json", '{"sms": "Larch Cafe \U0001f389: see ' + LINK + '"}'),
    "toml literal lines": ("a.toml", f"[sms]\nbody = '''\nLarch Cafe: see\n{LINK}'''\n"),
    "ruby heredoc-free": ("a.rb", f"client.messages.create(body: 'Larch Cafe: it\\'s at {LINK}', to: x)"),
    "typescript template": ("a.ts", "client.messages.create({ to, body: `Larch Cafe: ${a.b.c()}, " + LINK + "`, to })"),
    "java text block": ("A.java", f'class A {{ void f() {{ Message.creator(a, b, """\n  Larch: see\n   {LINK}\n  """); }} }}'),
    "go raw": ("a.go", f"package a\nfunc f() {{ p.SetBody(`Larch Cafe: see\n{LINK}`) // twilio\n}}"),
    "c# raw": ("a.cs", f'class A {{ void F() {{ MessageResource.Create(body: """\n  Larch Cafe: see {LINK}\n  """); }} }}'),
    "php with a property": ("a.php", f'<?php $c->messages->create($t, ["from" => $f, "body" => "Hi {{$u->name}}: {LINK}"]);'),
    "python, three quotes": ("a.py", f'client.messages.create(to=x, body="""Larch Cafe:\n  see {LINK}""")'),
    "python, beyond ASCII": ("a.py", f'x = "\u4f60\u597d"; client.messages.create(to=x, body="Larch Cafe: see {LINK}")'),
    "android plural": (
        "strings.xml",
        f'<resources><plurals name="sms"><item quantity="one">Larch Cafe: {LINK}</item></plurals></resources>',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), FILES.values(), ids=FILES)
def test_a_fault_is_found_where_it_stands(name: str, content: str) -> None:
    assert ("URL001", LINK) in found(name, content)


SILENT = {
    "keys that are no texts": ("app.json", '{"title": "See https://bit.ly/3abc now", "smsc": "See https://bit.ly/3abc now"}'),
    "settings of a provider": ("app.yml", "sms:\n  provider: twilio\n  enabled: true\n  retries: 3\n"),
    "a print in code": ("a.py", 'print("See https://bit.ly/3abc")  # twilio messages.create body\n'),
    "a topic": ("a.py", 'sns.publish(TopicArn=t, Message="See https://bit.ly/3abc")'),
    "a language model": ("a.py", 'client.messages.create(model="m", messages=[{"role": "user", "content": "See https://bit.ly/3abc"}])'),
    "another messenger": ("a.py", 'client.messages.create(to="whatsapp:+1", body="See https://bit.ly/3abc")'),
    "words of the app": ("sms.json", '{"smsTitle": "See https://bit.ly/3abc now", "sendError": "See https://bit.ly/3abc now"}'),
    "requirements": ("requirements.txt", "requests==2.0  # see https://bit.ly/3abc\n"),
    "another block": ("a.md", "```text\nSee https://bit.ly/3abc\n```\n"),
    "an HTML mail": ("mail/welcome.html.j2", "<p>See https://bit.ly/3abc</p>"),
    "a broken file of others": ("tsconfig.json", '{ // comment\n "a": 1 }'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), SILENT.values(), ids=SILENT)
def test_what_is_no_message_is_left_alone(name: str, content: str) -> None:
    assert messages(name, content) == []
    assert notes(name, content) == []


UNKNOWN = {
    "a call": "client.messages.create(to=x, body=compose(x))",
    "a name that is added to": 'body = "Larch "\nbody += x\nclient.messages.create(to=x, body=body)',
    "an argument of another name's": 'body = "Larch: hi"\ndef f(body):\n    client.messages.create(to=x, body=body)',
    "an argument": "def f(body):\n    client.messages.create(to=x, body=body)",
    "itself": "body = body\nclient.messages.create(to=x, body=body)",
}


@pytest.mark.parametrize("code", UNKNOWN.values(), ids=UNKNOWN)
def test_a_text_that_is_not_known_is_a_note(code: str) -> None:
    assert messages("a.py", code) == []
    assert [
        note.endswith("the text given to messages.create is not known before the program runs")
        for note in notes("a.py", code)
    ] == [True]


def test_both_texts_of_a_choice_are_messages() -> None:
    code = 'client.messages.create(to=x, body="Larch: early" if x else "Larch: " + name + ", late")'
    assert [one.text for one in messages("a.py", code)] == ["Larch: early", "Larch: {name}, late"]


def test_each_wording_of_a_plural_is_a_message() -> None:
    text = (
        "{n, plural, =0 {No table} one {One table for {who}} other {# tables}} at {g, select, a {noon} other {nine}}."
    )
    found = messages("app_en.arb", json.dumps({"smsTables": text}))
    assert [one.text for one in found] == ["No table at noon.", "One table for {who} at nine.", "{n} tables at nine."]
    assert found[0].key == "smsTables{=0/a}"


def test_each_wording_of_plurals_in_choices_is_a_message() -> None:
    inner = "{{n, plural, one {One %s} other {# %ss}}}"
    outer = " ".join(f"{name} {inner % (name, name)}" for name in ("cat", "dog", "other"))
    text = f"{{g, select, {outer}}} at {{d, select, a {{1}} b {{2}}}}"
    found = [one.text for one in messages("app_en.arb", json.dumps({"sms": text}))]
    assert [one.removesuffix(" at 2") for one in found[1:]] == ["{n} cats", "One dog", "{n} dogs", "One other", "{n} others"]
    assert found[0] == "One cat at 1"


def test_of_a_hundred_wordings_some_of_each_choice_are_messages() -> None:
    inner = "{n, plural, " + " ".join(f"={n} {{now {n}}}" for n in range(10)) + "}"
    text = "{g, select, " + " ".join(f"g{n} {{Larch {n}, {inner}}}" for n in range(10)) + "}"
    found = [one.text.split(",")[0] for one in messages("app_en.arb", json.dumps({"sms": text}))]
    assert (len(found), len(set(found))) == (24, 10)


def test_comments_of_templates_are_no_text() -> None:
    assert [one.text for one in messages("sms/a.liquid", "{% comment %}x{% endcomment %}\nHi {{ name }}\n")] == [
        "Hi {{ name }}"
    ]


def test_messages_of_a_chat_are_no_texts() -> None:
    assert messages("room.rb", '@room.messages.create(body: "See https://bit.ly/3abc", user: me)') == []
    assert len(messages("room.rb", 'require "twilio-ruby"\n@c.messages.create(body: "See https://bit.ly/3abc")')) == 1


def test_answers_in_twiml_are_messages() -> None:
    code = 'const twiml = new Twilio.twiml.MessagingResponse();\ntwiml.message("Larch: thanks!");'
    assert [one.text for one in messages("a.js", code)] == ["Larch: thanks!"]


def test_a_quote_that_goes_astray_costs_its_row_and_no_other() -> None:
    rows = ['sms,id', '"Larch: never closed,1', 'Larch: fine,2', '"Larch: closed" too early,3', '"Larch, all ""right""",4']
    content = "\n".join(rows) + "\n"
    assert [one.text for one in messages("a.csv", content)] == ["Larch: fine", 'Larch, all "right"']
    assert notes("a.csv", content) == [
        "a.csv:2:1: a quote that begins here is not closed; close it, or leave it out",
        "a.csv:4:1: text stands behind a closing quote; write a quote inside of quotes twice",
    ]


def test_quoted_keys_of_toml_are_read_as_they_are_meant() -> None:
    content = '[sms]\n"a.b" = "Larch: a day"\n"\\u0041 \\"q\\"" = "Larch: two"\n\'c d\'.e = "Larch: three"\n'
    assert [one.key for one in messages("a.toml", content)] == ["sms.a.b", 'sms.A "q"', "sms.c d.e"]


def test_every_column_of_a_name_is_read() -> None:
    assert [one.text for one in messages("sms.csv", "text,text,id\nLarch: hi,Larch: bye,1\n")] == ["Larch: hi", "Larch: bye"]


@pytest.mark.parametrize("form", ["&a {}", "!!str {}", "&a !!str '{}'", "&a >-\n  {}"])
def test_an_anchor_is_no_part_of_a_text(form: str) -> None:
    assert [one.text for one in messages("a.yml", f"sms: {form.format('Larch, see you')}\n")] == ["Larch, see you"]


@pytest.mark.parametrize("sign", ["\u0085", "\u2028", "\u2029"])
@pytest.mark.parametrize("form", ["{}", "'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
def test_a_text_of_yaml_is_what_yaml_takes_it_for(form: str, sign: str) -> None:
    content = f"sms: {form.format(f'Larch, see{sign}  you there')}\n"
    (message,) = messages("a.yml", content)
    assert message.text == yaml.safe_load(content)["sms"]


QUOTED = {
    "a quote": "> ```sms\n> Larch: a\n>\n>   b {}\n> ```\n",
    "a quote in a list": "- x\n\n  > ~~~ sms\n  > Larch: a\n  >\n  >   b {}\n",
    "signs that belong to it": "```sms\nLarch: a\n\n  b {}\n```\n",
}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("content", QUOTED.values(), ids=QUOTED)
def test_signs_around_a_block_are_none_of_its_text(content: str, end: str) -> None:
    (message,) = messages("a.md", content.replace("\n", end).format("> c"))
    assert message.text == "Larch: a\n\n  b > c"
    start = message.text.index("b >")
    first, last = message.places.span(start, len(message.text))
    assert message.places.source.text[first:last] == "b > c"


@pytest.mark.parametrize("fence", ["```SMS", "~~~ sms", "```   sms", "~~~~Mms", "````sms brand=Larch"])
def test_every_way_to_mark_a_block_is_seen(fence: str) -> None:
    assert [one.text for one in messages("a.md", f"{fence}\nLarch: hi\n")] == ["Larch: hi"]


@pytest.mark.parametrize(
    ("words", "says"),
    [("sent_at=yesterday", "2026-03-01T09:30-05:00"), ("foo=1", "unknown context field"), ("use_case=otpp", "did you mean")],
)
def test_what_a_fence_cannot_say_is_told_where_it_stands(words: str, says: str) -> None:
    (note,) = notes("a.md", f"# A\n\n```sms {words}\nLarch: hi\n```\n")
    assert note.startswith("a.md:3:1: ")
    assert says in note
    assert note.endswith("; mend the words behind `sms`")


PO_ENTRIES = {
    "behind an obsolete one": ('#~ msgid "old"\n#~ msgstr "older"\n\nmsgid "sms.b"\nmsgstr "Larch: see you"\n', ["sms.b"]),
    "a comment of an obsolete one": ('#: a/sms.py\n#~ msgid "old"\n\nmsgid "b"\nmsgstr "Larch: see you"\n', []),
    "a text for an identifier": ('msgid ""\nmsgstr "x"\n\n#: a/sms.py\nmsgid "Larch: see you"\nmsgstr ""\n', ["sms.1"]),
    "a text that says what it is": ('msgid "Larch: an SMS"\nmsgstr "Larch: un SMS"\n', ["sms.1"]),
    "a text that ends in a usual key": ('#: a/sms.py\nmsgid "Larch: a table in your name"\nmsgstr ""\n', ["sms.1"]),
    "forms": ('msgid "sms.n"\nmsgid_plural "ns"\nmsgstr[0] "Larch: a day"\nmsgstr[1] "Larch: days"\n', ["sms.n.0", "sms.n.1"]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "keys"), PO_ENTRIES.values(), ids=PO_ENTRIES)
def test_an_entry_of_gettext_goes_by_its_key_or_its_number(content: str, keys: list[str]) -> None:
    assert [one.key for one in messages("a.po", content)] == keys
