"""A vetted registration, for people and for programs. The texts of the form are not repeated."""

from __future__ import annotations

from smslint.counts import counted
from smslint.report.encode import dumps
from smslint.report.layout import wrapped
from smslint.report.paint import paint
from smslint.report.visible import escape
from smslint.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smslint.campaign.registration.faults import Fault
    from smslint.campaign.registration.vet import Vetting
    from smslint.model import RulesetInfo
    from smslint.report.record import Style

VERSION = 1


def vetting_text(vetting: Vetting, style: Style) -> str:
    """Every fault with its field, codes and remedy; what cannot be submitted again stands first."""
    lines = []
    if vetting.final:
        said = f"not to be submitted as it is: a campaign rejected with {', '.join(vetting.final)} cannot be submitted again"
        lines += [paint(line, "error", style.color) for line in wrapped(said, "", style.width)] + [""]
    for fault in vetting.faults:
        lines += [*_fault(fault, vetting.form.path, style), ""]
    return "\n".join([*lines, _verdict(vetting, style)]) + "\n"


def _fault(fault: Fault, path: str, style: Style) -> list[str]:
    head = paint(f"{fault.severity.value}[{fault.rule}]", fault.severity.value, style.color)
    field = paint(escape(fault.field), "bold", style.color)
    lines = [f"{head} {field}: {escape(fault.message)}  {paint(f'({fault.key})', 'dim', style.color)}"]
    place = f":{fault.line}:{fault.column}" if fault.line else ""
    lines.append(f"  --> {escape(path)}{place}{_within(fault)}")
    notes = (
        ("fix", fault.fix),
        ("codes", ", ".join(fault.codes)),
        ("says", ", ".join(fault.sources[:2])),
        ("needs", ", ".join(fault.hangs_on)),
    )
    for label, prose in notes:
        if prose:
            lines += wrapped(prose, f"   = {label + ':':<7}", style.width)
    return lines


def _within(fault: Fault) -> str:
    return "" if fault.start is None else f" (characters {fault.start + 1} to {fault.end})"


def _verdict(vetting: Vetting, style: Style) -> str:
    verdict = paint(vetting.verdict.value, vetting.verdict.value, style.color)
    errors = sum(fault.severity.value == "error" for fault in vetting.faults)
    found = f"{counted(errors, 'error')}, {counted(len(vetting.faults) - errors, 'warning')}"
    asked = (
        "; not judged for want of: " + ", ".join(f"--{name}" for name in vetting.open_questions)
        if vetting.open_questions
        else ""
    )
    what = f"{vetting.form.kind.replace('_', '-')}, {vetting.use_case or 'no use case'}"
    return f"{verdict}: {escape(vetting.form.path)} ({what}): {found}{asked}"


def vettings_json(vettings: Sequence[Vetting], ruleset: RulesetInfo, unread: Iterable[str]) -> str:
    """One JSON object for a run."""
    verdicts = [vetting.verdict.value for vetting in vettings]
    envelope = {
        "version": VERSION,
        "tool": {"name": "smslint", "version": __version__},
        "ruleset": ruleset.to_dict(),
        "results": [vetting.to_dict() for vetting in vettings],
        "summary": {
            "registrations": len(vettings),
            "verdicts": {name: verdicts.count(name) for name in ("pass", "warn", "block")},
            "unread": list(unread),
        },
    }
    return dumps(envelope) + "\n"
