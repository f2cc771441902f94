"""What a recipient got one after the other: opt-out wording in the series, and the frequency that was promised.

A thread is what one person sees from one number. Rows with a text that is not known break no promise and owe nothing.
"""

from __future__ import annotations

import re

from smslint.campaign.calendar import HOUR
from smslint.campaign.figures import figures
from smslint.campaign.findings import EXAMPLES, CampaignFinding
from smslint.campaign.settings import PERIODS, Promise
from smslint.counts import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings

THREAD = "partition by s.sender, s.recipient order by s.moment, s.file, s.line"
PLACES = f"min_by({{'file': s.file, 'line': s.line}}, (s.moment, s.file, s.line), {EXAMPLES})"
"""SQL: the earliest rows of a group, as places."""
_NUMBERS = {word: number for number, word in enumerate("zero one two three four five six seven eight nine ten".split())}
_PROMISE = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)\s*\+?\s*(?:recurring\s+|automated\s+|marketing\s+)?"
    r"(?:msgs?|messages?|texts?|sms|alerts?|mensajes?|textos?)\s*\.?\s*(?:/|per|a|an|each|every|al|por|par)\s*"
    r"(months?|mo|mes|mois|weeks?|wk|semana|semaine|days?|d[ií]a|jour)\b",
    re.IGNORECASE,
)
_OTHER_WORDS = {
    "mes": "month",
    "mois": "month",
    "semana": "week",
    "semaine": "week",
    "día": "day",
    "dia": "day",
    "jour": "day",
}


def overdue(logs: Logs, settings: Settings) -> Iterator[CampaignFinding]:
    """OPT002: threads with too many texts, or too many days, since the last that said how to stop.

    Source: plivo-us-best-practices, "Content creation" (every fourth or fifth); highlevel-preventing-30007 (30 days).
    """
    wording = figures("cadence")["opt_out_wording"]
    most, days = wording["every_messages"]["most"], wording["every_days"]["most"]
    exempt = _contexts(logs, settings, wording["exempt_use_cases"])
    rows = logs.connection.execute(
        f"""with marked as (
            select s.*, coalesce(v.carries, true) as carries,
              count_if(coalesce(v.carries, true)) over ({THREAD} rows unbounded preceding) as stretch
            from sent s left join variants v using (variant)),
        placed as (
            select s.*, first_value(moment) over w as since,
              row_number() over w - (stretch > 0)::int as nth from marked s
            window w as (partition by s.sender, s.recipient, s.stretch order by s.moment, s.file, s.line))
        select sender, count(*), count(distinct recipient), count_if(nth >= {most}), max(nth),
          max((moment - since) // {24 * HOUR}), {PLACES} from placed s
        where not carries and not list_contains({exempt}, context)
          and (nth >= {most} or moment - since > {days * 24 * HOUR}) group by 1 order by 1"""
    ).fetchall()
    names = logs.names("numbers")
    for sender, count, people, by_count, longest, oldest, places in rows:
        reason = f"up to {longest} texts in a row" if by_count else f"up to {oldest} days"
        rule = f"every {wording['every_messages']['advised']}th or {most}th and every {days} days should have it"
        yield CampaignFinding(
            "OPT002",
            f"{counted(count, 'text')} to {counted(people, 'person')} went out too long after the last opt-out wording:"
            f" {reason} without it, where {rule}",
            {"sender": names[sender]},
            count,
            "messages",
            places_of(logs, places),
        )


def places_of(logs: Logs, places: Any) -> list[dict[str, Any]]:
    """Places of SQL as places for people."""
    return [logs.place(one["file"], one["line"]) for one in places]


def _contexts(logs: Logs, settings: Settings, use_cases: list[str]) -> list[int]:
    """Numbers of the contexts with one of some use cases."""
    rows = logs.connection.execute(
        "select distinct context, l.shown from contexts c left join labels l on l.id = c.campaign order by 1"
    ).fetchall()
    return sorted({number for number, name in rows if settings.of(name).context.use_case in use_cases})


def promised_in(text: str) -> Promise | None:
    """The largest frequency that a text promises, as `5 msgs/mo` or `2 mensajes por semana`; None without one."""
    found = []
    for match in _PROMISE.finditer(text[:2000]):
        word = match[1].lower()
        period = match[2].lower()
        period = _OTHER_WORDS.get(period) or PERIODS[period.removesuffix("s")]
        found.append(Promise(int(word) if word.isdecimal() else _NUMBERS[word], period))
    return max(found, key=lambda one: one.count / DAYS[one.period], default=None)


DAYS = {"day": 1, "week": 7, "month": 30}


def broken_promises(logs: Logs, settings: Settings) -> Iterator[CampaignFinding]:
    """TIM004: people who got more in a calendar day, week or month of the zone than their campaign promised.

    What the settings promise counts, else the largest promise in the campaign's own texts.
    """
    names = logs.names("labels")
    for campaign, promise in sorted(_promises(logs, settings).items(), key=str):
        row = logs.connection.execute(
            f"""with counted as (
                select recipient, date_trunc('{promise.period}', make_timestamptz(moment)) as period, count(*) as n,
                  max_by({{'file': file, 'line': line}}, (moment, file, line)) as place
                from sends where campaign is not distinct from ? group by 1, 2)
            select count(*), count(distinct recipient), max(n), min_by(place, (period, recipient), {EXAMPLES}) from counted
            where n > {promise.count}""",
            [campaign],
        ).fetchall()[0]
        count, people, most, places = row
        if count:
            yield CampaignFinding(
                "TIM004",
                f"{counted(people, 'person')} got more than the {promise} that was promised; up to {most:,}",
                {"campaign": names.get(campaign) if campaign is not None else None},
                people,
                "people",
                places_of(logs, places),
            )


def _promises(logs: Logs, settings: Settings) -> dict[int | None, Promise]:
    names = logs.names("labels")
    promises: dict[int | None, Promise] = {}
    for (campaign,) in logs.connection.execute("select distinct campaign from sends").fetchall():
        told = settings.of(names.get(campaign) if campaign is not None else None).promise
        if told is not None:
            promises[campaign] = told
    listed = logs.connection.execute(
        "select distinct s.campaign, t.name from (select distinct campaign, text from sends) s join texts t on t.id = s.text"
        " where regexp_matches(t.name, '(?i)(msg|message|text|sms|alert|mensaje)')"
        " order by 1, 2"
    ).fetchall()
    found: dict[int | None, Promise] = {}
    for campaign, text in listed:
        promise = promised_in(text)
        if promise is not None and (
            campaign not in found
            or promise.count * DAYS[found[campaign].period] > found[campaign].count * DAYS[promise.period]
        ):
            found[campaign] = promise
    return {**found, **promises}


def silent_about_frequency(logs: Logs) -> Iterator[CampaignFinding]:
    """CMP020: people whose first text in the log does not say how often texts come, and who got more than one."""
    names = logs.names("numbers")
    rows = logs.connection.execute(
        f"""select s.sender, count(*), {PLACES} from (
              select s.*, count(*) over (partition by sender, recipient) as texts from sent s) s
            join variants v using (variant) where s.is_first and s.texts > 1 and v.promotes and not v.tells_frequency
            group by 1 order by 1"""
    ).fetchall()
    for sender, count, places in rows:
        yield CampaignFinding(
            "CMP020",
            f"the first text in this log to {counted(count, 'person')} does not say how often texts come",
            {"sender": names[sender]},
            count,
            "people",
            places_of(logs, places),
        )
