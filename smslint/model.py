"""The records everyone speaks in: Context, Finding, Report and the small values inside them.

Plain slotted classes, because one message must cost microseconds; pydantic guards the borders (rule files, configuration).
Names and values are those of the public contract.
"""

from __future__ import annotations

from smslint.context import (
    AGE_GATES,
    BOOL_FIELDS,
    CHOICES,
    CONSENTS,
    CONTEXT_FIELDS,
    DATETIME_FIELDS,
    INT_FIELDS,
    KINDS,
    LIST_FIELDS,
    MASKED_FIELDS,
    SENDER_TYPES,
    USE_CASES,
    Context,
    did_you_mean,
    mask_number,
)
from smslint.values import (
    CATEGORIES,
    CONFIDENCES,
    FAMILIES,
    FINE_USD,
    REPLIED,
    SEVERITY_RANK,
    Edit,
    Fix,
    RulesetInfo,
    Severity,
    SourceRef,
    Verdict,
)

__all__ = [
    "AGE_GATES",
    "BOOL_FIELDS",
    "CATEGORIES",
    "CHOICES",
    "CONFIDENCES",
    "CONSENTS",
    "CONTEXT_FIELDS",
    "DATETIME_FIELDS",
    "FAMILIES",
    "FINE_USD",
    "INT_FIELDS",
    "KINDS",
    "LIST_FIELDS",
    "MASKED_FIELDS",
    "SENDER_TYPES",
    "SEVERITY_RANK",
    "USE_CASES",
    "Context",
    "Edit",
    "Finding",
    "Fix",
    "Report",
    "RulesetInfo",
    "Severity",
    "SourceRef",
    "Verdict",
    "did_you_mean",
    "mask_number",
]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date
    from typing import Any


class Finding:
    """One fault at one place (or the absence of something, with start and end None).

    Everything that is the same for each hit of a rule (category, sources, fine) is read through the rule, so a finding
    costs a fraction of a microsecond.
    """

    __slots__ = ("_fix", "_message", "_rule", "depends_on", "end", "folds", "severity", "start")

    def __init__(
        self,
        rule: Any,
        severity: Severity,
        start: int | None,
        end: int | None,
        depends_on: tuple[str, ...] = (),
        folds: tuple[str, ...] = (),
        message: str | None = None,
        fix: Fix | tuple[Any, ...] | None = None,
    ) -> None:
        self._rule = rule
        self.severity = severity
        self.start = start
        self.end = end
        self.depends_on = depends_on
        self.folds = folds
        self._message = message
        self._fix = fix

    @property
    def rule(self) -> str:
        """The identifier of the rule that speaks, as `OPT001`."""
        return str(self._rule.id)

    @property
    def name(self) -> str:
        """The rule's name in words, as `opt-out-missing`."""
        return str(self._rule.name)

    @property
    def category(self) -> str:
        """What the finding is about, one of `CATEGORIES`."""
        return str(self._rule.category)

    @property
    def confidence(self) -> str:
        """How sure the rule is where it speaks: high, medium or low."""
        return str(self._rule.confidence)

    @property
    def message(self) -> str:
        """What is wrong, in one sentence, without the message's text."""
        return str(self._rule.message) if self._message is None else self._message

    @property
    def fix(self) -> Fix | None:
        """What to write instead, with edits where they are known; None where there is nothing to say."""
        if self._fix is None:
            usual: Fix | None = self._rule.fix
            return usual
        if isinstance(self._fix, Fix):
            return self._fix
        fix: Fix = self._rule.fix_for(*self._fix)
        return fix

    @property
    def tier(self) -> int | None:
        """T-Mobile's tier of severity, 1 (worst) to 3; None where the rule has none."""
        tier: int | None = self._rule.tier
        return tier

    @property
    def fine_usd(self) -> int:
        """T-Mobile's fee for the rule's tier if the carrier rules it a violation; 0 without a tier or for an info.

        What a consumer replied is no violation: to go on sending in spite of it would be one, and that is another text's.
        """
        if self.severity is Severity.INFO or self._rule.category == REPLIED:
            return 0
        return FINE_USD.get(self._rule.tier, 0)

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        """Who says so: titles, sections and addresses."""
        return tuple(self._rule.sources)

    @property
    def refs(self) -> tuple[str, ...]:
        """Error codes of providers behind it, as `twilio:30007`."""
        return tuple(self._rule.refs)

    @property
    def why(self) -> str:
        """The reason for the rule, for people who have to be convinced."""
        return str(self._rule.why)

    def __repr__(self) -> str:
        return f"Finding({self.rule} {self.severity.value} {self.start}:{self.end})"

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of the contract."""
        return {
            "rule": self.rule,
            "name": self.name,
            "category": self.category,
            "severity": self.severity.value,
            "confidence": self.confidence,
            "message": self.message,
            "start": self.start,
            "end": self.end,
            "fix": self.fix.to_dict() if self.fix is not None else None,
            "tier": self.tier,
            "fine_usd": self.fine_usd,
            "depends_on": list(self.depends_on),
            "folds": list(self.folds),
            "sources": [source.to_dict() for source in self.sources],
            "refs": list(self.refs),
        }


class Report:
    """The answer to one message. It knows its text and does not repeat it in `repr`, `to_dict()` or logs.

    `score` runs from 0 (clean) to 100; `exposure_usd` is the fine of the worst tier if the carrier rules it a
    violation, never a bill; `omitted` counts findings beyond the limit of 100.
    """

    __slots__ = (
        "_segments", "_text", "as_of", "exposure_usd", "findings", "omitted", "open_questions", "ruleset", "score",
        "tier", "verdict",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        verdict: Verdict,
        findings: tuple[Finding, ...],
        score: int,
        tier: int | None,
        exposure_usd: int,
        open_questions: tuple[str, ...],
        ruleset: RulesetInfo,
        as_of: date | None = None,
        omitted: int = 0,
    ) -> None:
        self._text = text
        self._segments: Any = None
        self.verdict = verdict
        self.findings = findings
        self.score = score
        self.tier = tier
        self.exposure_usd = exposure_usd
        self.open_questions = open_questions
        self.ruleset = ruleset
        self.as_of = as_of
        self.omitted = omitted

    @property
    def text(self) -> str:
        """The message as given."""
        return self._text

    @property
    def segments(self) -> Any:
        """Encoding, segment count and what forces UCS-2 (a `smslint.text.encoding.Segments`), counted when asked for."""
        if self._segments is None:
            from smslint.text.encoding import segments

            self._segments = segments(self._text)
        return self._segments

    def __repr__(self) -> str:
        return f"Report({self.verdict.value}, {len(self.findings)} findings, score {self.score})"

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of the contract, without the text."""
        return {
            "verdict": self.verdict.value,
            "score": self.score,
            "tier": self.tier,
            "exposure_usd": self.exposure_usd,
            "segments": self.segments.to_dict(),
            "open_questions": list(self.open_questions),
            "findings": [finding.to_dict() for finding in self.findings],
            "omitted_findings": self.omitted,
            "ruleset": self.ruleset.to_dict(),
            "as_of": self.as_of.isoformat() if self.as_of is not None else None,
        }
