"""`smslint docs`: the rule documentation, made from the rule files."""

from __future__ import annotations

import os

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.outputs import writing
from smslint.counts import counted
from smslint.rulebook.home import rules_home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

INSTALLED = "_rules"
"""The folder of the rules inside an installed package, in which nothing is written."""


def docs(params: Mapping[str, Any]) -> int:
    """Write (or with --check only compare) the Markdown beside the rules, or a site elsewhere; returns the exit code."""
    home = params.get("rules") or str(rules_home())
    if not os.path.isdir(home):
        raise UsageError(f"--rules: {home!r} is no folder of rules")
    return _site(home, params) if params.get("site") else _markdown(home, params)


def _site(home: str, params: Mapping[str, Any]) -> int:
    from smslint.campaign.pages import campaign_rules
    from smslint.docs.site import site, write_site
    from smslint.docs.source import is_shipped, pages_below

    if params.get("check"):
        raise UsageError("--check compares the Markdown; leave out --site")
    beside = campaign_rules() if is_shipped(home) else ()
    made = site(pages_below(home), beside)
    with writing(params["site"]):
        write_site(params["site"], made)
    console.write(f"{counted(len(made), 'file')} written to {params['site']}\n")
    return console.CLEAN


def _markdown(home: str, params: Mapping[str, Any]) -> int:
    from smslint.docs.write import documents, stale, write

    if os.path.basename(os.path.abspath(home)) == INSTALLED:
        raise UsageError("an installed smslint keeps no Markdown; make a site with --site FOLDER, or run in a checkout")
    made = documents(home)
    with writing(home):
        changed = stale(home, made) if params.get("check") else write(home, made)
    for name in changed:
        console.write(f"{name}\n")
    said = "not current; run `smslint docs`" if params.get("check") else "brought up to date"
    console.write(f"{counted(len(made), 'file')}, {len(changed):,} {said}\n")
    return console.FOUND if changed and params.get("check") else console.CLEAN
