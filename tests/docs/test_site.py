"""The site: plain HTML that needs nothing from elsewhere and shows whatever a rule file holds as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from smslint.__main__ import main
from smslint.campaign.pages import campaign_rules
from smslint.docs.pages import pages
from smslint.docs.site import site, write_site
from smslint.errors import SmslintError
from smslint.rulebook.shipped import shipped_book
from tests.rulebook.words import load, rule

VOID = {"meta", "link", "br"}


class Elements(HTMLParser):
    """Checks that elements are closed in order, and remembers what the page points at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: set[str] = set()
        self.points: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attrs:
            if name in ("href", "src"):
                self.points.append(value or "")
            if name == "id":
                self.ids.add(value or "")
            assert not name.startswith("on")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_page_is_whole_and_every_link_leads_somewhere() -> None:
    made = site(pages(shipped_book()))
    read = {name: Elements(text) for name, text in made.items() if name.endswith(".html")}
    for name, page in read.items():
        assert not page.names & {"script", "img", "iframe", "form", "object"}
        for point in page.points:
            if not point.startswith(("https://", "http://")):
                file, _, anchor = point.partition("#")
                assert (file or name) in made, (name, point)
                assert not anchor or anchor in read[file or name].ids, (name, point)


def test_pages_fit_a_phone_a_night_and_need_nobody_else() -> None:
    made = site(pages(shipped_book()))
    assert 'content="width=device-width, initial-scale=1"' in made["OPT001.html"]
    assert "default-src 'none'" in made["OPT001.html"]
    assert "color-scheme: light dark" in made["style.css"]
    assert not re.search(r"url\(|@import|https?:", made["style.css"])


def test_what_a_rule_file_holds_is_text(tmp_path: Path) -> None:
    changes = [
        ("Liquor is sold here.", "'<script>alert(1)</script> & \"quoted\"'"),
        ('"Cheap liquor tonight"', '"Cheap liquor </pre><script>\\x1b"'),
    ]
    text = site(pages(load(tmp_path, rule=rule(*changes))))["CNT099.html"]
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quoted&quot;" in text
    assert "<pre class='bad'>Cheap liquor &lt;/pre&gt;&lt;script&gt;\\x1b</pre>" in text


def test_only_our_own_pages_are_removed(tmp_path: Path) -> None:
    for name in ("OPT999.html", "mine.html", "OPT999.md"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    write_site(str(tmp_path), {"index.html": "y"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["OPT999.md", "index.html", "mine.html"]


@pytest.mark.parametrize("name", ["index.html", "style.css"])
def test_somebody_elses_site_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("<title>Larch Cafe</title>", encoding="utf-8")
    (tmp_path / "OPT999.html").write_text("x", encoding="utf-8")
    with pytest.raises(SmslintError, match=f"{name}: not made by smslint and would be replaced; name another folder"):
        write_site(str(tmp_path), {"index.html": "y", "style.css": "z"})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["OPT999.html", name])
    assert (tmp_path / name).read_text("utf-8") == "<title>Larch Cafe</title>"


def test_a_site_of_ours_is_replaced(tmp_path: Path) -> None:
    made = site([])
    write_site(str(tmp_path), made)
    write_site(str(tmp_path), {**made, "style.css": "new"})
    assert (tmp_path / "style.css").read_text("utf-8") == "new"


def test_the_command_writes_compares_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--site", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / "index.html").is_file()
    assert main(["docs", "--check"]) == 0
    assert main(["docs", "--check", "--site", "x"]) == 2
    assert main(["docs", "--rules", str(tmp_path / "absent")]) == 2
    (tmp_path / "_rules").mkdir()
    assert main(["docs", "--rules", str(tmp_path / "_rules")]) == 2
    assert "make a site with --site FOLDER" in capsys.readouterr().err


def test_own_rules_cite_the_shipped_sources(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = rule(("larch-book", "plivo-number-types"), ("lists: [promo/shout]", "lists: [promo/sale]"))
    (own / "CNT099-larch-liquor.yaml").write_text(text, encoding="utf-8")
    assert main(["docs", "--rules", str(own), "--site", str(tmp_path / "site")]) == 0
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["CNT099.html", "index.html", "style.css"]
    page = (tmp_path / "site" / "CNT099.html").read_text("utf-8")
    assert shipped_book().sources["plivo-number-types"].title.replace("'", "&#x27;") in page
    (own / "CNT099-larch-liquor.yaml").write_text(text.replace("plivo-number-types", "nobody"), encoding="utf-8")
    capsys.readouterr()
    assert main(["docs", "--rules", str(own), "--site", str(tmp_path / "site")]) == 2
    assert "nobody" in capsys.readouterr().err


def test_a_page_leaves_open_what_only_a_text_can_fill_in() -> None:
    made = site(pages(shipped_book()))
    assert not [name for name, text in made.items() if re.search(r"\{(?:element|said|term)\}", text)]
    assert "require: terms or privacy." in made["DIS014.html"]
    assert "<a href='DIS025.html'>DIS025</a>" in made["DIS014.html"]


def test_the_index_tells_of_rules_that_no_text_breaks() -> None:
    index = site(pages(shipped_book()), campaign_rules())["index.html"]
    Elements(index)
    assert "USE008 too-few-samples" in index
    assert "smslint campaign plan" in index
