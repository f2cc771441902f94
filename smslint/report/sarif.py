"""SARIF 2.1.0, for code scanning: one run, written as it grows; the rules that spoke are listed at the end.

The message is not repeated. Columns count code points. An error that waits for context is a warning here.
"""

from __future__ import annotations

from smslint.report.encode import dumps
from smslint.report.region import fingerprints, in_file, region, uri

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
        self._rules: dict[str, dict[str, Any]] = {}
        self._run: Run | None = None

    def begin(self, run: Run) -> str:
        """The head of the log."""
        self._run = run
        head = f'{{"$schema": {dumps(SCHEMA)}, "version": "2.1.0", "runs": ['
        return head + '{"columnKind": "unicodeCodePoints", "results": ['

    def item(self, item: Item) -> str:
        """The results of one message."""
        written = ""
        if item.report.findings or item.suppressed:
            found: list[tuple[Finding, dict[str, Any] | None]] = [(finding, None) for finding in item.report.findings]
            found += [(one.finding, _suppression(one)) for one in item.suppressed]
            for (finding, suppression), mark in zip(found, fingerprints(item), strict=True):
                separator, self._separator = self._separator, ",\n"
                written += separator + dumps(self._result(item, finding, mark, suppression))
        return written

    def end(self, summary: Summary) -> str:
        """The tool with its rules, and whether all could be read."""
        assert self._run is not None
        driver = {
            "name": self._run.tool,
            "version": self._run.version,
            "rules": list(self._rules.values()),
            "properties": {"ruleset": self._run.ruleset.to_dict()},
        }
        invocations = [{"executionSuccessful": summary.unreadable == 0}]
        return f'\n], "tool": {dumps({"driver": driver})}, "invocations": {dumps(invocations)}}}]}}\n'

    def _result(
        self, item: Item, finding: Finding, mark: str, suppression: dict[str, Any] | None = None
    ) -> dict[str, Any]:
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
        if suppression is not None:
            result["suppressions"] = [suppression]
        fix = _fix(item, finding)
        return {**result, "fixes": [fix]} if fix else result

    def _index(self, finding: Finding) -> int:
        """The place of a finding's rule in the list of rules."""
        if finding.rule not in self._rules:
            self._rules[finding.rule] = {
                "id": finding.rule,
                "name": finding.name,
                "shortDescription": {"text": finding.name.replace("-", " ").capitalize() + "."},
                "help": {"text": f"Run `smslint rule {finding.rule}` for what it is about, and who says so."},
                "properties": {"tags": [finding.category]},
            }
        return list(self._rules).index(finding.rule)


def _suppression(one: Suppressed) -> dict[str, Any]:
    return {"kind": one.kind, "status": "accepted", **({"justification": one.reason} if one.reason else {})}


def _location(item: Item, finding: Finding) -> dict[str, Any]:
    (line, column), end = region(item, finding)
    place = {"startLine": line}
    if in_file(item):
        place["startColumn"] = column
        if end is not None:
            place["endLine"], place["endColumn"] = end
    return {"artifactLocation": {"uri": uri(item.location.path or "")}, "region": place}


def _fix(item: Item, finding: Finding) -> dict[str, Any] | None:
    """The edits of a finding, where they can be made in the file."""
    if finding.fix is None or not finding.fix.edits or not in_file(item):
        return None
    replacements = []
    for edit in finding.fix.edits:
        written = item.location.written(edit)
        if written is None:
            return None
        (line, column), (last, end) = item.location.region(item.report.text, edit.start, edit.end)
        deleted = {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}
        replacements.append({"deletedRegion": deleted, "insertedContent": {"text": written}})
    change = {"artifactLocation": {"uri": uri(item.location.path or "")}, "replacements": replacements}
    return {"description": {"text": finding.fix.say or finding.message}, "artifactChanges": [change]}
