"""What went out after a person had opted out: further texts, and confirmations that came late, twice or with an offer.

An opt-out holds for the number it was sent to and for every campaign that wrote from that number to that person
before, until the person opts in again. An answer to HELP within minutes is no further text.
Source: fcc-24-24, 47 CFR 64.1200(a)(10) and (12).
"""

from __future__ import annotations

from smslint.campaign.calendar import SECOND
from smslint.campaign.figures import figures
from smslint.campaign.findings import EXAMPLES, CampaignFinding
from smslint.campaign.sequence import PLACES, places_of
from smslint.counts import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.campaign.logs import Logs

_SAID = {
    "again": ("OPT014", "{texts} went to {people} after they had opted out with a keyword"),
    "ignored": ("OPT016", "{texts} went to {people} after they had asked for an end in their own words"),
    "other_number": (
        "OPT014",
        "{texts} of the campaign went to {people} who had opted out of it at another number",
    ),
    "late": ("OPT015", "{confirmations} of an opt-out came later than {minutes} minutes"),
    "double": ("OPT015", "opt-outs that were confirmed more than once: {count}"),
    "sells": ("OPT015", "marketing in {confirmations} of an opt-out"),
}


def after_opt_out(logs: Logs, judged: bool) -> Iterator[CampaignFinding]:
    """OPT014, OPT015 and OPT016 by sending number. judged: whether the texts were looked at by the rules."""
    confirmation = figures("cadence")["confirmation"]
    _lay_out(logs, judged, confirmation["within_seconds"] * SECOND)
    rows = logs.connection.execute(
        f"select s.sender, s.fault, count(*), count(distinct recipient), {PLACES} from faults s group by 1, 2 order by 1, 2"
    ).fetchall()
    names = logs.names("numbers")
    for sender, fault, count, people, places in rows:
        rule, says = _SAID[fault]
        said = says.format(
            texts=counted(count, "text"),
            confirmations=counted(count, "confirmation"),
            people=counted(people, "person"),
            count=f"{count:,}",
            minutes=confirmation["within_seconds"] // 60,
        )
        yield CampaignFinding(
            rule, said, {"sender": names[sender], "fault": fault}, count, "messages", places_of(logs, places)
        )


def _lay_out(logs: Logs, judged: bool, within: int) -> None:
    """The table faults: the sends after an opt-out, each with what is wrong with it."""
    source, marks = _WITH_VERDICTS if judged else _UNREAD
    logs.connection.execute(_WATCHED.format(source=source, marks=marks) + _HEARD)
    steps = _STEPS.format(within=within, most=int(figures("cadence")["confirmation"]["most"]))
    logs.connection.execute(
        f"create or replace table faults as with {steps}"
        f" select * from faulty where fault is not null union all {_OF_ANOTHER_NUMBER}"
    )


_WITH_VERDICTS = "sent s left join variants v using (variant)", "v.confirms, v.sells, s.variant is null as unread"
_UNREAD = "sends s", "null as confirms, false as sells, true as unread"
"""Where the sends are, and what is known of their texts, when rules looked at them and when none did."""
_WATCHED = """create or replace table watched as
    select s.file, s.line, s.sender, s.recipient, s.campaign, s.moment, {marks}
    from {source} where s.recipient in (select recipient from opt_outs);"""
_HEARD = """
    -- Of two wishes at one moment the later row counts. Clocks of many logs know no less than a second: a text in that of a STOP
    -- may have gone out before it, one in that of a START or HELP may be the answer.
    create or replace table wishes as
        select sender, recipient, moment, moment + (wish.kind = 'opt_out')::int as since, wish.kind as kind,
          wish.keyword as keyword
        from (select r.sender, r.recipient, r.moment,
            arg_max({'kind': g.kind, 'keyword': g.keyword}, (r.file, r.line)) as wish
          from replies r join readings g using (text) where g.kind in ('opt_out', 'start') group by 1, 2, 3);
    create or replace table helps as
        select distinct r.sender, r.recipient, r.moment as asked from replies r join readings g using (text)
        where g.kind = 'help'"""
_STEPS = """
    after as (
        select s.*, w.keyword, w.moment as since from watched s asof join wishes w
          on s.sender = w.sender and s.recipient = w.recipient and s.moment >= w.since where w.kind = 'opt_out'),
    helped as (
        select a.*, a.moment - h.asked <= {within} as is_help from after a asof left join helps h
          on a.sender = h.sender and a.recipient = h.recipient and a.moment >= h.asked),
    -- A text that nobody could read is taken for the confirmation when it comes first and in time.
    told as (
        select *, coalesce(confirms, false) or (unread and moment - since <= {within}
          and row_number() over (partition by sender, recipient, since order by moment, file, line) = 1) as confirming
        from helped where not coalesce(is_help, false)),
    counted as (
        select *, count_if(confirming) over (partition by sender, recipient, since order by moment, file, line
          rows unbounded preceding) as nth from told),
    faulty as (
        select file, line, sender, recipient, moment, case
          when not confirming then if(keyword, 'again', 'ignored')
          when nth > {most} then 'double'
          when coalesce(sells, false) then 'sells'
          when moment - since > {within} then 'late' end as fault from counted)"""
_OF_ANOTHER_NUMBER = """(
    with scopes as (
        select s.campaign, w.recipient, w.since, min(w.kind) as kind from wishes w join watched s
          on s.sender = w.sender and s.recipient = w.recipient and s.moment <= w.moment where s.campaign is not null
          group by 1, 2, 3),
    own as (select distinct sender, recipient from wishes)
    select s.file, s.line, s.sender, s.recipient, s.moment, 'other_number' as fault from watched s asof join scopes c
      on s.campaign = c.campaign and s.recipient = c.recipient and s.moment >= c.since
    where c.kind = 'opt_out' and (s.sender, s.recipient) not in (select (sender, recipient) from own))"""


def to_be_read(logs: Logs) -> Iterator[CampaignFinding]:
    """OPT017: replies that a person should look at."""
    count, places = logs.connection.execute(
        f"select count(*), {PLACES} from replies s join readings g using (text) where g.kind = 'unsure'"
    ).fetchall()[0]
    if count:
        yield CampaignFinding(
            "OPT017",
            f"{count:,} replies may ask for an end; a person should look",
            {},
            count,
            "replies",
            places_of(logs, places),
        )


__all__ = ["EXAMPLES", "after_opt_out", "to_be_read"]
