"""Suppressions: with a reason, until a day, never of locked rules; those that do nothing are named."""

from __future__ import annotations

from datetime import date

import pytest

from smslint.project.suppress import parse_directive
from tests.project.words import checked, found

PAY = "Larch Cafe: pay at https://bit.ly/3abc"


def rules(content: str, name: str = "sms.yml") -> list[str]:
    """The rules of all findings of a file."""
    return [rule for rule, _ in found(name, content) if rule != "URL004"]


def yml(comment: str, text: str = PAY) -> str:
    """A YAML file with a text and a comment above it."""
    return f'sms:\n  # {comment}\n  pay: "{text}"\n'


SAYS = {
    "a reason": ("smslint: ignore URL001 -- our till", []),
    "a colon for dashes": ("smslint: ignore URL001: our till", []),
    "brackets": ("smslint: ignore[URL001] -- our till", []),
    "the rule's name": ("smslint: ignore url-shortener -- our till", []),
    "a category": ("smslint: ignore url_shortener -- our till", []),
    "a family": ("smslint: ignore URL -- our till", []),
    "a day to come": ("smslint: ignore URL001 until 2026-11-26 -- our till", []),
    "no reason": ("smslint: ignore URL001", ["TMP025", "URL001"]),
    "an empty reason": ("smslint: ignore URL001 --", ["TMP025", "URL001"]),
    "a day gone by": ("smslint: ignore URL001 until 2026-11-25 -- our till", ["TMP024", "URL001"]),
    "no day at all": ("smslint: ignore URL001 until 2026-13-45 -- our till", ["TMP024", "URL001"]),
    "a word for a day": ("smslint: ignore URL001 until someday -- our till", ["TMP024", "URL001"]),
    "a misspelt until, a day gone by": ("smslint: ignore URL001 untill 2026-11-25 -- our till", ["TMP022", "TMP024", "URL001"]),
    "a misspelt until, a day to come": ("smslint: ignore URL001 untill 2026-11-26 -- our till", ["TMP022"]),
    "a rule that is none": ("smslint: ignore URL0O1 -- our till", ["TMP022", "URL001"]),
    "no rule": ("smslint: ignore -- our till", ["TMP022", "URL001"]),
    "nothing to suppress": ("smslint: ignore SPM002 -- our till", ["TMP023", "URL001"]),
    "something else": ("smslint: ignores nothing", ["URL001"]),
    "another linter's word": ("smslint: disable URL001 -- our till", ["TMP022", "URL001"]),
    "another linter's word for a line": ("smslint: disable-next-line URL001", ["TMP022", "URL001"]),
    "another linter's word, with brackets": ("smslint: noqa[URL001]", ["TMP022", "URL001"]),
    "another linter's word alone": ("smslint: noqa", ["TMP022", "URL001"]),
    "a line, in another linter's way": ("smslint: ignore-line URL001 -- our till", ["TMP022"]),
    "no colon": ("smslint ignore URL001 -- our till", ["TMP022", "URL001"]),
    "a dash for the colon": ("smslint-disable URL001", ["TMP022", "URL001"]),
    "prose about it": ("smslint: on every push, enable it in CI; smslint ignore files are none", ["URL001"]),
}


@pytest.mark.parametrize(("comment", "expected"), SAYS.values(), ids=SAYS)
def test_what_a_suppression_says_decides(comment: str, expected: list[str]) -> None:
    assert sorted(rules(yml(comment))) == expected


def test_locked_rules_cannot_be_suppressed() -> None:
    text = "Larch Bank: reply with your password and PIN to keep your account"
    assert {"PHS001", "TMP026"} <= set(rules(yml("smslint: ignore PHS001 -- we mean well", text)))


def test_a_suppression_covers_its_message_and_no_other() -> None:
    content = f'sms:\n  a: "{PAY}/1" # smslint: ignore URL001 -- our till\n  b: "{PAY}/2"\n'
    assert [place for rule, place in found("sms.yml", content) if rule == "URL001"] == ["https://bit.ly/3abc/2"]


def test_a_suppression_of_a_file_covers_all_of_it() -> None:
    assert rules(f'# smslint: ignore-file URL001 -- our till\nsms:\n  a: "{PAY}"\n  b: "{PAY}"\n') == []


def test_a_comment_inside_a_text_is_text() -> None:
    assert rules('sms:\n  a: "Larch Cafe: # smslint: ignore URL001 -- no; https://bit.ly/3abc"\n') == ["URL001"]


COMMENTS = {
    "python": ("a.py", f'# smslint: ignore URL001 -- till\nclient.messages.create(\n    to=x, body="{PAY}",\n)\n'),
    "python, behind": ("a.py", f'client.messages.create(to=x, body="{PAY}")  # smslint: ignore URL001 -- till\n'),
    "javascript": ("a.js", f'/* smslint: ignore URL001 -- till */\nclient.messages.create({{to, body: "{PAY}"}});\n'),
    "json": ("sms.json", f'{{"a": "{PAY}", "a@smslint": "ignore URL001 -- till"}}'),
    "json, of an object": ("sms.json", f'{{"smslint": "ignore URL001 -- till", "a": "{PAY}"}}'),
    "csv": ("sms.csv", f'body,smslint\n"{PAY}",ignore URL001 -- till\n'),
    "handlebars": ("sms.hbs", f"{{{{!-- smslint: ignore URL001 -- till --}}}}\n{PAY}\n"),
    "jinja": ("sms.j2", f"{PAY}{{# smslint: ignore URL001 -- till #}}\n"),
    "erb": ("sms.erb", f"<%# smslint: ignore URL001 -- till %>\n{PAY}\n"),
    "go template": ("sms.gotmpl", f"{{{{/* smslint: ignore URL001 -- till */}}}}\n{PAY}\n"),
    "markdown": ("a.md", f"<!-- smslint: ignore URL001 -- till -->\n```sms\n{PAY}\n```\n"),
    "toml": ("sms.toml", f'# smslint: ignore URL001 -- till\na = "{PAY}"\n'),
    "properties": ("sms.properties", f"# smslint: ignore URL001 -- till\na = {PAY}\n"),
    "properties, the other sign": ("sms.properties", f"! smslint: ignore URL001 -- till\na = {PAY}\n"),
    "yaml, behind the sign of a block": ("sms.yml", f"b: Larch Cafe\na: >- # smslint: ignore URL001 -- till\n  {PAY}\n"),
    "jsonl": ("a.jsonl", f'{{"text": "{PAY}", "smslint": "ignore URL001 -- till"}}\n'),
    "yaml, behind": ("sms.yml", f'a: "{PAY}" # smslint: ignore URL001 -- till\n'),
    "arb": ("sms.arb", f'{{"a": "{PAY}", "a@smslint": "ignore URL001 -- till"}}'),
    "strings.xml": (
        "strings.xml", f'<resources>\n<!-- smslint: ignore URL001: till -->\n<string name="sms">{PAY}</string>\n</resources>',
    ),
    "liquid": ("sms.liquid", f"{{% comment %}}smslint: ignore URL001 -- till{{% endcomment %}}\n{PAY}\n"),
    "typescript": ("a.ts", f'client.messages.create({{\n  // smslint: ignore URL001 -- till\n  to, body: "{PAY}" }});\n'),
    "ruby": ("a.rb", f'# smslint: ignore URL001 -- till\nclient.messages.create(to: x, body: "{PAY}")\n'),
    "php": ("a.php", f"<?php\n// smslint: ignore URL001 -- till\n$c->messages->create($to, ['body' => \"{PAY}\", 'to' => 1]);\n"),
    "java": ("A.java", f'class A {{ void f() {{\n// smslint: ignore URL001 -- till\nMessage.creator(a, b, "{PAY}"); }} }}\n'),
    "go": ("a.go", f'package a\nfunc f() {{\n// smslint: ignore URL001 -- till\np.SetBody("{PAY}") // twilio\n}}\n'),
    "c#": (
        "a.cs", f'class A {{ void F() {{\n// smslint: ignore URL001 -- till\nMessageResource.Create(body: "{PAY}"); }}}}\n',
    ),
    "po": ("sms.po", f'#. smslint: ignore URL001 -- till\nmsgid "a b"\nmsgstr "{PAY}"\n'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), COMMENTS.values(), ids=COMMENTS)
def test_every_kind_of_file_has_a_place_for_a_suppression(name: str, content: str) -> None:
    assert rules(content, name) == []
    assert [
        one.reason
        for judged in checked(name, content).messages
        for one in judged.accepted
        if one.finding.rule == "URL001"
    ] == ["till"]


NOWHERE = {
    "a slip": ("sms.json", '{"welcome": "Larch Cafe: hi there", "welcom@smslint": "ignore URL001 -- till"}'),
    "an object without texts": ("sms.json", '{"welcome": "Larch Cafe: hi there", "b": {"smslint": "ignore URL001 -- till"}}'),
    "beside what is no message": ("a.json", '{"sms": "Larch Cafe: hi there", "b": "x y", "b@smslint": "ignore URL001 -- till"}'),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content"), NOWHERE.values(), ids=NOWHERE)
def test_a_suppression_of_no_message_is_unused(name: str, content: str) -> None:
    assert found(name, content) == [("TMP023", "ignore URL001 -- till")]


def test_a_key_of_this_name_that_is_no_suppression_is_left_alone() -> None:
    assert found("package.json", '{"devDependencies": {"x": "1 a", "smslint": "^1.0"}, "smslint": "a b"}') == []


BESIDE = {
    "javascript": ("a.js", f'/* smslint: ignore URL001 {{}} */ twilio.messages.create({{{{to: x, body: "{PAY}"}}}});\n'),
    "jinja": ("sms.j2", f"{{{{# smslint: ignore URL001 {{}} #}}}} {PAY}\n"),
    "handlebars": ("sms.hbs", f"{{{{{{{{!-- smslint: ignore URL001 {{}} --}}}}}}}} {PAY}\n"),
    "liquid": ("sms.liquid", f"{{{{% comment %}}}} smslint: ignore URL001 {{}} {{{{% endcomment %}}}} {PAY}\n"),
    "erb": ("sms.erb", f"<%# smslint: ignore URL001 {{}} %> {PAY}\n"),
    "xml": ("strings.xml", f'<resources><!-- smslint: ignore URL001 {{}} --><string name="sms">{PAY}</string></resources>'),
}


@pytest.mark.parametrize(("name", "content"), BESIDE.values(), ids=BESIDE)
def test_a_text_behind_a_comment_is_no_reason(name: str, content: str) -> None:
    (judged,) = checked(name, content.format(": till")).messages
    assert [one.reason for one in judged.accepted if one.finding.rule == "URL001"] == ["till"]
    assert sorted(rules(content.format(""), name)) == ["TMP025", "URL001"]


def test_the_end_of_a_comment_is_no_part_of_what_it_says() -> None:
    content = f"{{% comment %}}smslint: ignore URL001 {{%- endcomment -%}}\n{PAY}\n"
    assert sorted(rules(content, "sms.liquid")) == ["TMP025", "URL001"]


def test_nothing_is_said_of_suppressions_in_a_file_that_cannot_be_read() -> None:
    file = checked("sms.yml", "# smslint: ignore URL001 -- till\na: [")
    assert (file.remarks, len(file.notes)) == ([], 1)


def test_the_last_day_counts() -> None:
    one = parse_directive("ignore URL001 until 2026-12-31 -- x", 0)
    assert one is not None
    assert not one.has_ended(date(2026, 12, 31))
    assert one.has_ended(date(2027, 1, 1))
