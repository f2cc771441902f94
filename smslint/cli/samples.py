"""`smslint test [PACK...]`: the samples inside rule files, run against their own rules."""

from __future__ import annotations

from typing import Any

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.counts import counted
from smslint.linter import Linter
from smslint.model import RulesetInfo, did_you_mean
from smslint.report.paint import paint
from smslint.report.visible import escape
from smslint.rulebook.book import Book
from smslint.rulebook.cache import compile_remembering
from smslint.rulebook.fingerprint import is_path
from smslint.rulebook.home import is_inside, rules_home
from smslint.rulebook.review import review
from smslint.rulebook.samples import SampleResult, rules_for_samples, run_samples
from smslint.rulebook.shipped import with_shipped
from smslint.ruleset import Ruleset
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CORE = "core"


def test(params: Mapping[str, Any]) -> int:
    """Run samples and print those that fail; returns the exit code. A faulty rule file raises RuleFileError."""
    asked = params.get("packs") or ()
    paths = [name for name in asked if is_path(name)]
    book = with_shipped(paths)
    chosen = _chosen(book, [name for name in asked if name not in paths], paths)
    bundle = compile_remembering(book, rules_for_samples(book, chosen))
    linter = Linter.of(Ruleset(bundle, RulesetInfo("samples", __version__, "")))
    results = run_samples(linter, book, chosen)
    color = console.wants_color(params.get("color") or "auto")
    if params.get("review"):
        console.write(_remarks(book, chosen))
    failed = [result for result in results if not result.ok]
    console.write("".join(f"{_line(result, color)}\n" for result in failed))
    console.write(f"{counted(len(chosen), 'rule')}, {counted(len(results), 'sample')}, {len(failed):,} failed\n")
    return console.FOUND if failed else console.CLEAN


def _chosen(book: Book, packs: Sequence[str], paths: Sequence[str]) -> list[str]:
    """The rules of the named packs and of the paths; all, when nothing was named."""
    known = {CORE, *book.packs, *(rule.pack for rule in book.rules.values() if rule.pack)}
    for pack in packs:
        if pack not in known:
            raise UsageError(
                f"no pack or path {pack!r}{did_you_mean(pack, known) or '; packs: ' + ', '.join(sorted(known))}"
            )
    return [
        rule.id
        for rule in book.rules.values()
        if not (packs or paths) or rule.pack in packs or any(is_inside(rule.path, path) for path in paths)
    ]


def _line(result: SampleResult, color: bool) -> str:
    place = escape(f"{result.path}:{result.line}:{result.column}")
    what = paint(f"{result.rule} {result.expected} sample {result.index + 1}", "bold", color)
    return f"{place}: {what}: {escape('; '.join(result.faults))}"


def _remarks(book: Book, chosen: Sequence[str]) -> str:
    """What the rules about rules say of the files of the chosen rules and of lists; shipped lists only beside shipped rules."""
    ids, home = set(chosen), rules_home()
    files = {rule.path for rule in book.rules.values() if rule.id not in ids}
    if not any(is_inside(book.rules[name].path, home) for name in ids):
        files |= {origin.document.path for origin in book.origins.values() if is_inside(origin.document.path, home)}
    remarks = [remark for remark in review(book, files) if remark.issue.path not in files]
    return "".join(f"{escape(str(remark))}\n" for remark in remarks) + f"{counted(len(remarks), 'remark')}\n"
