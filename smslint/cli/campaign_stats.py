"""`smslint campaign stats SENDS...`: rates, sequences, exposure and outcomes of what was sent."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.outputs import check_outputs, writing
from smslint.cli.setup import make_context, make_linter
from smslint.cli.stats_options import ABOUT, ARGUMENTS, OPTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, TextIO

    from smslint.campaign.rejects import Rejects
    from smslint.campaign.settings import Settings
    from smslint.campaign.study import Study

__all__ = ["ABOUT", "ARGUMENTS", "OPTIONS", "run"]
NAMED = 20
"""Reasons for rows left out that are said one by one."""
DEFAULT_ZONE = "UTC"


def run(params: Mapping[str, Any]) -> int:
    """Count, judge and print; returns the exit code."""
    from smslint.campaign.reading import UnreadableError
    from smslint.campaign.rejects import Rejects

    settings = _settings(params)
    _check_outputs(params)
    with ExitStack() as stack:
        rejects = Rejects(stack.enter_context(_new(params["rejects"])) if params.get("rejects") else None)
        try:
            found = _study(params, settings, rejects)
        except UnreadableError as error:
            console.say(str(error))
            return console.UNREAD
    _say_rejects(rejects, params)
    _say_strays(found)
    _say_unread(found)
    console.write(_written(found, params))
    fails = _fails(found, params.get("fail_on") or "error")
    return console.UNREAD if len(rejects) else console.FOUND if fails else console.CLEAN


def _check_outputs(params: Mapping[str, Any]) -> None:
    """Raise before the work, not after it, when a result could not be written or would destroy what is read."""
    outputs = {f"--{name}": params[name] for name in ("report", "rejects") if params.get(name)}
    single = (params[name] for name in ("campaigns", "context") if params.get(name))
    logs = (path for name in ("sends", "replies", "complaints", "reports") for path in params.get(name, ()))
    check_outputs(outputs, (*logs, *single))
    for name in ("report", "rejects"):
        folder = os.path.dirname(params.get(name) or "") or "."
        if params.get(name) and (os.path.isdir(params[name]) or not os.access(folder, os.W_OK)):
            raise UsageError(f"--{name} cannot be {params[name]!r}; name a file in a folder that can be written to")
    if params.get("report"):
        from smslint.report.page import charts

        charts.require()


def _settings(params: Mapping[str, Any]) -> Settings:
    from smslint.campaign.figures import figures
    from smslint.campaign.settings import ANY, Settings, parse_promise, read_campaigns
    from smslint.zones import zone_fault

    zone = params.get("timezone") or DEFAULT_ZONE
    fault = zone_fault(zone)
    if fault is not None:
        raise UsageError(f"--timezone {fault}")
    campaigns: dict[str, dict[str, Any]] = read_campaigns(params["campaigns"]) if params.get("campaigns") else {}
    if params.get("frequency"):
        parse_promise(params["frequency"])
        campaigns[ANY] = {**campaigns.get(ANY, {}), "frequency": params["frequency"]}
    minimum = params.get("minimum")
    settings = Settings(
        zone,
        figures("opt-out-rate")["minimum_sample"]["recipients"] if minimum is None else minimum,
        make_context(params),
        campaigns,
        params.get("vendor", ()),
        params.get("without", ()),
        bool(params.get("from_start")),
    )
    settings.check()
    return settings


def _study(params: Mapping[str, Any], settings: Settings, rejects: Rejects) -> Study:
    from smslint.campaign.columns import COMPLAINTS, REPLIES, REPORTS, SENDS, parse_mapping
    from smslint.campaign.database import database
    from smslint.campaign.logs import Logs
    from smslint.campaign.queries import check_queries, parse_queries
    from smslint.campaign.study import study

    mapping = parse_mapping(params.get("columns", ()))
    queries = parse_queries(params.get("query", ()))
    check_queries(queries, {name: params.get(name, ()) for name in ("sends", "replies", "complaints", "reports")})
    with database(settings.zone) as connection:
        logs = Logs(connection, mapping, rejects, params.get("stdin_format") or "jsonl", queries)
        sends = SENDS if {"content", "sequences"} & set(settings.parts) else SENDS.ignoring("text")
        for kind, name in ((sends, "sends"), (REPLIES, "replies"), (COMPLAINTS, "complaints"), (REPORTS, "reports")):
            logs.read(kind, params.get(name, ()))
        linter = make_linter(params) if "content" in settings.parts else None
        found = study(logs, settings, linter, _progress)
        if params.get("report"):
            _write_page(found, params, logs)
        return found


def _progress(done: int, total: int) -> None:
    """How many texts are judged, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{done:,} of {total:,} texts judged{end}")
        sys.stderr.flush()


def _write_page(found: Study, params: Mapping[str, Any], logs: Any) -> None:
    from smslint.report.campaign.page import page

    worst = found.sections.get("content", {}).get("worst", ()) if params.get("show_text") else ()
    texts = logs.texts_at([one["place"] for one in worst])
    with writing(params["report"]), _new(params["report"]) as file:
        file.write(page(found.to_dict(), texts))
    console.say(f"page written to {params['report']}")


def _new(path: str) -> TextIO:
    """An empty file at this place. Raises OutputError."""
    with writing(path):
        return open(path, "w", encoding="utf-8", newline="\n")


def _say_rejects(rejects: Rejects, params: Mapping[str, Any]) -> None:
    listed = sorted(rejects.counts)
    for path, reason in listed[:NAMED]:
        count = rejects.counts[path, reason]
        more = f" (and {count - 1:,} more)" if count > 1 else ""
        console.say(f"{path}:{rejects.first[path, reason]}: left out: {reason}{more}")
    if len(listed) > NAMED:
        console.say(f"... and {len(listed) - NAMED:,} more reasons")
    if listed and not params.get("rejects"):
        console.say("give --rejects FILE to have every one of these rows named")


def _say_strays(found: Study) -> None:
    stray, replies = found.summary["replies_to_unknown_numbers"], found.summary["rows"]["replies"]
    if stray:
        turned = "; are the two ends the wrong way round? --columns replies.sender=NAME" if stray == replies else ""
        console.say(f"{stray:,} of {replies:,} replies went to numbers that are not among the sends{turned}")


def _say_unread(found: Study) -> None:
    codes = found.sections.get("unread_codes", ())
    if codes:
        shown = ", ".join(codes[:NAMED]) + (" ..." if len(codes) > NAMED else "")
        console.say(f"error codes not read, since providers differ on them: {shown}; name yours with --provider")


def _written(found: Study, params: Mapping[str, Any]) -> str:
    if params.get("format") == "json":
        from smslint.report.encode import dumps

        return dumps(found.to_dict()) + "\n"
    from smslint.report.campaign.text import text

    return text(found.to_dict(), bool(params.get("all")))


def _fails(found: Study, level: str) -> bool:
    order = ("info", "warning", "error")
    return level != "never" and any(
        order.index(finding.severity.value) >= order.index(level) for finding in found.findings
    )
