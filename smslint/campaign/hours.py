"""Quiet hours and state caps: when and how often marketing reached a person, on the clock of where the person is.

Where a log names neither region nor time zone, the area code is a guess, since people keep numbers when they move:
what rests on it alone weighs one step less. The hours themselves are those of the rules TIM001, TIM002, TIM009 to
TIM012: each place and quarter of an hour is judged once, and its first instant apart, which may be the last that is allowed,
with a text that is nothing but marketing.
"""

from __future__ import annotations

from smslint.campaign.calendar import HOUR, SECOND
from smslint.campaign.database import insert
from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding, meta_of
from smslint.campaign.place import Place
from smslint.campaign.sequence import PLACES, places_of
from smslint.counts import counted
from smslint.model import Severity
from smslint.places import REGIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from smslint.campaign.content import Content
    from smslint.campaign.logs import Logs
    from smslint.linter import Linter

QUARTER = HOUR // 4
RULES = ("TIM001", "TIM002", "TIM009", "TIM010", "TIM012")
PROBE = "Larch: 20% off today. Reply STOP to opt out."
"""A text that is marketing and nothing else, so that only the hour decides."""
MARKETING = ("marketing", "mixed")
SLOT = f"s.moment // {QUARTER} * 2 + (s.moment % {QUARTER} > 0)::int"
"""SQL: even numbers for instants that begin a quarter of an hour, odd ones for the rest of it."""
AREA = r"regexp_extract(p.name, '^\+1([2-9][0-9]{2})', 1)"


def lay_out(content: Content) -> None:
    """The table marketing: sends that sell, with the number of their place; and the places themselves."""
    connection = content.logs.connection
    rows = connection.execute(
        "select distinct context, l.shown from contexts c left join labels l on l.id = c.campaign"
    ).fetchall()
    sells = sorted({number for number, name in rows if content.settings.of(name).context.use_case in MARKETING})
    exempt = ("otp", "security_alert", "fraud_alert", "emergency", "conversational")
    spared = sorted({number for number, name in rows if content.settings.of(name).context.use_case in exempt})
    connection.execute(
        f"""create table placed as
            select s.file, s.line, s.sender, s.recipient, s.campaign, s.moment, s.region, s.recipient_timezone as zone,
              {AREA} as area
            from sent s join people p on p.id = s.recipient left join variants v using (variant)
            where (coalesce(v.promotes, false) or list_contains({sells}::integer[], s.context))
              and not list_contains({spared}::integer[], s.context) and not coalesce(v.confirms, false);
        create table places as
            select row_number() over (order by region, zone, area)::uinteger as place, region, zone, area
            from (select distinct region, zone, area from placed);
        create table marketing as
            select p.* exclude (region, zone, area), q.place from placed p join places q
              on q.region is not distinct from p.region and q.zone is not distinct from p.zone and q.area = p.area;
        drop table placed"""
    )


def read_places(logs: Logs) -> dict[int, Place]:
    """Number -> place."""
    names = logs.names("labels")
    rows = logs.connection.execute("select place, region, zone, area from places order by 1").fetchall()
    return {place: Place(names.get(region), names.get(zone), area) for place, region, zone, area in rows}


def quiet_hours(content: Content) -> Iterator[CampaignFinding]:
    """TIM001 and its kin: marketing outside the hours of the place, by sending number."""
    from smslint.linter import Linter

    logs = content.logs
    wanted = [rule for rule in RULES if rule in content.rules]
    if not wanted:
        return
    _lay_out_closed(logs, Linter(select=wanted))
    found = logs.connection.execute(
        f"""select s.sender, c.rule, c.severity, count(*), count(distinct recipient),
              {PLACES}
            from marketing s join closed c on c.place = s.place and c.slot = {SLOT}
            group by 1, 2, 3 order by 1, 2, 3"""
    ).fetchall()
    names = logs.names("numbers")
    for sender, rule, severity, count, people, spots in found:
        about = content.rules[rule]
        yield CampaignFinding(
            rule,
            f"{counted(count, 'marketing text')} reached {counted(people, 'person')} outside the hours:"
            f" {about.name.replace('-', ' ')}",
            {"sender": names[sender]},
            count,
            "messages",
            places_of(logs, spots),
            severity=Severity(severity),
            meta=meta_of(about),
        )


def _lay_out_closed(logs: Logs, linter: Linter) -> None:
    """The table closed: what the rules say of marketing at each place in each slot in which some was sent."""
    connection = logs.connection
    places = {number: place for number, place in read_places(logs).items() if place.context() is not None}
    times = connection.execute(f"select distinct s.place, {SLOT} from marketing s order by 1, 2").fetchall()
    rows = [
        (place, slot, *found)
        for place, slot in times
        if place in places
        for found in _at(linter, places[place], slot)
    ]
    connection.execute("create table closed (place uinteger, slot bigint, rule varchar, severity varchar)")
    insert(connection, "closed", ("place", "slot", "rule", "severity"), rows)


def _at(linter: Linter, place: Place, slot: int) -> list[tuple[str, str]]:
    """(rule, severity) of what the rules say of marketing at a place in a slot; a minute stands for the rest of a quarter."""
    from datetime import UTC, datetime

    context = place.context()
    assert context is not None
    moment = datetime.fromtimestamp(slot // 2 * QUARTER // SECOND + slot % 2 * 60, UTC)
    report = linter.lint(PROBE, context.replace(sent_at=moment))
    return [(one.rule, one.severity.value) for one in report.findings if not one.depends_on]


def caps(logs: Logs) -> Iterator[CampaignFinding]:
    """TIM003: more commercial texts of one campaign to one person in 24 hours than the person's state allows."""
    table = figures("state-caps")
    if not _lay_out_limits(logs, table["places"]):
        return
    rows = logs.connection.execute(
        f"""with counted as (
            select s.*, l.state, l.most, l.guessed, count(*) over (partition by coalesce(s.campaign, 0),
              if(s.campaign is null, s.sender, 0), s.recipient order by s.moment
              range between {table["window_hours"] * HOUR - 1} preceding and current row) as n
            from marketing s join limits l using (place))
        select campaign, state, guessed, count(*), count(distinct recipient), max(n), any_value(most),
          {PLACES}
        from counted s where n > most group by 1, 2, 3 order by 1, 2, 3"""
    ).fetchall()
    names = logs.names("labels")
    for campaign, state, guessed, count, people, longest, most, spots in rows:
        by = "by area code" if guessed else "by the log"
        yield CampaignFinding(
            "TIM003",
            f"{counted(people, 'person')} in {REGIONS['US'][state]} ({by}) got up to {longest} commercial texts in 24 hours;"
            f" {most} are allowed",
            {"campaign": names.get(campaign) if campaign is not None else None, "state": state},
            count,
            "messages",
            places_of(logs, spots),
            lowered=guessed,
        )


def _lay_out_limits(logs: Logs, caps_of: Mapping[str, Any]) -> bool:
    """The table limits: places in a state with a cap, and whether the area code alone says so. Returns whether there are any."""
    limits = [
        (number, place.state, caps_of[f"US-{place.state}"]["most"], place.region is None)
        for number, place in sorted(read_places(logs).items())
        if f"US-{place.state}" in caps_of
    ]
    if limits:
        logs.connection.execute("create table limits (place uinteger, state varchar, most integer, guessed boolean)")
        insert(logs.connection, "limits", ("place", "state", "most", "guessed"), limits)
    return bool(limits)
