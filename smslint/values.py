"""The small values inside findings and reports: severities, verdicts, fines, categories, fixes, sources."""

from __future__ import annotations

from enum import Enum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Severity(Enum):
    """How bad a finding is; only an error can block."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    def __str__(self) -> str:
        return self.value


class Verdict(Enum):
    """What to do with the message."""

    PASS = "pass"
    WARN = "warn"
    NEEDS_CONTEXT = "needs_context"
    BLOCK = "block"

    def __str__(self) -> str:
        return self.value


SEVERITY_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
CONFIDENCES = ("high", "medium", "low")
FINE_USD = {1: 2000, 2: 1000, 3: 500}
"""T-Mobile non-compliance fee per violation by tier, US dollars, in force since 2024-01-01."""
REPLIED = "inbound"
"""The category of what a reply means."""

CATEGORIES = frozenset(
    """promotion promotion_toll_free sex hate alcohol firearms tobacco drugs gambling violence profanity phishing fraud
    deceptive debt_relief payday_loan home_loan education_loan insurance_quote work_from_home lead_generation
    cryptocurrency regulated_other url_shortener suspicious_url many_domains domain_mismatch missing_opt_out
    opt_out_wording missing_help missing_frequency missing_rates missing_brand brand_mismatch missing_reason
    no_context_cta obfuscation shouting personal_data age_gate minors third_party_consent consent encoding length
    placeholder timing frequency registration inbound""".split()
)

FAMILIES = (
    "OPT",
    "IDN",
    "DIS",
    "CNT",
    "FIN",
    "PHS",
    "URL",
    "SPM",
    "EVA",
    "TMP",
    "USE",
    "ENC",
    "TIM",
    "PRI",
    "CMP",
    "INT",
)


class Edit:
    """Replace text[start:end] (code points) by `text`."""

    __slots__ = ("end", "start", "text")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start = start
        self.end = end
        self.text = text

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of one edit."""
        return {"start": self.start, "end": self.end, "text": self.text}


class Fix:
    """What would mend a finding: a sentence, and edits where a machine can make them.

    `safe` edits keep the meaning (a smart quote replaced); others change wording and want a person's eye.
    """

    __slots__ = ("edits", "safe", "say")

    def __init__(self, say: str, edits: tuple[Edit, ...] = (), safe: bool = False) -> None:
        self.say = say
        self.edits = edits
        self.safe = safe

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape of a fix."""
        return {"say": self.say, "safe": self.safe, "edits": [edit.to_dict() for edit in self.edits]}


class SourceRef:
    """Who says so: a document, the clause in it, its address, whom it binds and when it was seen."""

    __slots__ = ("address", "binding", "key", "section", "seen", "title")

    def __init__(self, key: str, title: str, section: str, address: str, binding: str, seen: str) -> None:
        self.key = key
        self.title = title
        self.section = section
        self.address = address
        self.binding = binding
        self.seen = seen

    def to_dict(self) -> dict[str, str]:
        """The JSON shape of a source."""
        return {
            "title": self.title,
            "section": self.section,
            "address": self.address,
            "binding": self.binding,
            "seen": self.seen,
        }


class RulesetInfo:
    """Which rules judged: name, version and the SHA-256 of everything that can change a verdict."""

    __slots__ = ("name", "sha256", "version")

    def __init__(self, name: str, version: str, sha256: str) -> None:
        self.name = name
        self.version = version
        self.sha256 = sha256

    def to_dict(self) -> dict[str, str]:
        """The JSON shape of a ruleset reference."""
        return {"name": self.name, "version": self.version, "sha256": self.sha256}
