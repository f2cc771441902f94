"""The officer's page: everything escaped, nothing fetched, and it looks as it should in a real browser."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")
pytest.importorskip("jinja2")
pytest.importorskip("vl_convert")

from smslint.report.campaign.page import page
from tests.campaign.words import LARCH, PINE, Case, at
from tests.words import ROOT

HOSTILE = "<img src=x onerror=alert(1)>\u202e{{7*7}}\x1b[31m\"'"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SECTIONS = [
    "What to do first", "Numbers", "Opt-out rates over time", "Replies", "Fines at risk", "Texts", "Delivery", "All findings",
]  # fmt: skip


class Markup(HTMLParser):
    """Tags, addresses and handlers of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.handlers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "xlink:href", "action", "data", "srcset"):
                self.addresses.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Three numbers over four days, one getting worse, with a hostile campaign and texts."""
    case = Case(tmp_path_factory.mktemp("page"))
    for day in range(4):
        for number in range(120):
            status = {"status": "undelivered", "error_code": "30007"} if number < 9 else {"status": "delivered"}
            case.send(number, at(14 + 24 * day), f"{HOSTILE} vape sale {number % 5}", campaign=HOSTILE, **status)
            case.send(number, at(15 + 24 * day), sender=PINE, campaign="care")
        for number in range(4 * day):
            case.reply(number + 20 * day, at(16 + 24 * day), "STOP")
    return case.study()


@pytest.fixture(scope="module")
def html(study: dict[str, Any]) -> str:
    """The page with the texts of its worst templates."""
    return page(study, [HOSTILE for _ in study["content"]["worst"]])


def test_it_has_its_sections_in_order(html: str) -> None:
    assert re.findall(r"<h2 id=[^>]*>([^<]*)</h2>", html) == SECTIONS


def test_nothing_is_active_and_nothing_is_fetched(html: str) -> None:
    markup = Markup(html)
    assert not {"script", "img", "iframe", "object", "link", "form"} & set(markup.tags)
    assert not markup.handlers
    assert all(address.startswith("#") for address in markup.addresses)
    assert "://" not in re.sub(r'xmlns(:xlink)?="http://www\.w3\.org/[^"]*"', "", html)
    assert not {"\x1b", "\u202e"} & set(html)


def test_the_study_has_the_shape_of_its_schema(study: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((ROOT / "smslint" / "report" / "campaign" / "output.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(json.dumps(study)), schema)


def test_texts_are_shown_only_when_given(study: dict[str, Any], html: str) -> None:
    assert "vape sale" not in page(study)
    assert "onerror" in html
    assert "<img" not in html


def test_status_is_told_in_words(html: str) -> None:
    assert "suspension risk" in html
    assert "10 % suspension risk" in html
    assert "5 % monitored" in html


def test_it_is_the_same_each_time(study: dict[str, Any], html: str) -> None:
    assert page(study, [HOSTILE for _ in study["content"]["worst"]]) == html


def test_a_log_without_replies_says_so(tmp_path: Path) -> None:
    found = Case(tmp_path).send(1, at(9)).study(without=("content", "sequences"))
    assert "No replies were given" in page(found)


def browse(folder: Path, html: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Chromium without a window, a profile or a way out."""
    (folder / "page.html").write_text(html, "utf-8")
    assert CHROMIUM is not None
    base = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"]
    alone = [f"--user-data-dir={folder / 'profile'}", "--proxy-server=127.0.0.1:9", f"--log-net-log={folder / 'net.json'}"]
    return subprocess.run(
        [*base, *alone, *words, (folder / "page.html").as_uri()], capture_output=True, text=True, timeout=120, cwd=folder
    )


needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")


@needs_browser
def test_a_browser_draws_it_without_asking_the_network(tmp_path: Path, html: str) -> None:
    picture = tmp_path / "page.png"
    done = browse(tmp_path, html, f"--screenshot={picture}", "--window-size=1000,1400", "--hide-scrollbars")
    assert done.returncode == 0, done.stderr[-500:]
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    assert (width, height) == (1000, 1400)
    assert picture.stat().st_size > 40_000, "an empty page is small"
    asked = set(re.findall(r'"url":"(https?://[^"]+)"', (tmp_path / "net.json").read_text("utf-8")))
    assert not {address for address in asked if not re.search(r"google(apis)?\.com|gvt1\.com", address)}


@needs_browser
def test_a_browser_reads_it_as_it_was_meant(tmp_path: Path, html: str) -> None:
    done = browse(tmp_path, html, "--dump-dom")
    markup = Markup(done.stdout)
    assert markup.tags.count("section") == len(SECTIONS)
    assert markup.tags.count("svg") == 3
    assert LARCH in done.stdout
    assert not {"script", "img"} & set(markup.tags)
    assert not markup.handlers


@needs_browser
def test_it_prints(tmp_path: Path, html: str) -> None:
    paper = tmp_path / "page.pdf"
    done = browse(tmp_path, html, f"--print-to-pdf={paper}", "--no-pdf-header-footer")
    assert done.returncode == 0, done.stderr[-500:]
    assert paper.read_bytes().startswith(b"%PDF")
