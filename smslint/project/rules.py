"""The rules that need a file or a configuration, and so no rule file could hold: broken links, suppressions.

They look like other rules to all who read a finding, are selected and ignored like them, and are explained by
`smslint rule`.
"""

from __future__ import annotations

from smslint.model import Finding, Fix, Severity, SourceRef

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_OBSERVED = ("smslint-observation", "Observation by the authors of this rule book", "", "", "heuristic", "2026-11-26")
_ENCODING = (
    "telnyx-message-encoding", "Message encoding", "",
    "https://developers.telnyx.com/docs/messaging/messages/message-encoding", "guidance", "2026-11-22",
)  # fmt: skip


class ProjectRule:
    """A rule of this room, with what a finding reads through its rule."""

    append: dict[str, str] = {}  # noqa: RUF012 - no rule of this room appends
    speaks = False
    pack = "core"
    status = "stable"
    confidence = "high"
    refs: tuple[str, ...] = ()
    tier: int | None = None

    def __init__(
        self, id: str, name: str, category: str, severity: str, weight: int, message: str, why: str, say: str,
        source: tuple[str, str, str, str, str, str] = _OBSERVED,
    ) -> None:  # fmt: skip
        self.id = id
        self.name = name
        self.category = category
        self.severity = severity
        self.weight = weight
        self.message = message
        self.why = why
        self.fix = Fix(say)
        self.sources = (SourceRef(*source),)
        self.tags: tuple[str, ...] = ()
        self.locked = False

    def fix_for(self, *_: object) -> Fix:
        """The usual fix."""
        return self.fix

    def to_dict(self) -> dict[str, Any]:
        """The page as JSON values."""
        return {
            "rule": self.id, "name": self.name, "category": self.category, "status": self.status, "severity": self.severity,
            "confidence": self.confidence, "weight": self.weight, "message": self.message, "why": self.why,
            "fix": self.fix.to_dict(), "sources": [source.to_dict() for source in self.sources],
        }  # fmt: skip

    def page(self) -> str:
        """The page as text."""
        from textwrap import fill

        parts = {"Finds": self.message, "Why": self.why, "Instead": self.fix.say, "Who says so": self.sources[0].title}
        body = [f"{title}\n{fill(text, 100, initial_indent='  ', subsequent_indent='  ')}" for title, text in parts.items()]
        about = f"{self.severity}, {self.confidence} confidence, {self.category}; only `smslint check` asks"
        head = f"{self.id} {self.name}\n  {about}"
        return "\n\n".join([head, *body]) + "\n"

    def finding(self, start: int | None, end: int | None, message: str | None = None) -> Finding:
        """A finding of this rule."""
        return Finding(self, Severity(self.severity), start, end, message=message)


MAY_BREAK = ProjectRule(
    "TMP021", "link-may-break", "length", "info", 1,
    "A segment may end inside this link.",
    "Phones put segments together again, but a segment that comes late or not at all leaves half a link, and some old phones and "
    "gateways show segments one by one.",
    "Move the link to the beginning, or shorten the text to one segment.", _ENCODING,
)  # fmt: skip
UNKNOWN_RULE = ProjectRule(
    "TMP022", "suppression-unknown-rule", "placeholder", "warning", 1,
    "This suppression names no rule.",
    "A misspelt rule is not suppressed, and nobody notices.",
    "Write the identifier, prefix, name or category of a rule: `smslint rules` lists them.",
)  # fmt: skip
UNUSED = ProjectRule(
    "TMP023", "suppression-unused", "placeholder", "warning", 1,
    "This suppression suppresses nothing.",
    "The fault is mended or has moved; what stays behind would hide the next one.",
    "Remove it.",
)  # fmt: skip
ENDED = ProjectRule(
    "TMP024", "suppression-ended", "placeholder", "warning", 1,
    "This suppression has ended.",
    "It was given for a time. A day that is no day counts as past, so that no misspelling makes it last for ever.",
    "Mend the fault, or decide anew and write another day, as until 2026-12-31.",
)  # fmt: skip
NO_REASON = ProjectRule(
    "TMP025", "suppression-without-reason", "placeholder", "warning", 1,
    "This suppression gives no reason, and does not count.",
    "Whoever meets it in a year has to know whether it still holds.",
    "Write the reason behind two dashes: ignore URL001 -- our own shortener, agreed with the carrier.",
)  # fmt: skip
LOCKED = ProjectRule(
    "TMP026", "suppression-not-allowed", "placeholder", "error", 2,
    "This rule cannot be suppressed.",
    "Ignored opt-outs, phishing and other faults of the worst tier are fined and end accounts, whatever a comment says.",
    "Mend the text. When the rule is wrong about it, report that.",
)  # fmt: skip
RULES: tuple[ProjectRule, ...] = (MAY_BREAK, UNKNOWN_RULE, UNUSED, ENDED, NO_REASON, LOCKED)


def is_chosen(rule: ProjectRule, select: Sequence[str] | None, ignore: Sequence[str] | None) -> bool:
    """Whether --select and --ignore leave a rule of this room in."""
    if select and not any(word == "all" or _names(word, rule) for word in select):
        return False
    return not any(_names(word, rule) for word in ignore or ())


def without_own(words: Sequence[str] | None) -> list[str]:
    """Selectors without those that name a rule of this room alone, which no rule book knows."""
    parts = [part.strip() for word in words or () for part in word.split(",") if part.strip()]
    return [part for part in parts if own_rule(part) is None]


def own_rule(word: str) -> ProjectRule | None:
    """The rule of this room with an identifier or name."""
    return next((rule for rule in RULES if word.upper() == rule.id or word == rule.name), None)


def _names(word: str, rule: ProjectRule) -> bool:
    return rule.id.startswith(word.upper()) or word in (rule.name, rule.category)
