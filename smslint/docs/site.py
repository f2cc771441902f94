"""The rules as a small site: plain HTML and one style sheet, without scripts, legible on a phone, by day and by night."""

from __future__ import annotations

import os
import re
from html import escape

from smslint.counts import counted
from smslint.docs.pages import FAMILY_TITLES, Example, Page, by_code, by_family
from smslint.docs.write import OWN_PAGE
from smslint.errors import SmslintError
from smslint.project.atomic import replace_file
from smslint.rulebook.explain import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.campaign.pages import CampaignRule

_BESIDE = "In logs, forms and plans"
_INDEX, _STYLE = "index.html", "style.css"
_TITLE = "The rules of smslint"
_IDENTIFIER = re.compile(r"\b[A-Z]{3}[0-9]{3}\b")

STYLE = """\
:root {
  color-scheme: light dark;
  --ink: light-dark(#1d1f21, #e6e6e3); --quiet: light-dark(#5b6066, #a5aab0); --paper: light-dark(#fdfdfb, #17191b);
  --line: light-dark(#d9dad6, #383c40); --panel: light-dark(#f2f2ee, #212427); --link: light-dark(#0b57a4, #8ab8f0);
  --error: light-dark(#a4161a, #ff9a94); --warning: light-dark(#7a5200, #f0c069); --info: light-dark(#1b5e6b, #85cfdd);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
a { color: var(--link); }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { font-size: 1.15rem; margin-top: 2rem; }
ul.rules { list-style: none; padding: 0; } ul.rules li { border-top: 1px solid var(--line); padding: .45rem 0; }
ul.families { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; }
ul { padding-left: 1.3rem; }
.small { color: var(--quiet); font-size: .9rem; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
pre { background: var(--panel); border-left: 4px solid var(--line); margin: .5rem 0; padding: .6rem .8rem;
  white-space: pre-wrap; }
pre + p.small { margin: -.2rem 0 1rem; }
pre.bad { border-color: var(--error); } pre.good { border-color: var(--info); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; } dt { color: var(--quiet); } dd { margin: 0; }
"""
HEAD = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">
<title>{title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
"""
FOOT = "</body>\n</html>\n"


def site(found: list[Page], beside: Sequence[CampaignRule] = ()) -> dict[str, str]:
    """Every file of the site: name to text. beside: rules that no text breaks, which the index explains."""
    known = frozenset(page.id for page in found)
    made = {f"{page.id}.html": _page(page, known) for page in found}
    return {_INDEX: _index(found, beside), _STYLE: STYLE, **made}


def write_site(folder: str, made: dict[str, str]) -> None:
    """Write the site into a folder; pages of rules that are no more are removed, other files left alone.

    Raises SmslintError where somebody else's site is.
    """
    os.makedirs(folder, exist_ok=True)
    _check_that_it_is_ours(folder)
    for name in os.listdir(folder):
        if OWN_PAGE.match(name) and name.endswith(".html") and name not in made:
            os.unlink(os.path.join(folder, name))
    for name, text in made.items():
        replace_file(os.path.join(folder, name), text.encode())


def _check_that_it_is_ours(folder: str) -> None:
    """A site of ours is known by the title of its index; without an index there is no other site to be spoilt."""
    index, style = os.path.join(folder, _INDEX), os.path.join(folder, _STYLE)
    foreign = style if os.path.exists(style) else None
    if os.path.exists(index):
        with open(index, "rb") as file:
            foreign = None if f"<title>{_TITLE}</title>".encode() in file.read() else index
    if foreign is not None:
        raise SmslintError(f"{foreign}: not made by smslint and would be replaced; name another folder, or remove it")


def shown(text: str) -> str:
    """A text in which nothing is markup and everything is visible."""
    return escape(visible(text))


def _page(page: Page, known: frozenset[str]) -> str:
    facts = "".join(f"<dt>{shown(name)}</dt><dd>{shown(value)}</dd>\n" for name, value in page.facts)
    body = [
        f"<p><a href='index.html#{page.family}'>All rules</a></p>\n<h1>{shown(page.id)} {shown(page.name)}</h1>",
        f"<p><strong class='{shown(page.severity)}'>{shown(page.severity)}</strong> {shown(page.message)}</p>",
        f"<dl>\n{facts}</dl>" + _list(page.conditions, "small"),
        f"<h2>Why</h2>\n<p>{_linked(page.why, page, known)}</p>",
        "<h2>Example</h2>\n" + "\n".join(_example(one, "bad") for one in page.bad),
        f"<h2>Instead</h2>\n<p>{_linked(page.say, page, known)}</p>"
        + _list(page.append)
        + "\n"
        + _example(page.good, "good"),
        "<h2>Who says so</h2>" + _cited(page),
        "<h2>Innocent uses</h2>\n<ul>\n"
        + "".join(f"<li>{_linked(use, page, known)}</li>\n" for use in page.innocent)
        + "</ul>",
    ]
    return HEAD.format(title=f"{shown(page.id)} {shown(page.name)}") + "\n".join(body) + "\n" + FOOT


def _linked(text: str, page: Page, known: frozenset[str]) -> str:
    """A text in which other rules of the site are links."""

    def link(found: re.Match[str]) -> str:
        name = found[0]
        return f"<a href='{name}.html'>{name}</a>" if name in known and name != page.id else name

    return _IDENTIFIER.sub(link, shown(text))


def _example(example: Example, kind: str) -> str:
    lines = "\n".join(map(shown, example.text.split("\n")))
    known = f"\n<p class='small'>{shown(example.context)}</p>" if example.context else ""
    return f"<pre class='{kind}'>{lines}</pre>{known}"


def _list(items: tuple[str, ...], kind: str = "") -> str:
    if not items:
        return ""
    mark = f" class='{kind}'" if kind else ""
    return f"\n<ul{mark}>\n" + "".join(f"<li>{shown(item)}</li>\n" for item in items) + "</ul>"


def _cited(page: Page) -> str:
    return (
        "\n<ul>\n" + "".join(f"<li>{_link(c.title, c.address)} ({shown(c.about)})</li>\n" for c in page.cited) + "</ul>"
    )


def _link(title: str, address: str) -> str:
    if not address.startswith(("https://", "http://")):
        return shown(title)
    return f"<a href=\"{shown(address)}\" rel='noreferrer'>{shown(title)}</a>"


def _index(found: list[Page], beside: Sequence[CampaignRule]) -> str:
    families = by_family(found)
    parts = [f"<h1>{_TITLE}</h1>"]
    titles = {family: FAMILY_TITLES[family] for family in families}
    titles |= ({"campaigns": _BESIDE} if beside else {}) | {"codes": "By provider code"}
    contents = "".join(f"<li><a href='#{place}'>{title}</a></li>\n" for place, title in titles.items())
    parts.append(f"<p>{counted(len(found), 'rule')}</p>\n<ul class='families'>\n{contents}</ul>")
    for family, chosen in families.items():
        items = "".join(f"<li>{_item(page)}</li>\n" for page in chosen)
        parts.append(f"<h2 id='{family}'>{FAMILY_TITLES[family]}</h2>\n<ul class='rules'>\n{items}</ul>")
    if beside:
        items = "".join(f"<li>{_item_beside(rule)}</li>\n" for rule in beside)
        parts.append(f"<h2 id='campaigns'>{_BESIDE}</h2>\n<ul class='rules'>\n{items}</ul>")
    codes = "".join(
        f"<li>{shown(code)}: {', '.join(_rule(page) for page in chosen)}</li>\n"
        for code, chosen in by_code(found).items()
    )
    parts.append(f"<h2 id='codes'>By provider code</h2>\n<ul class='rules'>\n{codes}</ul>")
    return HEAD.format(title=_TITLE) + "\n".join(parts) + "\n" + FOOT


def _item(page: Page) -> str:
    status = "" if page.status == "stable" else f", {shown(page.status)}"
    small = f"<span class='small'>{shown(page.category)}, <span class='{page.severity}'>{page.severity}</span>{status}</span>"
    return f"{_rule(page)} {shown(page.name)} {small}<br>{shown(page.message)}"


def _item_beside(rule: CampaignRule) -> str:
    grave = f"<span class='{shown(rule.severity)}'>{shown(rule.severity)}</span>"
    small = f"<span class='small'>{shown(rule.category)}, {grave}, {shown(rule.checked_by)}</span>"
    return f"{shown(rule.id)} {shown(rule.name)} {small}<br>{shown(rule.meta['why'])}"


def _rule(page: Page) -> str:
    return f"<a href='{page.id}.html'>{page.id}</a>"
