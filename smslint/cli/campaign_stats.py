"""`smslint campaign stats SENDS...`: rates, sequences, exposure and outcomes of what was sent."""

from __future__ import annotations

import os
import sys
import tempfile

from smslint.cli import console
from smslint.cli.failure import UsageError
from smslint.cli.outputs import check_once, check_outputs, writing
from smslint.cli.setup import make_context, make_linter
from smslint.cli.stats_notes import say_notes, say_rejects
from smslint.cli.stats_options import ABOUT, ARGUMENTS, OPTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO, Any

    from smslint.campaign.columns import LogKind
    from smslint.campaign.logs import Logs
    from smslint.campaign.rejects import Rejects
    from smslint.campaign.settings import Settings
    from smslint.campaign.study import Study

__all__ = ["ABOUT", "ARGUMENTS", "OPTIONS", "run"]
LOGS = ("sends", "replies", "complaints", "reports")
DEFAULT_ZONE = "UTC"


def run(params: Mapping[str, Any]) -> int:
    """Count, judge and print; returns the exit code."""
    from smslint.campaign.columns import UnreadableError
    from smslint.campaign.rejects import Rejects

    settings = _settings(params)
    _check_outputs(params)
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as file:
        rejects = Rejects(file if params.get("rejects") else None)
        try:
            found = _study(params, settings, rejects)
        except UnreadableError as error:
            console.say(str(error))
            return console.UNREAD
        if params.get("rejects"):
            _keep_rejects(file, params["rejects"])
    say_rejects(rejects, bool(params.get("rejects")))
    say_notes(found)
    console.write(_written(found, params))
    fails = _fails(found, params.get("fail_on") or "error")
    lost = len(rejects) or found.summary["unread_logs"]
    return console.UNREAD if lost else console.FOUND if fails else console.CLEAN


def _keep_rejects(file: IO[str], path: str) -> None:
    """Put the rows left out in their place, once all are known: a run that breaks off leaves the last list as it was."""
    from smslint.project.atomic import replacing

    file.seek(0)
    with writing(path), replacing(path) as target:
        for part in iter(lambda: file.read(1 << 20), ""):
            target.write(part.encode())


def _check_outputs(params: Mapping[str, Any]) -> None:
    """Raise before the work, not after it, when a result could not be written or would destroy what is read."""
    outputs = {f"--{name}": params[name] for name in ("report", "rejects") if params.get(name)}
    single = (params[name] for name in ("campaigns", "context") if params.get(name))
    check_outputs(outputs, (*(path for name in LOGS for path in params.get(name, ())), *single))
    for name in LOGS:
        check_once(params.get(name, ()), name)
    for name in ("report", "rejects"):
        folder = os.path.dirname(params.get(name) or "") or "."
        if params.get(name) and (os.path.isdir(params[name]) or not os.access(folder, os.W_OK)):
            raise UsageError(f"--{name} cannot be {params[name]!r}; name a file in a folder that can be written to")
    if params.get("report"):
        from smslint.report.page import charts

        charts.require()


def _settings(params: Mapping[str, Any]) -> Settings:
    from smslint.campaign.figures import figures
    from smslint.campaign.settings import ANY, Campaigns, Settings, parse_promise, read_campaigns
    from smslint.zones import zone_fault

    zone = params.get("timezone") or DEFAULT_ZONE
    fault = zone_fault(zone)
    if fault is not None:
        raise UsageError(f"--timezone {fault}")
    campaigns = read_campaigns(params["campaigns"]) if params.get("campaigns") else Campaigns()
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
        campaigns.places,
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
    check_queries(queries, {name: params.get(name, ()) for name in LOGS})
    with database(settings.zone) as connection:
        logs = Logs(connection, mapping, rejects, params.get("stdin_format") or "jsonl", queries, params.get("dates"))
        sends = SENDS if {"content", "sequences"} & set(settings.parts) else SENDS.ignoring("text")
        _read(logs, (sends, REPLIES, COMPLAINTS, REPORTS), params)
        linter = make_linter(params) if "content" in settings.parts else None
        found = study(logs, settings, linter, _progress)
        if params.get("report"):
            _write_page(found, params, logs)
        return found


def _read(logs: Logs, kinds: Sequence[LogKind], params: Mapping[str, Any]) -> None:
    """Read what can be read and name the rest. Raises UnreadableError when there are no sends to judge."""
    from smslint.campaign.columns import UnreadableError

    for kind, name in zip(kinds, LOGS, strict=True):
        logs.read_all(kind, params.get(name, ()))
        if not logs.paths:
            break
    for said in logs.said:
        console.say(said)
    for said in logs.lost[: None if logs.paths else -1]:
        console.say(said)
    if not logs.paths:
        raise UnreadableError(logs.lost[-1])


def _progress(done: int, total: int) -> None:
    """How many texts are judged, on a terminal only."""
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r{done:,} of {total:,} texts judged{end}")
        sys.stderr.flush()


def _write_page(found: Study, params: Mapping[str, Any], logs: Any) -> None:
    from smslint.project.atomic import replace_file
    from smslint.report.campaign.page import page

    worst = found.sections.get("content", {}).get("worst", ()) if params.get("show_text") else ()
    texts = logs.texts_at([one["place"] for one in worst])
    whole = page(found.to_dict(), texts).encode()
    with writing(params["report"]):
        replace_file(params["report"], whole)
    console.say(f"page written to {params['report']}")


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
