"""The sentences that writers share: what a fix says, whom a source cites, what a fine is, which option answers."""

from __future__ import annotations

from smslint.counts import counted
from smslint.model import BOOL_FIELDS
from smslint.report.visible import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from smslint.model import Finding, Fix, Report
    from smslint.text.encoding import Segments

CITED = 2
"""Sources named beside a finding; the page of the rule names them all."""
SHOWN = 3
"""Characters named as the reason for UCS-2."""


def option(field: str) -> str:
    """The command line option that answers an open question: `--first-message/--no-first-message`."""
    stem = field.replace("_", "-")
    return f"--{stem}/--no-{stem}" if field in BOOL_FIELDS else f"--{stem}"


def options(fields: Iterable[str]) -> str:
    """Several options, as `--brand, --use-case`."""
    return ", ".join(option(field) for field in fields)


def fix_text(fix: Fix) -> str:
    """What to do about a finding, with the words to write where the fix knows them."""
    words = " ".join(edit.text.strip() for edit in fix.edits if edit.text.strip()) if len(fix.edits) == 1 else ""
    return f'{fix.say} Write: "{words}"' if words else fix.say


def source_text(finding: Finding) -> str:
    """Who says so: the first titles with their clauses, how many more, then the providers' error codes."""
    cited = [f"{source.title}, {source.section}" if source.section else source.title for source in finding.sources]
    more = [f"{len(cited) - CITED} more: smslint rule {finding.rule}"] if len(cited) > CITED else []
    return "; ".join([*cited[:CITED], *more, *(_reference(ref) for ref in finding.refs)])


def _reference(ref: str) -> str:
    provider, _, code = ref.partition(":")
    return f"{provider.capitalize()} {code}" if code else ref


def risk_text(tier: int | None, fine: int) -> str:
    """What it may cost; empty without a tier."""
    if tier is None:
        return ""
    return f"T-Mobile tier {tier}, ${fine:,} if ruled a violation" if fine else f"T-Mobile tier {tier}"


def segments_text(segments: Segments) -> str:
    """How the message travels: `1 segment (GSM-7, 46 of 160)`, `2 segments (UCS-2 because of ’ U+2019; GSM-7: 1)`."""
    if segments.encoding == "gsm7":
        room = f" of {segments.capacity}" if segments.count == 1 else " septets"
        return f"{counted(segments.count, 'segment')} (GSM-7, {segments.units}{room})"
    forcing = [f"{escape(character)} U+{ord(character):04X}" for character, _ in segments.forcing]
    more = f" and {len(forcing) - SHOWN} more" if len(forcing) > SHOWN else ""
    plain = segments.count_if_gsm7
    saved = f"; GSM-7: {plain}" if plain is not None and plain < segments.count else ""
    return f"{counted(segments.count, 'segment')} (UCS-2 because of {', '.join(forcing[:SHOWN])}{more}{saved})"


def range_text(sizes: dict[str, Any]) -> str:
    """How a template travels: `1 to 3 segments by the length of its fields, usually 1`."""
    shortest, typical, longest = sizes["shortest"], sizes["typical"], sizes["longest"]
    kind = "GSM-7" if sizes["encoding"] == "gsm7" else "UCS-2"
    if shortest == longest:
        return f"{counted(longest, 'segment')} ({kind}), whatever its fields are filled with"
    return f"{shortest} to {longest} segments ({kind}) by the length of its fields, usually {typical}"


def count_text(report: Report) -> str:
    """`2 errors, 1 warning`, or `nothing found`."""
    counts: dict[str, int] = {}
    for finding in report.findings:
        counts[finding.severity.value] = counts.get(finding.severity.value, 0) + 1
    named = [counted(count, name) if name != "info" else f"{count} info" for name, count in counts.items()]
    more = [f"{report.omitted:,} more not listed"] if report.omitted else []
    return ", ".join([*named, *more]) or "nothing found"
