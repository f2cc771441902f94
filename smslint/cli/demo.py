"""`smslint demo`: the messages that come with smslint, their verdicts, fixes and fines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from smslint.cli import console
from smslint.cli.setup import make_linter
from smslint.corpus.rows import parse_object, row_context
from smslint.errors import SmslintError
from smslint.model import Context, Finding, Report, Severity, Verdict
from smslint.report.layout import wrapped
from smslint.report.paint import paint
from smslint.report.visible import escape, width
from smslint.report.words import fix_text, options, risk_text, segments_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from smslint.report import Style

INDENT = " " * 7
NARROWEST = 60
"""Cells below which the cards and the table fall to pieces."""


def demo(params: Mapping[str, Any]) -> int:
    """Lint the demonstration messages; always exits 0, for what they get wrong they get wrong on purpose."""
    style = console.style(params, totals=True)
    style.width = max(style.width, NARROWEST)
    linter = make_linter(params)
    judged = [(row, linter.lint(row["text"], Context(**row_context(row)))) for row in demo_rows()]
    fixed: set[str] = set()
    for number, (row, report) in enumerate(judged, 1):
        if not console.write("\n".join(_card(f"{number}/{len(judged)}", row, report, style, fixed)) + "\n\n"):
            return console.CLEAN
    console.write(_table(judged, style))
    return console.CLEAN


def demo_rows() -> list[dict[str, Any]]:
    """The demonstration messages: `id`, `about`, `text` and `context`. Raises SmslintError when they are missing."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_demo", package.parent / "corpora" / "demo"):
        file = folder / "messages.jsonl"
        if file.is_file():
            return [parse_object(line) for line in file.read_bytes().splitlines()]
    raise SmslintError("the demonstration messages are missing from this installation; reinstall smslint")


def _card(number: str, row: Mapping[str, Any], report: Report, style: Style, fixed: set[str]) -> list[str]:
    """A message, its verdict and what was found; the fix of a rule is told once, `fixed` holds those that were."""
    verdict = report.verdict.value
    badge = paint(f"{verdict.replace('_', ' ').upper():>13}", verdict, style.color)
    title = f"{number:>5}  {row['about']}"
    head = f"{paint(title, 'bold', style.color)}{' ' * max(2, style.width - len(title) - 13)}{badge}"
    risk = risk_text(report.tier, report.exposure_usd)
    facts = ", ".join([f"score {report.score}", segments_text(report.segments), *([risk] if risk else [])])
    lines = [head, *_message(report, style)]
    lines += [paint(line, "dim", style.color) for line in wrapped(facts, f"{INDENT}  ", style.width)]
    said: set[str] = set()
    for finding in report.findings:
        if finding.severity is not Severity.INFO and finding.rule not in said:
            lines += _finding(finding, style, finding.rule not in fixed)
            said.add(finding.rule)
    fixed |= said
    return lines


def _message(report: Report, style: Style) -> list[str]:
    """The message, wrapped, each word that a finding covers in the colour of the worst."""
    lines = [f"{INDENT}> "]
    room = style.width - len(lines[0])
    used = 0
    for match in re.finditer(r"\S+", report.text):
        word = escape(match.group())
        if used and used + 1 + width(word) > room:
            lines.append(f"{INDENT}  ")
            used = 0
        role = next((f.severity.value for f in report.findings if _touches(f, match.span())), None)
        lines[-1] += (" " if used else "") + (paint(word, role, style.color) if role else word)
        used += width(word) + (1 if used else 0)
    return lines


def _touches(finding: Finding, span: tuple[int, int]) -> bool:
    if finding.start is None or finding.end is None or finding.severity is Severity.INFO:
        return False
    return finding.start < span[1] and span[0] < finding.end


def _finding(finding: Finding, style: Style, with_fix: bool) -> list[str]:
    severity = finding.severity.value
    label = f"{severity}[{finding.rule}]"
    lines = wrapped(finding.message, f"{INDENT}{label:<16} ", style.width)
    lines[0] = lines[0].replace(escape(label), paint(label, severity, style.color), 1)
    indent = " " * 24
    if with_fix and finding.fix is not None:
        lines += wrapped(fix_text(finding.fix), f"{indent}fix: ", style.width)
    if finding.depends_on:
        lines += wrapped(options(finding.depends_on), f"{indent}needs: ", style.width)
    return lines


def _table(judged: list[tuple[dict[str, Any], Report]], style: Style) -> str:
    """All messages on one page, with the fines added up."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, show_footer=True, pad_edge=False)
    fines = sum(report.exposure_usd for _, report in judged)
    parts = sum(report.segments.count for _, report in judged)
    footers = {"message": f"{len(judged)} messages", "segments": str(parts), "fine at risk": f"${fines:,}"}
    for name in ("message", "verdict", "score", "segments", "rules", "fine at risk"):
        right = name in ("score", "segments", "fine at risk")
        table.add_column(name, justify="right" if right else "left", footer=footers.get(name, ""))
    for row, report in judged:
        table.add_row(*(Text.from_ansi(cell) for cell in _cells(row, report, style)))
    page = Console(width=style.width, color_system="standard" if style.color else None, force_terminal=style.color)
    with page.capture() as capture:
        page.print(table)
    return capture.get() + _verdicts([report for _, report in judged]) + "\n"


def _cells(row: Mapping[str, Any], report: Report, style: Style) -> list[str]:
    rules = dict.fromkeys(finding.rule for finding in report.findings if finding.severity is not Severity.INFO)
    verdict = report.verdict.value
    return [
        str(row["id"]),
        paint(verdict.replace("_", " "), verdict, style.color),
        str(report.score),
        str(report.segments.count),
        " ".join(rules),
        f"${report.exposure_usd:,}" if report.exposure_usd else "",
    ]


def _verdicts(reports: list[Report]) -> str:
    verdicts = [report.verdict for report in reports]
    counts = {verdict.value.replace("_", " "): verdicts.count(verdict) for verdict in Verdict}
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)
