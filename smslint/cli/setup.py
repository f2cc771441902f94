"""From parameters to a linter and a context: shared by every command that judges messages."""

from __future__ import annotations

from smslint.cli.failure import UsageError
from smslint.cli.options import FIELDS, SPLIT
from smslint.layers import laid_over
from smslint.model import Context, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from typing import Any

    from smslint.linter import Linter
    from smslint.model import Report


MAX_CONTEXT_BYTES = 1024 * 1024
"""The longest --context file; one of every field has a thousand bytes."""


def make_linter(params: Mapping[str, Any]) -> Linter:
    """The linter that --rules, --select, --ignore and --as-of describe."""
    from smslint.linter import Linter

    rules = params.get("rules") or ("default",)
    return Linter(
        rules=rules[0] if len(rules) == 1 else rules,
        select=items_of("--select", params.get("select")),
        ignore=items_of("--ignore", params.get("ignore")),
        preview=True if params.get("preview") else None,
        as_of=parse_day(params.get("as_of")),
    )


def make_context(params: Mapping[str, Any]) -> Context:
    """The context of the options, over that of the --context file."""
    return Context(**context_fields(params))


def context_fields(params: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the options, over those of the --context file."""
    return laid_over(_file_fields(params.get("context")), option_fields(params))


def option_fields(params: Mapping[str, Any]) -> dict[str, Any]:
    """The context fields that were given as options."""
    fields = {name: params[name] for name in FIELDS if params.get(name) is not None and name not in SPLIT}
    for plural, singular in SPLIT.items():
        items = (*params.get(singular, ()), *(items_of("--" + plural.replace("_", "-"), params.get(plural)) or ()))
        if items:
            fields[plural] = items
    if "sent_at" in fields:
        fields["sent_at"] = parse_time(fields["sent_at"])
    return fields


def _file_fields(path: str | None) -> dict[str, Any]:
    if path is None:
        return {}
    from smslint.corpus.decode import InputError
    from smslint.corpus.rows import OF_CONTEXT, parse_object, row_context
    from smslint.errors import ContextError, unreadable

    try:
        with open(path, "rb") as file:
            data = file.read(MAX_CONTEXT_BYTES + 1)
        if len(data) > MAX_CONTEXT_BYTES:
            raise InputError(f"longer than {MAX_CONTEXT_BYTES:,} bytes, too long for a context")
        fields = row_context({"context": parse_object(data, of=OF_CONTEXT)})
        Context(**fields)  # told with the name of the file
        return fields
    except OSError as error:
        raise UsageError(f"--context: {path}: {unreadable(error)}") from None
    except (InputError, ContextError) as error:
        raise UsageError(f"--context: {path}: {error}") from None


def items_of(option: str, values: Iterable[str] | None) -> tuple[str, ...] | None:
    """The items of an option; None when it was not given. Raises UsageError for one without an item."""
    items = split(values)
    if values and items is None:
        raise UsageError(f"{option} names nothing; write one or more with commas between, or leave it out")
    return items


def split(values: Iterable[str] | None) -> tuple[str, ...] | None:
    """Values with commas between, taken apart; None when there are none."""
    items = tuple(item.strip() for value in values or () for item in value.split(",") if item.strip())
    return items or None


def parse_day(day: str | None) -> date | None:
    """A calendar day from ISO form. Raises UsageError."""
    if day is None:
        return None
    from datetime import date

    try:
        return date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"--as-of cannot be {day!r}; write a day as 2026-03-01") from None


def parse_time(time: str) -> Any:
    """A moment from ISO form. Raises UsageError; whether it has an offset is the Context's question."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(time)
    except ValueError:
        raise UsageError(f"sent_at cannot be {time!r}; write a moment as 2026-03-01T09:30-05:00") from None


def fails(report: Report, params: Mapping[str, Any]) -> bool:
    """Whether a report counts against --fail-on or --fail-on-unknown."""
    from smslint.report.record import counts_at

    if params.get("fail_on_unknown") and report.verdict.value == "needs_context":
        return True
    level = params.get("fail_on") or "error"
    return level != "never" and any(counts_at(finding, Severity(level)) for finding in report.findings)
