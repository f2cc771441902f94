"""What is wrong with a registration: one record a fault, with the field it is in and the codes by which it is rejected."""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.model import SEVERITY_RANK, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.registration.form import Field
    from smslint.model import Finding

_LOWERED = {Severity.ERROR: Severity.WARNING}


class Fault:
    """One fault.

    key: its name; rule: the rule of the catalogue behind it; field, line, column: where in the file; start, end: where
    in the field's text, None when something is absent; codes: what providers answer; final: whether a campaign that
    was rejected for it cannot be submitted again; hangs_on: unknown things without which it cannot be judged.
    """

    __slots__ = (
        "codes", "column", "end", "field", "fix", "hangs_on", "key", "line", "message", "rule", "severity", "sources", "start",
    )  # fmt: skip

    def __init__(
        self, key: str, rule: str, severity: Severity, field: Field, message: str, fix: str, codes: tuple[str, ...],
        sources: tuple[str, ...], span: tuple[int | None, int | None] = (None, None), hangs_on: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        self.key = key
        self.rule = rule
        self.severity = severity
        self.field = field.path
        self.line = field.line
        self.column = field.column
        self.message = message
        self.fix = fix
        self.codes = codes
        self.sources = sources
        self.start, self.end = span
        self.hangs_on = hangs_on

    @property
    def final(self) -> tuple[str, ...]:
        """Those of its codes after which the same campaign cannot be submitted again; only an error is rejected."""
        if self.severity is not Severity.ERROR:
            return ()
        never = figures("registration-faults")["not_resubmittable"]
        return tuple(code for code in self.codes if code in never)

    @property
    def rank(self) -> tuple[Any, ...]:
        """Order of the report: what cannot be mended later first, then by severity and place."""
        return (
            not self.final,
            SEVERITY_RANK[self.severity],
            self.line,
            self.field,
            self.rule,
            self.start or 0,
            self.key,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape; the field's text is not repeated."""
        return {
            "key": self.key, "rule": self.rule, "severity": self.severity.value, "field": self.field, "line": self.line or None,
            "column": self.column or None, "start": self.start, "end": self.end, "message": self.message, "fix": self.fix or None,
            "codes": list(self.codes), "not_resubmittable": list(self.final), "hangs_on": list(self.hangs_on),
            "sources": list(self.sources),
        }  # fmt: skip


def of_form(key: str, field: Field, message: str, fix: str = "") -> Fault:
    """A fault of the form itself, by its name in the table."""
    known = figures("registration-faults")["faults"][key]
    severity, codes = Severity(known["severity"]), tuple(known["codes"])
    return Fault(key, known["rule"], severity, field, message, fix, codes, tuple(known["sources"]))


def of_text(finding: Finding, name: str, field: Field) -> Fault:
    """A finding of the linter in the text of a field; one that waits for something unknown is only a warning."""
    table = figures("registration-faults")
    severity = _LOWERED.get(finding.severity, finding.severity) if finding.depends_on else finding.severity
    codes = list(finding.refs)
    codes += table["text_codes"].get(name, {}).get(finding.rule, [])
    if severity is Severity.ERROR:
        codes += table["content_codes"].get(finding.category, [])
    fix = finding.fix.say if finding.fix is not None else ""
    return Fault(
        finding.name, finding.rule, severity, field, finding.message, fix, tuple(dict.fromkeys(codes)),
        tuple(source.key for source in finding.sources), (finding.start, finding.end), finding.depends_on,
    )  # fmt: skip
