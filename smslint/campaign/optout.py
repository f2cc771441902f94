"""Who opted out and when, and the rates that follow: by sending number, by campaign and by account."""

from __future__ import annotations

from smslint.campaign.calendar import Calendar
from smslint.campaign.database import insert
from smslint.campaign.figures import figures
from smslint.campaign.rates import DayCount, Events, counts
from smslint.corpus.measure import wilson
from smslint.replies.classify import classify_reply
from smslint.replies.signs import KEYWORD

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.logs import Logs

OK, MONITORED, SUSPENSION_RISK, NO_TRAFFIC = "ok", "monitored", "suspension_risk", "no_traffic"
GROUPS = ("sender", "campaign", "account")
BATCH = 20_000
MARKS = " \t\n.,;:!?\"'()[]{}<>*_-\u2018\u2019\u201c\u201d"
"""What may stand around a keyword."""


def read_replies(logs: Logs) -> dict[str, int]:
    """Classify every distinct reply; fills the table `opt_outs` and returns how many replies are of each kind."""
    connection = logs.connection
    connection.execute("create table readings (text uinteger, kind varchar, keyword boolean)")
    wanted = "select id, name from texts where id in (select text from replies) order by id"
    cursor = connection.cursor()
    asked = cursor.execute(wanted)
    while batch := asked.fetchmany(BATCH):
        rows = [(number, *_reading(text)) for number, text in batch]
        insert(connection, "readings", ("text", "kind", "keyword"), rows)
    cursor.close()
    connection.execute(
        "create table opt_outs as select r.file, r.line, r.sender, r.recipient, r.moment, g.keyword"
        " from replies r join readings g using (text) where g.kind = 'opt_out'"
    )
    empty = _reading("")[0]
    listed = connection.execute(
        "select coalesce(kind, ?), count(*) from replies left join readings using (text) group by 1 order by 1", [empty]
    ).fetchall()
    return dict(listed)


def _reading(text: str) -> tuple[str, bool]:
    """Kind of a reply, and whether it is a keyword that providers act on: not every phrase that is clear by itself."""
    reply = classify_reply(text)
    known = figures("cadence")["revocation"]["keywords"]
    said = (text[one.start : one.end].strip(MARKS).lower() for one in reply.evidence if one.sign == KEYWORD)
    return reply.kind.value, reply.keyword and any(" ".join(word.replace("-", " ").split()) in known for word in said)


def make_calendar(logs: Logs, zone: str) -> Calendar:
    """The days from the first to the last moment of sends and replies."""
    row = logs.connection.execute(
        "select min(moment), max(moment) from (select moment from sends union all select moment from replies)"
    ).fetchall()[0]
    return Calendar(zone, row[0] or 0, row[1] or 0)


def day_counts(logs: Logs, group: str, calendar: Calendar, minimum: int) -> Iterator[DayCount]:
    """The days of every sender, campaign or account; an opt-out counts in every group that wrote from that number."""
    whole = group == "account"
    key = f"coalesce({group}, 0)" if whole else group
    where = "true" if whole else f"{group} is not null"
    sends = f"select {key} as g, recipient as p, moment as m from sends where {where}"
    if group == "sender":
        left = "select sender as g, recipient as p, moment as m from opt_outs where sender in (select sender from sends)"
    else:
        left = (
            f"select distinct g, o.recipient as p, o.moment as m from opt_outs o join"
            f" (select distinct {key} as g, sender, recipient from sends where {where}) s using (sender, recipient)"
        )
    return counts(_events(logs, sends, calendar), _events(logs, left, calendar), calendar, minimum)


def _events(logs: Logs, query: str, calendar: Calendar) -> Events:
    columns = logs.connection.execute(query).fetchnumpy()
    return Events(columns["g"], columns["p"], columns["m"], calendar)


def status_of(recipients: int, opt_outs: int) -> str:
    """What a carrier makes of a rate. Compared with >=; without recipients there is no rate."""
    if not recipients:
        return NO_TRAFFIC
    carrier = figures("opt-out-rate")["carrier"]
    for status in (SUSPENSION_RISK, MONITORED):
        if reaches(opt_outs, recipients, carrier[status]["at_least"]):
            return status
    return OK


def reaches(part: int, whole: int, threshold: float) -> bool:
    """Whether part / whole >= threshold, in whole numbers: 5 of 100 is 5 %, whatever floats make of it."""
    from fractions import Fraction

    return whole > 0 and part >= Fraction(str(threshold)) * whole


def record(count: DayCount, group: str, name: str | None, calendar: Calendar) -> dict[str, Any]:
    """One day of a group as the JSON has it."""
    peak = count.peak
    return {
        group: name,
        "day": calendar.day(count.day).isoformat(),
        "messages": count.messages,
        "recipients": count.recipients,
        "opt_outs": count.opt_outs,
        **_rate(count.recipients, count.opt_outs),
        "status": status_of(count.recipients, count.opt_outs),
        "peak": None
        if peak is None
        else {
            "from": calendar.iso(peak.to - 24 * 3600 * 1_000_000),
            "to": calendar.iso(peak.to),
            "recipients": peak.recipients,
            "opt_outs": peak.opt_outs,
            **_rate(peak.recipients, peak.opt_outs),
            "status": status_of(peak.recipients, peak.opt_outs),
        },
    }


def _rate(recipients: int, opt_outs: int) -> dict[str, Any]:
    interval = wilson(opt_outs, recipients)
    return {"rate": opt_outs / recipients if recipients else None, "interval": list(interval) if interval else None}
