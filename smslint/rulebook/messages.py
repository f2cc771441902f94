"""Fields in the message of a rule: what a check fills in when it speaks."""

from __future__ import annotations

import re

from smslint.rulebook.document import shown
from smslint.rulebook.rulespec import RuleSpec

_FIELD = re.compile(r"\{\s*[A-Za-z_]*\s*\}")
_FILLED = {"terms": "{term}", "pattern": "{term}", "combine": "{term}", "hours": "{said}"}
"""Kind of check -> the field that it fills."""


def message_fault(rule: RuleSpec, message: str) -> str | None:
    """Why readers would see a field of this message as it is written, or None."""
    filled = "{element}" if getattr(rule.check.options, "each", None) else _FILLED.get(rule.check.kind)
    for field in _FIELD.findall(message):
        if field != filled:
            known = f"it knows {filled}" if filled else "write the message without it"
            return f"nothing fills {shown(field)[1:-1]} in a message of this check; {known}"
    return None
