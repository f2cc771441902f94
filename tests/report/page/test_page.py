"""The frame of HTML reports: nothing in it acts, nothing leads outside, and the same content gives the same bytes."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from smslint.report.page import Column, Figure, Fold, Note, Section, Table, Tile, Tiles, charts, render

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ cycler.__init__.__globals__ }} {% raw %}",
    "</title></style><svg onload=alert(1)>",
    "javascript:alert(1)",
    "a\u202eb\x1b[2J",
    "`<script>`alert(1)`</script>",
)


class Parsed(HTMLParser):
    """Every tag with its attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(value: str) -> str:
    """A page that holds the value wherever a value can stand."""
    columns = [Column(value, "code", link="rule-"), Column("m", "message"), Column("s", "share")]
    table = Table(columns, [[value, value, 0.5]], value)
    blocks = [Tiles([Tile(value, value, value)]), table, Note(value), Fold(value, [Note(value)], id=value)]
    blocks.append(charts.bars([(value, 3)], value))
    return render(value, value, [Section(value, value, blocks, value)] * 3, [(value, value)])


@pytest.mark.parametrize("value", HOSTILE)
def test_what_a_value_holds_is_shown_and_never_acts(value: str) -> None:
    parsed = Parsed(page_of(value))
    assert not {tag for tag, _ in parsed.tags} & {"script", "img", "iframe", "object", "embed", "form", "link", "base"}
    for _, attributes in parsed.tags:
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
    assert "\u202e" not in parsed.text
    assert "\x1b" not in parsed.text


def test_a_page_asks_for_nothing_outside_itself() -> None:
    parsed = Parsed(page_of("plain"))
    addresses = [a for _, attributes in parsed.tags for n, a in attributes.items() if n in ("src", "srcset", "action", "data")]
    assert addresses == []
    policy = next(a["content"] for tag, a in parsed.tags if tag == "meta" and a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_the_same_content_gives_the_same_bytes() -> None:
    assert page_of("plain") == page_of("plain")


def test_unknown_is_a_dash_and_not_a_zero() -> None:
    page = render("t", "l", [Section("s", "s", [Table([Column("r", "percent"), Column("u", "money")], [[None, None]])])])
    assert Parsed(page).text.count("\u2013") == 2


def test_a_command_in_a_sentence_is_set_as_one() -> None:
    page = render("t", "l", [Section("s", "s", [Note("See `smslint rule <ID>`, offline.")], "Run `make`.")])
    assert 'See <code class="code">smslint rule &lt;ID&gt;</code>, offline.' in page
    assert 'Run <code class="code">make</code>.' in page


def test_a_line_with_a_gap_does_not_join_over_it() -> None:
    levels = [("monitored", 0.05)]
    drawn = charts.lines({"rate": [("1", 0.01), ("2", None), ("3", 0.02)]}, "Rate by day", "rate", levels, percent=True)
    assert isinstance(drawn, Figure)
    assert "monitored" in drawn.svg


def test_a_cell_of_a_megabyte_is_cut_and_says_so() -> None:
    page = render("t", "l", [Section("s", "s", [Note("x" * 1_000_000)])])
    assert len(page) < 20_000
    assert "998,000 more characters" in page
