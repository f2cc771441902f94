"""Pages and index as Markdown; whatever a rule file holds is shown, never obeyed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smslint.docs.pages import FAMILY_TITLES, Example, Page, by_code, by_family
from smslint.rulebook.explain import visible

MADE = "<!-- Made by `smslint docs` from the rule file; change that one. -->"
_ACTIVE = re.compile(r"([\\`*\[\]<>|#~&]|(?<!\w)_|_(?!\w))")


def plain(text: str) -> str:
    """A text in which nothing is markup."""
    return _ACTIVE.sub(r"\\\1", visible(text))


def page_text(page: Page, made: str = MADE) -> str:
    """The page of one rule; made: a line below its title."""
    blocks = [
        f"# {page.id} {page.name}" + (f"\n{made}" if made else ""),
        plain(page.message),
        "\n".join(f"- **{name}**: {plain(value)}" for name, value in page.facts),
    ]
    if page.conditions:
        blocks[-1] += "\n" + "\n".join(f"- {plain(condition)}" for condition in page.conditions)
    blocks += [
        f"**Why.** {plain(page.why)}",
        "**Example**\n\n" + "\n\n".join(map(_example, page.bad)),
        f"**Instead.** {plain(page.say)}" + _appended(page),
        _example(page.good),
        "**Who says so**\n\n" + "\n".join(f"- {_link(one.title, one.address)} ({plain(one.about)})" for one in page.cited),
        "**Innocent uses**\n\n" + "\n".join(f"- {plain(use)}" for use in page.innocent),
    ]
    return "\n\n".join(blocks) + "\n"


def _appended(page: Page) -> str:
    return "\n" + "".join(f"\n- append, {plain(words)}" for words in page.append) if page.append else ""


def _example(example: Example) -> str:
    """A message as code, each line indented so that no fence can end it; then what was known about it."""
    lines = "\n".join(f"    {visible(line)}" for line in example.text.split("\n"))
    return f"{lines}\n\n*{plain(example.context)}*" if example.context else lines


def _link(title: str, address: str) -> str:
    if not address.startswith(("https://", "http://")) or re.search(r"[\s<>()]", address):
        return plain(title)
    return f"[{plain(title)}](<{address}>)"


def index_text(found: list[Page], head: str, folder: str) -> str:
    """The index: `head`, then the rules by family and by provider code, with links into `folder`."""
    return head.rstrip("\n") + "\n\n" + "\n".join(_index(found, folder)) + "\n"


def _index(found: list[Page], folder: str) -> Iterator[str]:
    yield f"## The {len(found)} rules" if len(found) != 1 else "## The rule"
    for family, chosen in by_family(found).items():
        yield ""
        yield f"### {family}: {FAMILY_TITLES[family]}"
        yield ""
        yield "| rule | finds | category | severity |"
        yield "|---|---|---|---|"
        for page in chosen:
            status = "" if page.status == "stable" else f" ({page.status})"
            link = f"[{page.id}]({folder}/{page.id}.md) {page.name}{status}"
            yield f"| {link} | {plain(page.message)} | {plain(page.category)} | {page.severity} |"
    yield ""
    yield "## By provider code"
    yield ""
    for code, chosen in by_code(found).items():
        yield f"- `{code}`: " + ", ".join(f"[{page.id}]({folder}/{page.id}.md)" for page in chosen)
