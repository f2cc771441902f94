"""SARIF 2.1.0, for code scanning: one run, written as it grows; the rules that spoke are listed at the end.

The message is not repeated. Columns count code points. An error that waits for context is a warning here. What is
suppressed is listed with the reason, and marked as such.
"""

from __future__ import annotations

from smslint.report.encode import dumps
from smslint.report.region import edits, fingerprints, region, uri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Finding
    from smslint.report.record import Item, Run, Summary, Suppressed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


class SarifWriter:
    """A log of one run."""

    def __init__(self) -> None:
        self._separator = "\n"
        self._rules: dict[str, tuple[int, dict[str, Any]]] = {}
        self._run: Run | None = None

    def begin(self, run: Run) -> str:
        """The head of the log."""
        self._run = run
        head = f'{{"$schema": {dumps(SCHEMA)}, "version": "2.1.0", "runs": ['
        return head + '{"columnKind": "unicodeCodePoints", "results": ['

    def item(self, item: Item) -> str:
        """The results of one message."""
        findings = item.report.findings
        if not findings and not item.suppressed:
            return ""
        marks = fingerprints(item)
        results = [self._result(item, finding, mark) for finding, mark in zip(findings, marks, strict=False)]
        for one, mark in zip(item.suppressed, marks[len(findings) :], strict=True):
            results.append({**self._result(item, one.finding, mark), "suppressions": [_suppression(one)]})
        written = self._separator + ",\n".join(map(dumps, results))
        self._separator = ",\n"
        return written

    def end(self, summary: Summary) -> str:
        """The tool with its rules, and whether all could be read."""
        assert self._run is not None
        driver = {
            "name": self._run.tool,
            "version": self._run.version,
            "rules": [rule for _, rule in self._rules.values()],
            "properties": {"ruleset": self._run.ruleset.to_dict()},
        }
        invocations = [{"executionSuccessful": summary.unreadable == 0}]
        return f'\n], "tool": {dumps({"driver": driver})}, "invocations": {dumps(invocations)}}}]}}\n'

    def _result(self, item: Item, finding: Finding, mark: str) -> dict[str, Any]:
        waits = f" (waits for {', '.join(finding.depends_on)})" if finding.depends_on else ""
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._index(finding),
            "level": "warning" if finding.depends_on and finding.severity.value == "error" else _LEVELS[finding.severity.value],
            "message": {"text": finding.message + waits},
            "locations": [{"physicalLocation": _location(item, finding)}] if item.location.path else [],
            "partialFingerprints": {"smslint/v1": mark},
            "properties": {"category": finding.category, "confidence": finding.confidence, "folds": list(finding.folds)},
        }
        fix = _fix(item, finding)
        return {**result, "fixes": [fix]} if fix else result

    def _index(self, finding: Finding) -> int:
        """The place of a finding's rule in the list of rules."""
        if finding.rule not in self._rules:
            self._rules[finding.rule] = len(self._rules), _rule(finding)
        return self._rules[finding.rule][0]


def _rule(finding: Finding) -> dict[str, Any]:
    """What a reader of the log is told of a rule; GitHub reads `precision` and `tags`."""
    return {
        "id": finding.rule,
        "name": finding.name,
        "shortDescription": {"text": finding.name.replace("-", " ").capitalize() + "."},
        "fullDescription": {"text": finding.why or finding.message},
        "help": {"text": f"Run `smslint rule {finding.rule}` for what it is about, and who says so."},
        "properties": {"tags": [finding.category], "precision": finding.confidence},
    }


def _suppression(one: Suppressed) -> dict[str, str]:
    said = {"kind": one.kind, "status": "accepted"}
    return {**said, "justification": one.reason} if one.reason else said


def _location(item: Item, finding: Finding) -> dict[str, Any]:
    (line, column), end = region(item, finding)
    place = {"startLine": line}
    if item.location.exact:
        place["startColumn"] = column
        if end is not None:
            place["endLine"], place["endColumn"] = end
    return {"artifactLocation": {"uri": uri(item.location.path or "")}, "region": place}


def _fix(item: Item, finding: Finding) -> dict[str, Any] | None:
    """The edits of a finding, where they can be made in the file."""
    made = edits(item, finding)
    if finding.fix is None or not made:
        return None
    replacements = []
    for (line, column), (last, end), text in made:
        deleted = {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}
        replacements.append({"deletedRegion": deleted, "insertedContent": {"text": text}})
    change = {"artifactLocation": {"uri": uri(item.location.path or "")}, "replacements": replacements}
    said = {"text": finding.fix.say or finding.message}
    return {"description": said, "artifactChanges": [change], "properties": {"safe": finding.fix.safe}}
