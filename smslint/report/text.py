"""For people at a terminal: findings in frames with carets, messages with verdicts, a run with its totals."""

from __future__ import annotations

from smslint.counts import counted
from smslint.report.layout import clipped, marked, wrapped
from smslint.report.paint import paint
from smslint.report.visible import escape
from smslint.report.words import (
    count_text,
    fix_text,
    options,
    range_text,
    risk_text,
    segments_text,
    source_text,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from smslint.model import Finding
    from smslint.report.location import Location
    from smslint.report.record import Item, Run, Style, Summary


class TextWriter:
    """The default format. Nothing in it comes from a message unescaped, and no markup is read from data."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def begin(self, run: Run) -> str:
        """Nothing: findings speak first."""
        return ""

    def item(self, item: Item) -> str:
        """A frame for each finding, then the verdict; a clean message of many is not worth a line."""
        blocks, said = [], set[str]()
        for finding in item.report.findings:
            blocks.append(self.finding(finding, item, again=finding.rule in said))
            said.add(finding.rule)
        if not self.style.quiet and (blocks or not self.style.totals):
            blocks.append(self.verdict(item))
        return "".join("\n".join(block) + "\n\n" for block in blocks)

    def end(self, summary: Summary) -> str:
        """The totals, where more than one message was asked about."""
        if self.style.quiet or not self.style.totals:
            return ""
        return totals_text(summary) + "\n"

    def finding(self, finding: Finding, item: Item, again: bool = False) -> list[str]:
        """The frame of one finding; when its rule has spoken already (`again`), only where it is and what it needs."""
        severity, color = finding.severity.value, self.style.color
        head = paint(f"{severity}[{finding.rule}]", severity, color)
        message = paint(escape(finding.message), "bold", color)
        name = paint(f"({escape(finding.name)})", "dim", color)
        line, column = item.location.at(item.report.text, finding.start or 0)
        gutter = " " * len(str(line))
        arrow = paint("-->", "gutter", color)
        return [
            f"{head}: {message}  {name}",
            f"{gutter} {arrow} {place(item.location, line, column)}",
            *self._source(finding, item, line, gutter),
            *self._notes(finding, gutter, again),
        ]

    def _source(self, finding: Finding, item: Item, number: int, gutter: str) -> list[str]:
        if item.location.places is not None:
            return self._file_source(finding, item, number, gutter)
        text, start = item.report.text, finding.start or 0
        first = text.rfind("\n", 0, start) + 1
        after = text.find("\n", start)
        line = text[first : after if after >= 0 else len(text)]
        room = self.style.width - len(gutter) - 5
        bar = paint("|", "gutter", self.style.color)
        shown = paint(str(number), "gutter", self.style.color)
        if finding.start is None or finding.end is None:
            return [f" {gutter} {bar}", f" {shown} {bar} {clipped(line, room, self.style.encoding)}"]
        source, carets = marked(line, start - first, min(finding.end - first, len(line)), room, self.style.encoding)
        below = paint(carets.lstrip(" "), finding.severity.value, self.style.color)
        pad = " " * (len(carets) - len(carets.lstrip(" ")))
        more = text.count("\n", start, finding.end)
        rest = f" and {counted(more, 'more line')}" if more else ""
        if not carets:
            return [f" {gutter} {bar}", f" {shown} {bar} {source}{rest}"]
        return [f" {gutter} {bar}", f" {shown} {bar} {source}", f" {gutter} {bar} {pad}{below}{rest}"]

    def _file_source(self, finding: Finding, item: Item, number: int, gutter: str) -> list[str]:
        """The line of the file, escapes and all, with carets where the finding stands in it."""
        places = item.location.places
        assert places is not None
        line = places.source.line(number)
        room = self.style.width - len(gutter) - 5
        bar = paint("|", "gutter", self.style.color)
        shown = paint(str(number), "gutter", self.style.color)
        if finding.start is None or finding.end is None:
            return [f" {gutter} {bar}", f" {shown} {bar} {clipped(line, room, self.style.encoding)}"]
        (_, column), (last, end) = places.region(finding.start, finding.end)
        stop = end - 1 if last == number else len(line)
        source, carets = marked(line, column - 1, max(stop, column - 1), room, self.style.encoding)
        below = paint(carets.lstrip(" "), finding.severity.value, self.style.color)
        rest = f" and {counted(last - number, 'more line')}" if last > number else ""
        pad = " " * (len(carets) - len(carets.lstrip(" ")))
        return [f" {gutter} {bar}", f" {shown} {bar} {source}", f" {gutter} {bar} {pad}{below}{rest}"]

    def _notes(self, finding: Finding, gutter: str, again: bool) -> list[str]:
        notes = []
        if not again:
            notes.append(("why", finding.why))
            if finding.fix is not None:
                notes.append(("fix", fix_text(finding.fix)))
            notes.append(("says", source_text(finding)))
            notes.append(("risk", risk_text(finding.tier, finding.fine_usd)))
        if finding.depends_on:
            notes.append(("needs", options(finding.depends_on)))
        return [line for label, prose in notes if prose for line in self._note(label, prose, gutter, notes)]

    def _note(self, label: str, prose: str, gutter: str, notes: list[tuple[str, str]]) -> list[str]:
        column = max(len(name) for name, _ in notes) + 2
        lines = wrapped(prose, f" {gutter} = {label + ':':<{column}}", self.style.width)
        lines[0] = lines[0].replace(f"{label}:", paint(f"{label}:", "label", self.style.color), 1)
        return lines

    def verdict(self, item: Item) -> list[str]:
        """The verdict on one message: what was found, how it travels, what it may cost, what would settle it."""
        report, color = item.report, self.style.color
        size = segments_text(report.segments) if item.expansion is None else range_text(item.expansion)
        facts = [f"score {report.score}", count_text(report), size]
        if item.suppressed:
            facts.append(f"{len(item.suppressed)} suppressed")
        risk = risk_text(report.tier, report.exposure_usd)
        if risk:
            facts.append(risk)
        verdict = report.verdict.value.replace("_", " ")
        lines = wrapped("; ".join(facts), f"{verdict}: ", self.style.width)
        lines[0] = lines[0].replace(verdict, paint(verdict, report.verdict.value, color), 1)
        if report.open_questions:
            lines += wrapped(f"{options(report.open_questions)} could change this", "  open: ", self.style.width)
        return lines


def place(location: Location, line: int, column: int) -> str:
    """`path:line:col`, escaped; with the identifier of the row where the data has one."""
    name = f"{escape(location.name)}:{line}:{column}"
    return f"{name} (id {escape(location.id)})" if location.id else name


def totals_text(summary: Summary) -> str:
    """One line for a run: `12 messages: 4 pass, 3 warn, 5 block; 9 errors, 3 warnings; $4,500 at risk`."""
    verdicts = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in summary.verdicts.items() if count)
    found = ", ".join(
        f"{count:,} info" if name == "info" else counted(count, name)
        for name, count in summary.severities.items()
        if count
    )
    parts = [f"{counted(summary.messages, 'message')}: {verdicts}" if verdicts else counted(0, "message")]
    if found:
        parts.append(found)
    if summary.exposure_usd:
        parts.append(f"${summary.exposure_usd:,} in fines at risk")
    if summary.suppressed:
        parts.append(f"{summary.suppressed:,} suppressed")
    if summary.unreadable:
        parts.append(f"{summary.unreadable:,} could not be read")
    return "; ".join(parts)
