"""The records everyone speaks in: Context, Finding, Report and the small values inside them.

Plain slotted classes, because one message must cost microseconds; pydantic guards the borders (rule files, configuration).
Names and values are those of the public contract.
"""

from __future__ import annotations

from enum import Enum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
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


SENDER_TYPES = ("toll_free", "10dlc", "long_code", "short_code", "alphanumeric")
USE_CASES = (
    "marketing", "transactional", "otp", "mixed", "customer_care", "account_notification", "delivery", "reminder",
    "fraud_alert", "security_alert", "polling", "public_service", "emergency", "charity", "political",
    "higher_education", "low_volume", "conversational",
)  # fmt: skip
KINDS = (
    "message", "sample", "opt_in_confirmation", "double_opt_in_request", "opt_out_reply", "help_reply",
    "call_to_action", "message_flow", "inbound",
)  # fmt: skip
CONSENTS = ("express_written", "express", "implied", "third_party", "none")
AGE_GATES = ("none", "yes_no", "date_of_birth")

CHOICES: dict[str, tuple[str, ...]] = {
    "sender_type": SENDER_TYPES, "use_case": USE_CASES, "kind": KINDS, "consent": CONSENTS, "age_gate": AGE_GATES,
}  # fmt: skip
LIST_FIELDS = frozenset({"brand_aliases", "brand_domains", "brand_phones"})
BOOL_FIELDS = frozenset({"first_message", "two_way", "opted_in", "opted_out", "template"})
INT_FIELDS = frozenset({"messages_since_opt_out", "days_since_opt_out"})
DATETIME_FIELDS = frozenset({"sent_at"})
CONTEXT_FIELDS = (
    "brand", "brand_aliases", "brand_domains", "brand_phones", "sender", "sender_type", "recipient", "country",
    "region", "recipient_timezone", "carrier", "provider", "use_case", "kind", "first_message",
    "messages_since_opt_out", "days_since_opt_out", "two_way", "opted_in", "opted_out", "consent", "age_gate",
    "language", "sent_at", "template",
)  # fmt: skip
MASKED_FIELDS = frozenset({"recipient", "sender", "brand_phones"})


class Context:
    """What is known about a message besides its text. Every field is optional; None means "not known".

    Arguments are the fields of the contract, by name. Lists become tuples, so a Context is hashable and immutable.
    Raises ContextError for an unknown field, a value outside its list or a value of the wrong type.
    """

    __slots__ = (*CONTEXT_FIELDS, "_hash", "_key")

    brand: str | None
    brand_aliases: tuple[str, ...] | None
    brand_domains: tuple[str, ...] | None
    brand_phones: tuple[str, ...] | None
    sender: str | None
    sender_type: str | None
    recipient: str | None
    country: str | None
    region: str | None
    recipient_timezone: str | None
    carrier: str | None
    provider: str | None
    use_case: str | None
    kind: str | None
    first_message: bool | None
    messages_since_opt_out: int | None
    days_since_opt_out: int | None
    two_way: bool | None
    opted_in: bool | None
    opted_out: bool | None
    consent: str | None
    age_gate: str | None
    language: str | None
    sent_at: Any
    template: bool | None
    _key: tuple[Any, ...]
    _hash: int

    def __init__(self, **fields: Any) -> None:
        for name in fields:
            if name not in _FIELD_SET:
                raise _error(_unknown_field(name))
        setter = object.__setattr__
        values = []
        for name in CONTEXT_FIELDS:
            value = fields.get(name)
            if value is not None:
                value = _checked(name, value)
            setter(self, name, value)
            values.append(value)
        setter(self, "_key", tuple(values))
        setter(self, "_hash", hash(self._key))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Context cannot be changed; use replace()")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Context) and self._key == other._key

    def __hash__(self) -> int:
        return self._hash

    def __reduce__(self) -> tuple[Any, ...]:
        return _context_from_dict, (self.to_dict(),)

    def __repr__(self) -> str:
        shown = (f"{name}={_masked(name, value)!r}" for name, value in self.to_dict().items())
        return f"Context({', '.join(shown)})"

    def to_dict(self) -> dict[str, Any]:
        """The known fields, by name."""
        return {name: value for name, value in zip(CONTEXT_FIELDS, self._key, strict=True) if value is not None}

    def replace(self, **fields: Any) -> Context:
        """A copy with some fields set anew; None forgets a field. Raises ContextError as the constructor does."""
        return Context(**{**self.to_dict(), **fields})


_FIELD_SET = frozenset(CONTEXT_FIELDS)


def _error(message: str) -> Exception:
    from smslint.errors import ContextError

    return ContextError(message)


def _context_from_dict(fields: Mapping[str, Any]) -> Context:
    return Context(**fields)


def _unknown_field(name: str) -> str:
    return f"unknown context field {name!r}{did_you_mean(name, CONTEXT_FIELDS)}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'x'?"` when a known word is close, else an empty string."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""


def _masked(name: str, value: Any) -> Any:
    if name not in MASKED_FIELDS:
        return value
    if isinstance(value, tuple):
        return tuple(mask_number(item) for item in value)
    return mask_number(value)


def mask_number(number: str) -> str:
    """A phone number with its last three digits hidden, as `+12025550***`; other sender ids stay as they are."""
    digits = sum(character.isdigit() for character in number)
    return number[:-3] + "***" if digits >= 7 else number


def _checked(name: str, value: Any) -> Any:
    if name in CHOICES:
        return _one_of(name, value, CHOICES[name])
    if name in LIST_FIELDS:
        return _strings(name, value)
    if name in BOOL_FIELDS:
        return _typed(name, value, bool, "true or false")
    if name in INT_FIELDS:
        return _count(name, value)
    if name in DATETIME_FIELDS:
        return _aware(name, value)
    text = _typed(name, value, str, "text")
    if name in ("country", "region"):
        return text.upper()
    if name in ("carrier", "provider", "language"):
        return text.lower()
    return text


def _one_of(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        hint = did_you_mean(str(value), allowed)
        raise _error(f"{name} cannot be {value!r}{hint or '; one of ' + ', '.join(allowed)}")
    return str(value)


def _strings(name: str, value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not all(isinstance(item, str) for item in value):
        raise _error(f"{name} is a list of texts")
    return tuple(value)


def _typed(name: str, value: Any, kind: type, words: str) -> Any:
    if not isinstance(value, kind):
        raise _error(f"{name} is {words}, not {type(value).__name__}")
    return value


def _count(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _error(f"{name} is a whole number of 0 or more")
    return value


def _aware(name: str, value: Any) -> Any:
    if getattr(value, "tzinfo", None) is None:
        raise _error(f"{name} is a datetime with a time zone")
    return value


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
        return str(self._rule.id)

    @property
    def name(self) -> str:
        return str(self._rule.name)

    @property
    def category(self) -> str:
        return str(self._rule.category)

    @property
    def confidence(self) -> str:
        return str(self._rule.confidence)

    @property
    def message(self) -> str:
        return str(self._rule.message) if self._message is None else self._message

    @property
    def fix(self) -> Fix | None:
        if self._fix is None:
            usual: Fix | None = self._rule.fix
            return usual
        if isinstance(self._fix, Fix):
            return self._fix
        fix: Fix = self._rule.fix_for(*self._fix)
        return fix

    @property
    def tier(self) -> int | None:
        tier: int | None = self._rule.tier
        return tier

    @property
    def fine_usd(self) -> int:
        """T-Mobile's fee for the rule's tier if the carrier rules it a violation; 0 without a tier or for an info."""
        return FINE_USD.get(self._rule.tier, 0) if self.severity is not Severity.INFO else 0

    @property
    def sources(self) -> tuple[SourceRef, ...]:
        return tuple(self._rule.sources)

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(self._rule.refs)

    @property
    def why(self) -> str:
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
