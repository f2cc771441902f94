"""The Markdown of the rules: current, complete, and unmoved by what a rule file holds."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from smslint.docs.markdown import page_text
from smslint.docs.pages import FAMILY_TITLES, pages
from smslint.docs.write import END, documents, stale, write
from smslint.errors import SmslintError
from smslint.model import FAMILIES
from tests.rulebook.words import load, rule
from tests.words import ROOT

HOME = ROOT / "rules"
PAGE = """\
# CNT099 larch-liquor
<!-- Made by `smslint docs` from the rule file; change that one. -->

Liquor is sold here.

- **Category**: alcohol
- **Severity**: error
- **Confidence**: high
- **T-Mobile tier**: 3, $500 a violation if the carrier rules it one
- **Status**: stable
- **Since**: 0.1
- **Provider codes**: twilio:30007
- **Tags**: shaft
- for countries: US, CA, NO
- for kinds: message, sample
- warning when age_gate is date_of_birth
- speaks when (first_message or use_case is marketing or mixed)

**Why.** Carriers ask for an age gate before they let liquor through.

**Example**

    Cheap liquor tonight
"""


def test_every_page_of_the_shipped_rules_is_current() -> None:
    assert stale(str(HOME), documents(str(HOME))) == [], "run `smslint docs` and commit what it writes"


def test_the_page_of_a_rule(tmp_path: Path) -> None:
    text = page_text(pages(load(tmp_path))[0])
    assert text.startswith(PAGE)
    assert "\n**Instead.** Ask for the date of birth first.\n\n    No free liquor here\n" in text
    assert "- [The Larch Book](<https://larch.example/book>) (Larch, 5.1, carrier rule, seen 2026-11-22)\n" in text
    assert text.endswith("**Innocent uses**\n\n- A menu: names of dishes cooked with wine.\n")


def test_what_a_rule_file_holds_is_shown_and_never_obeyed(tmp_path: Path) -> None:
    changes = [
        ("Liquor is sold here.", "'Liquor <img src=x onerror=alert(1)> [x](javascript:x) `is` | *sold*.'"),
        ('"Cheap liquor tonight"', '"Cheap liquor ```\\n</pre>\\n\\x1b[2J"'),
    ]
    text = page_text(pages(load(tmp_path, rule=rule(*changes)))[0])
    assert r"Liquor \<img src=x onerror=alert(1)\> \[x\](javascript:x) \`is\` \| \*sold\*." in text
    assert "\n    Cheap liquor ```\n    </pre>\n    \\x1b[2J\n" in text


def test_every_family_of_the_contract_has_a_title() -> None:
    assert tuple(FAMILY_TITLES) == FAMILIES


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of one of the rules and of what it needs, without its page: a book that stands alone."""
    for name in ("README.md", "sources.yml", "core/promotion/SPM006-vague-opener.yaml", "lists/style/vague-openers.yaml"):
        (tmp_path / "rules" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HOME / name, tmp_path / "rules" / name)
    return tmp_path / "rules"


def test_the_ten_lines_on_adding_a_rule_lead_to_a_new_page(scratch: Path) -> None:
    head = (scratch / "README.md").read_text("utf-8").partition(END)[0]
    steps = re.findall(r"^\d+\. (.+)$", head, re.MULTILINE)
    source, target = re.findall(r"`cp rules/(\S+) rules/(\S+)`", steps[1])[0]
    assert len(steps) == 10
    write(str(scratch), documents(str(scratch)))
    text = (scratch / source).read_text("utf-8")
    name = Path(target).stem.split("-", 1)
    text = re.sub(r"^id: \S+", f"id: {name[0]}", text, flags=re.MULTILINE)
    (scratch / target).write_text(re.sub(r"^name: \S+", f"name: {name[1]}", text, flags=re.MULTILINE), "utf-8")
    made = documents(str(scratch))
    assert stale(str(scratch), made) == ["README.md", f"docs/{name[0]}.md"]
    assert write(str(scratch), made) == ["README.md", f"docs/{name[0]}.md"]
    (scratch / target).unlink()
    assert write(str(scratch), documents(str(scratch))) == ["README.md", f"docs/{name[0]}.md"]
    assert not (scratch / "docs" / f"{name[0]}.md").exists()


def test_what_people_wrote_above_the_index_stays_and_its_mark_is_needed(scratch: Path) -> None:
    readme = scratch / "README.md"
    readme.write_text(f"# My rules\n\n{END}\nold index\n", encoding="utf-8")
    write(str(scratch), documents(str(scratch)))
    assert readme.read_text("utf-8").startswith(f"# My rules\n\n{END}\n\n## The ")
    readme.write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(SmslintError, match="put it where the index begins"):
        documents(str(scratch))


def test_a_readme_in_another_encoding_is_named_and_left_alone(scratch: Path) -> None:
    readme = scratch / "README.md"
    readme.write_bytes(f"# Règles\n\n{END}\n".encode("latin-1"))
    with pytest.raises(SmslintError, match=r"README.md: not UTF-8; save it as UTF-8"):
        documents(str(scratch))
    assert readme.read_bytes().startswith("# Règles".encode("latin-1"))


def test_a_page_in_another_encoding_is_written_anew(scratch: Path) -> None:
    made = documents(str(scratch))
    write(str(scratch), made)
    page = next(name for name in made if name.startswith("docs/"))
    (scratch / page).write_bytes(b"caf\xe9")
    assert write(str(scratch), made) == [page]


def test_a_file_that_cannot_be_written_whole_stays_as_it_was(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write(str(scratch), documents(str(scratch)))
    before = (scratch / "README.md").read_bytes()
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(str(scratch), {"README.md": "other"})
    assert (scratch / "README.md").read_bytes() == before
