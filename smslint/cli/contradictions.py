"""Options of `check` that contradict each other, or do nothing alone."""

from __future__ import annotations

from smslint.cli.failure import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

COUNTED = ("text", "json", "jsonl")
"""Formats of --statistics."""
_EXCLUDING = (
    ("fix", "diff"),
    ("watch", "fix"),
    ("write_baseline", "fix"),
    ("write_baseline", "prune"),
    ("config", "isolated"),
    ("diff", "statistics"),
)


def refuse_contradictions(params: Mapping[str, Any]) -> None:
    """Raise UsageError for the first contradiction."""
    for one, other in _EXCLUDING:
        if params.get(one) and params.get(other):
            first, second = (f"--{name.replace('_', '-')}" for name in (one, other))
            raise UsageError(f"{first} and {second} exclude each other; give one of them")
    if params.get("unsafe_fixes") and not (params.get("fix") or params.get("diff")):
        raise UsageError("--unsafe-fixes does nothing alone; add --fix, or --diff to see what would change")
    for option in ("fix", "watch"):
        if params.get(option) and "-" in params.get("paths", ()):
            hint = "; give --diff, or the file itself" if option == "fix" else "; give files or folders"
            raise UsageError(f"--{option} cannot be used on standard input{hint}")
    form = params.get("format") or "text"
    if params.get("diff") and form != "text":
        raise UsageError(f"--diff writes a patch, not {form}; leave out one of them: the fixes of findings are in json and sarif")
    if params.get("statistics") and form not in COUNTED:
        raise UsageError(f"--statistics is written as {', '.join(COUNTED)}, not as {form}")
