"""What the language server says, without a server: units of columns, edits that name a version, a missing extra."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec

from smslint.__main__ import main
from smslint.project.source import Source
from smslint.serve.lsp.answers import Answers
from smslint.serve.lsp.template import template_page
from smslint.serve.lsp.workshop import Workshop
from tests.injection.payloads import OUTPUTS
from tests.injection.readers import acts_in_markdown, acts_on_a_terminal

TEXT = "Larch 🎉é: it waits at https://bit.ly/3abcd"
WORKSHOP = Workshop()


def answers(folder: Path, text: str, encoding: str = "utf-16", versioned: bool = True) -> Answers:
    """What is said of a text file."""
    path = str(folder / "a.txt")
    return Answers(template_page(path, Source(path, text), WORKSHOP), "file:///a.txt", 7, PositionCodec(encoding), versioned)


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 26), ("utf-16", 23), ("utf-32", 22)])
def test_columns_are_in_the_units_of_the_editor(tmp_path: Path, encoding: str, column: int) -> None:
    said = answers(tmp_path, TEXT, encoding)
    (mark,) = [one for one in said.diagnostics() if one.code == "URL001"]
    assert (mark.range.start.character, mark.range.end.character) == (column, column + 20)
    hover = said.hover(types.Position(0, column + 3), True)
    assert hover is not None
    assert "# URL001" in str(hover.contents)


@pytest.mark.parametrize("versioned", [True, False])
def test_edits_name_the_version_where_the_editor_knows_it(tmp_path: Path, versioned: bool) -> None:
    said = answers(tmp_path, "Larch: it’s ready. Reply STOP to opt out.", versioned=versioned)
    mark = next(one for one in said.diagnostics() if one.code == "ENC001")
    document = types.TextDocumentIdentifier("file:///a.txt")
    asked = types.CodeActionParams(document, mark.range, types.CodeActionContext([], only=[types.CodeActionKind.QuickFix]))
    (action,) = said.actions(asked)
    assert action.edit is not None
    if versioned:
        (change,) = action.edit.document_changes or ()
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.version == 7
    else:
        assert list(action.edit.changes or ()) == ["file:///a.txt"]


def test_an_editor_without_markdown_gets_plain_text(tmp_path: Path) -> None:
    hover = answers(tmp_path, TEXT).hover(types.Position(0, 30), False)
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.kind == types.MarkupKind.PlainText
    assert hover.contents.value.startswith("URL001 url-shortener\n")


@pytest.mark.parametrize("payload", OUTPUTS)
def test_nothing_hostile_acts_in_an_editor(tmp_path: Path, payload: str) -> None:
    said = answers(tmp_path, f"{payload} https://bit.ly/3abcd ’")
    marks = said.diagnostics()
    assert [mark.message for mark in marks if acts_on_a_terminal(mark.message)] == []
    for line, character in {(mark.range.start.line, mark.range.start.character) for mark in marks}:
        hover = said.hover(types.Position(line, character), True)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert acts_in_markdown(hover.contents.value) == []


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in [name for name in sys.modules if name.startswith(("pygls", "lsprotocol", "smslint.serve"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "lsprotocol", None)
    assert main(["lsp", "--stdio"]) == 2
    assert capsys.readouterr().err == "smslint: error: smslint lsp needs an optional part: pip install 'smslint[lsp]'\n"
