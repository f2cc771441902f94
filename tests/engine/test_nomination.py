"""Cheap signs decide whether a text is looked at for links and merge fields: they must miss nothing that the look finds."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smslint.engine.hits import Hits
from smslint.linter import Linter
from smslint.model import Context
from smslint.text.links import find_links
from smslint.text.placeholders import find_placeholders
from smslint.text.view import View

LINTER = Linter()
EXAMPLES = 1500 if os.environ.get("SMSLINT_ALL_PAIRS") else 500
"""`make soak` tries three times as many."""
PIECES = [
    *"larch tinyurl com example ly bit www dot DOT d0t http hxxp h**p https ftp . , : ; / // \\ - _ * ~ [ ] ( ) { } <".split(),
    *"> % & # @ $ %2e &#46; &period; :// [.] (,) slash 8080 10 0x7f 192.168.0.1 name %s %@ %d .2f -10s + ! ? pay".split(),
    " ", "  ", "\n",
]  # fmt: skip
DISGUISED = (
    "tinyurl . com/x", "tinyurl. com", "tinyurl,com", "www tinyurl com", "tinyurl%2ecom", "tinyurl&#46;com", "tinyurl&period;com",
    "bit . ly/3abc", "bit%2ely/3abc", "bit&#46;ly/3abc", "larch_dot_com", "larch-dot-com", "larch~dot~com", "larchDOTcom",
    "larchdotcom", "bit<.>ly", "bit[,]ly/x", "bit(,)ly/x", "hxxp//larch-help.example", "http:\\\\larch-help.xyz", "www_larch_com",
)  # fmt: skip
FIELDS = ("hello %@, come", "%-10s is due", "%+d miles", "%.2f to pay", "%-8.2f to pay", "{{name}}", "[First Name]", "*|NAME|*")


def looked_at(text: str) -> Hits:
    return Hits(LINTER._rules.program, View(text, Context()))


@pytest.mark.parametrize("link", DISGUISED)
@pytest.mark.parametrize("text", ["Larch: info at {} today", "{}", "see {}"])
def test_a_disguised_link_is_found_in_plain_letters(link: str, text: str) -> None:
    view = looked_at(text.format(link)).view
    assert repr(view.links) == repr(find_links(view.text)) != "()"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_link_is_looked_for(text: str) -> None:
    assert repr(looked_at(text).view.links) == repr(find_links(text))


@pytest.mark.parametrize("field", FIELDS)
def test_a_merge_field_is_looked_for(field: str) -> None:
    text = f"Larch: {field} at noon"
    assert find_placeholders(text)
    assert looked_at(text).scan.wake.fields


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_merge_field_is_looked_for(text: str) -> None:
    hits = looked_at(text)
    assert not find_placeholders(text) or hits.scan.wake.fields or not hits.view.folded.is_identity


@pytest.mark.parametrize("tag", ["{% endif %}", "<% end %>", "{{/if}}", "{{else}}b{{/if}}", "{{#if x}}"])
def test_a_link_ends_where_a_template_decides(tag: str) -> None:
    text = f"Larch: see https://larch.example/a{tag} today"
    assert [text[link.start : link.end] for link in find_links(text)] == ["https://larch.example/a"]
