"""The language server on files with messages: marks as one types, explanations, quick fixes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.project.test_sample import SAMPLE, planted
from tests.serve.editor import Editor

pytestmark = pytest.mark.asyncio(loop_scope="module")

CONFIGURATION = """\
[context]
brand = "Larch"
brand_domains = ["larch.example"]
use_case = "transactional"
country = "US"
first_message = false
messages_since_opt_out = 0
"""
FINE = "Larch: your table is ready. Reply STOP to opt out."
GIFT = "Larch 🎉: your order waits at https://bit.ly/3abcd. Reply STOP to opt out."
SMART = "Larch: it’s ready. Reply STOP to opt out."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A team's repository."""
    (tmp_path / "smslint.toml").write_text(CONFIGURATION)
    return tmp_path


SERIOUS = (types.DiagnosticSeverity.Error, types.DiagnosticSeverity.Warning)


def codes(marks: list[types.Diagnostic]) -> list[str]:
    """The rules of errors and warnings."""
    return [str(mark.code) for mark in marks if mark.severity in SERIOUS]


async def test_a_fault_is_marked_while_one_types(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    assert codes(await editor.open(FINE)) == []
    marks = await editor.type(GIFT)
    (mark,) = [one for one in marks if one.code == "URL001"]
    assert editor.words(mark) == "https://bit.ly/3abcd"
    assert (mark.severity, mark.source) == (types.DiagnosticSeverity.Error, "smslint")
    assert mark.code_description is not None
    assert mark.code_description.href.startswith("https://")
    assert codes(await editor.type(FINE)) == []


async def test_the_first_document_shows_that_rules_are_prepared(client: LanguageClient, folder: Path) -> None:
    await Editor(client, folder / "welcome.txt").open(FINE)
    (reports,) = client.progress_reports.values()
    assert [type(one) for one in reports] == [types.WorkDoneProgressBegin, types.WorkDoneProgressEnd]


async def test_only_the_last_of_many_keystrokes_counts(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    await editor.open(FINE)
    for length in range(20, len(GIFT)):
        editor.send(GIFT[:length])
    assert "URL001" in codes(await editor.type(GIFT))


async def test_messages_in_data_are_marked_at_their_place_in_the_file(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "sms.json")
    text = '{\n  "sms": {"welcome": "Larch \\ud83c\\udf89 \\"hi\\" at https://bit.ly/3abcd. Reply STOP to opt out."}\n}\n'
    marks = await editor.open(text, "json")
    (mark,) = [one for one in marks if one.code == "URL001"]
    assert editor.words(mark) == "https://bit.ly/3abcd"
    assert mark.range.start.line == 1


async def test_a_hover_explains_the_rule_and_counts_segments(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    await editor.open(GIFT)
    said = await editor.hover(0, GIFT.index("bit.ly") + 1)
    assert said is not None
    assert said.startswith("# URL001 url-shortener")
    assert "**Why.**" in said
    assert "2 segments (UCS-2" in said
    elsewhere = await editor.hover(0, 1)
    assert elsewhere is not None
    assert "URL001" not in elsewhere
    assert "2 segments (UCS-2" in elsewhere


async def test_a_hover_gives_the_range_of_a_template(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    await editor.open("Larch: hi {first_name}, " + "your table is ready. " * 5 + "Reply STOP to opt out.")
    said = await editor.hover(0, 60)
    assert said is not None
    assert "1 to 2 segments" in said


async def test_a_safe_fix_is_offered_and_mends(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    marks = await editor.open(SMART)
    (mark,) = [one for one in marks if editor.words(one) == "’"]
    (action,) = await editor.actions(mark, "quickfix")
    assert action.is_preferred
    mended = editor.applied(action)
    assert mended == SMART.replace("’", "'")
    assert mark.code not in [one.code for one in await editor.type(mended)]


async def test_an_edit_is_spelled_as_the_file_needs_it(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "sms.json")
    marks = await editor.open('{"sms": {"ready": "Larch: \\u201cit is ready\\u201d. Reply STOP to opt out."}}', "json")
    (mark,) = [one for one in marks if "\\u201c" in editor.words(one)][:1]
    (action,) = await editor.actions(mark, "quickfix")
    assert '\\"it is ready' in editor.applied(action)


async def test_a_fix_that_changes_wording_says_so(client: LanguageClient, folder: Path) -> None:
    (folder / "smslint.toml").write_text(CONFIGURATION.replace("messages_since_opt_out = 0", "").replace("= false", "= true"))
    editor = Editor(client, folder / "welcome.txt")
    marks = await editor.open("Larch: your table is ready.")
    (mark,) = [one for one in marks if one.code == "OPT001"]
    assert editor.words(mark) == editor.text
    (action,) = [one for one in await editor.actions(mark) if one.kind == types.CodeActionKind.QuickFix and "OPT001" in one.title]
    assert action.title.endswith("(changes wording)")
    assert not action.is_preferred
    assert codes(await editor.type(editor.applied(action))) == []


async def test_all_safe_edits_are_made_at_once(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    marks = await editor.open("Larch: it’s ready – see “us”. Reply STOP to opt out.")
    (action,) = await editor.actions(marks[0], "source.fixAll")
    assert editor.applied(action).isascii()


async def test_a_faulty_configuration_is_told_in_the_message(client: LanguageClient, folder: Path) -> None:
    (folder / "smslint.toml").write_text('[context]\nbrnd = "Larch"\n')
    editor = Editor(client, folder / "welcome.txt")
    (mark,) = await editor.open(FINE)
    assert "not judged" in mark.message
    assert "smslint.toml:2:1" in mark.message


async def test_a_configuration_is_checked_while_one_types(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "smslint.toml")
    assert await editor.open(language="toml") == []
    (mark,) = await editor.type(CONFIGURATION.replace("use_case =", "use_cas ="))
    assert editor.words(mark) == 'use_cas = "transactional"'
    assert "did you mean 'use_case'" in mark.message
    (mark,) = await editor.type("[context\n")
    assert "not valid TOML" in mark.message


async def test_a_project_file_without_our_table_is_left_alone(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "pyproject.toml")
    assert await editor.open("[project]\nname = 'larch'\nsms = 1\n", "toml") == []
    (mark,) = await editor.type("[project]\nname = 'larch'\n\n[tool.smslint]\nignor = ['URL']\n")
    assert mark.range.start.line == 4


async def test_a_changed_configuration_is_heeded(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    text = f"{FINE} www.larch.example/menu"
    before = await editor.open(text)
    (folder / "smslint.toml").write_text(f'{CONFIGURATION}\n[[files]]\npaths = ["*.txt"]\nignore = ["URL", "IDN"]\n')
    change = types.FileEvent(uri=(folder / "smslint.toml").as_uri(), type=types.FileChangeType.Changed)
    client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes=[change]))
    after = await editor.marked()
    assert len(after) < len(before)


HOSTILE = ("", "\u2028x\u0085y\x0cz", "\x00", "\ufeffLarch", "a\rb\r\nc\n", "\x1b]0;x\x07 \u202e" * 50, "{{" * 5000)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_answered(client: LanguageClient, folder: Path, text: str) -> None:
    editor = Editor(client, folder / "welcome.txt")
    for mark in await editor.open(text):
        assert mark.message.isprintable()
        assert "internal error" not in mark.message
    await editor.hover(0, 0)
    assert (await editor.type(FINE)) is not None


async def test_what_only_looks_like_a_line_break_does_not_move_the_marks(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "sms.json")
    marks = await editor.open(f'{{"sms": {{"a": "one\u2028two\u0085three",\n"welcome": "{GIFT}"}}}}', "json")
    (mark,) = [one for one in marks if one.code == "URL001"]
    assert editor.words(mark) == "https://bit.ly/3abcd"


async def test_a_closed_document_has_no_marks(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    await editor.open(GIFT)
    document = types.TextDocumentIdentifier(uri=editor.uri)
    client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=document))
    assert list((await editor.told(None)).diagnostics) == []
    assert await editor.hover(0, 1) is None


async def test_the_sample_repository_has_the_same_faults_as_on_the_command_line(client: LanguageClient) -> None:
    found = []
    for path in sorted(one for one in SAMPLE.rglob("*") if one.is_file()):
        editor = Editor(client, path)
        for mark in await editor.open():
            if mark.code != "note":
                before = editor.text[: editor.offset(mark.range.start)]
                place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
                found.append((path.relative_to(SAMPLE).as_posix(), *place, str(mark.code)))
    assert sorted(found) == sorted(fault[:4] for fault in planted())


async def test_an_address_with_a_zero_in_it_is_a_document_as_others_are(client: LanguageClient, folder: Path) -> None:
    editor = Editor(client, folder / "welcome.txt")
    editor.uri = editor.uri.replace("welcome", "wel%00come")
    assert "URL001" in codes(await editor.open(GIFT))
    assert "not-judged" not in codes(await editor.type(FINE))
