"""What an error code means, which hangs on the provider that gave it: 30 is spam at Plivo and a ported number at 8x8.

A provider is known where the context of the campaign names it, or where the titles of a file are those of its export. Otherwise
a code is read only where its length tells whose it is; the rest stay unread, and the study says which.
"""

from __future__ import annotations

from smslint.campaign.figures import figures

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TELLING = 4
"""Digits from which a code that one provider alone is known to use is taken for that provider's."""
NO_CODE = frozenset({"", "0", "000", "null", "None"})


class Reading:
    """How a code was read.

    provider: whose it is, None where that is not known; kind: see rules/figures/error-codes.yml; says: what it means, or None;
    failed: whether it tells of a failure; unread: it means one thing at one provider and another elsewhere.
    """

    __slots__ = ("failed", "kind", "provider", "says", "unread")

    def __init__(self, provider: str | None, kind: str, says: str | None, failed: bool, unread: bool = False) -> None:
        self.provider = provider
        self.kind = kind
        self.says = says
        self.failed = failed
        self.unread = unread


def plain_code(written: str) -> str | None:
    """A code as the tables have it, None where the cell holds none; spreadsheets write 30007.0."""
    code = written.strip().removesuffix(".0")
    return None if code in NO_CODE else code


def read_code(code: str, provider: str | None) -> Reading:
    """What a code means at a provider, or at the only one that it can be of."""
    table = figures("error-codes")
    owners = [name for name, codes in table["codes"].items() if code in codes]
    passed = [name for name, codes in table["no_failure"].items() if code in codes]
    if provider is None:
        if len(owners) != 1 or passed or len(code) < TELLING:
            return Reading(None, "other", None, not passed, unread=bool(owners or passed))
        provider = owners[0]
    meaning: dict[str, Any] = table["codes"].get(provider, {}).get(code, {})
    return Reading(provider, meaning.get("kind", "other"), meaning.get("says"), provider not in passed)
