"""The language server on rule files: what the loader would say, while they are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.serve.editor import Editor
from tests.testing.test_packs import RULE, WRONG

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture
def editor(client: LanguageClient, tmp_path: Path) -> Editor:
    """An open rule file of a pack of one's own."""
    (tmp_path / "guest.yaml").write_text(RULE)
    return Editor(client, tmp_path / "guest.yaml")


async def test_a_good_rule_has_no_mark(editor: Editor) -> None:
    assert await editor.open() == []


async def test_the_loader_speaks_while_one_types(editor: Editor) -> None:
    await editor.open()
    (mark,) = await editor.type(RULE.replace("severity: warning", "sevrity: warning"))
    assert editor.words(mark) == "sevrity"
    assert "did you mean 'severity'" in mark.message
    assert (mark.severity, mark.source, mark.code) == (types.DiagnosticSeverity.Error, "smslint", "rule-file")
    assert await editor.type(RULE) == []


async def test_every_fault_is_marked_at_its_place(editor: Editor) -> None:
    marks = await editor.open(RULE.replace("promotion", "promotoin", 1).replace("name: ", 'name: "🎉🎉" # '))
    assert {editor.words(mark) for mark in marks} == {"promotoin", '"🎉🎉"'}


async def test_a_source_that_nobody_named_is_marked(editor: Editor) -> None:
    (mark,) = await editor.open(RULE.replace("plivo-us-best", "plivo-uk-best"))
    assert editor.words(mark) == "plivo-uk-best-practices"


async def test_broken_yaml_is_a_mark(editor: Editor) -> None:
    (mark,) = await editor.open(RULE.replace("samples:", "samples: ["))
    assert mark.severity == types.DiagnosticSeverity.Error


async def test_a_sample_that_fails_is_marked_on_opening(editor: Editor) -> None:
    (mark,) = await editor.open(WRONG)
    assert mark.code == "sample"
    assert mark.range.start.line == 19
    assert "must stay silent" in mark.message


async def test_lists_beside_the_rule_are_known(client: LanguageClient, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "lists" / "larch").mkdir(parents=True)
    (pack / "core").mkdir()
    (pack / "lists" / "larch" / "guests.yaml").write_text("list: larch/guests\nabout: Guests.\nterms: [mystery guest]\n")
    (pack / "core" / "guest.yaml").write_text(RULE.replace("terms: [\"(", "lists: [larch/guests], terms: [\"("))
    editor = Editor(client, pack / "core" / "guest.yaml")
    assert await editor.open() == []
    (mark,) = await editor.type(editor.text.replace("larch/guests", "larch/gests"))
    assert "did you mean 'larch/guests'" in mark.message


async def test_a_rule_explains_itself_as_written(editor: Editor) -> None:
    await editor.open(RULE.replace("Say who you are", "Say your name"))
    said = await editor.hover(0, 5)
    assert said is not None
    assert said.startswith("# SPM042 mystery-guest")
    assert "Say your name" in said


async def test_a_yaml_file_that_is_no_rule_is_left_alone(client: LanguageClient, tmp_path: Path) -> None:
    editor = Editor(client, tmp_path / "compose.yaml")
    assert await editor.open("services:\n  web:\n    image: larch\n") == []
