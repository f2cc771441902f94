"""What `check` does beside naming findings: mend files, show differences, count."""

from __future__ import annotations

from smslint.cli import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from smslint.cli.console import Output
    from smslint.cli.repository import Repository
    from smslint.linter import Linter
    from smslint.project.check import CheckedFile
    from smslint.project.source import Source
    from smslint.report import Summary


def mend(
    repository: Repository, checked: CheckedFile, path: str, kind: str | None, params: Mapping[str, Any], output: Output
) -> tuple[CheckedFile, bool, int]:
    """(the file as it is now, whether it changed or would, findings mended). output: takes the difference with --diff."""
    from smslint.project.fix import fix_file

    judge = repository.judge_of(path)
    fixed = fix_file(judge, checked, bool(params.get("unsafe_fixes")), kind)
    if fixed is None or checked.source is None:
        return checked, False, 0
    if params.get("diff"):
        _show(path, checked.source, fixed.text, output, params)
        return checked, True, fixed.count
    from smslint.project.atomic import replace_file

    try:
        replace_file(path, fixed.data)
    except OSError as error:
        repository.problems(path, None, f"cannot be written: {error.strerror or type(error).__name__}")
        return checked, False, 0
    return repository.check(path, fixed.data, kind), True, fixed.count


def _show(path: str, source: Source, after: str, output: Output, params: Mapping[str, Any]) -> None:
    """Write the difference; what could act on a terminal is escaped there, and stays what it is in a file."""
    from smslint.report.patch import patch
    from smslint.report.region import patched

    mark = "\ufeff" if source.mark else ""
    name = source.path if path == "-" else patched(_file_of(path), params.get("paths") or ())
    shown, applies = patch(name, mark + source.text, mark + after, output.is_file)
    held = output.holds(shown)
    output.write(shown)
    if not applies or not held:
        what = "control characters" if not applies else "characters that the output's encoding lacks"
        console.say(f"{path}: {what} are shown as escapes; for a patch that applies give --output-file FILE")


def _file_of(path: str) -> str:
    """The file itself, where a path is a link to it: git applies no patch to a link."""
    import os

    return os.path.realpath(path) if os.path.islink(path) else path


def statistics_text(summary: Summary, linter: Linter, form: str) -> str:
    """Findings by rule, most frequent first: for people a table, for programs JSON."""
    from smslint.project.rules import RULES

    names = {rule.id: rule.name for rule in (*getattr(linter, "rules", ()), *RULES)}
    counts = sorted(summary.rules.items(), key=lambda pair: (-pair[1], pair[0]))
    if form in ("json", "jsonl"):
        from smslint.report.encode import dumps

        rules = [{"rule": rule, "name": names.get(rule, ""), "count": count} for rule, count in counts]
        return dumps({"version": 1, "rules": rules, "summary": summary.to_dict()}) + "\n"
    from smslint.report.text import totals_text

    room = max((len(f"{count:,}") for _, count in counts), default=0)
    rows = [f"{count:>{room},}  {rule}  {names.get(rule, '')}".rstrip() for rule, count in counts]
    return "\n".join([*rows, "", totals_text(summary)] if rows else [totals_text(summary)]) + "\n"
