"""Too soon and too late: reminders of one cart, and people who had heard nothing for so long that their consent is stale."""

from __future__ import annotations

from smslint.campaign.calendar import HOUR
from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding
from smslint.campaign.sequence import PLACES, THREAD, places_of
from smslint.counts import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.campaign.logs import Logs

DAYS_OF_A_MONTH = 30.4375
"""Mean length of a month."""


def carts(logs: Logs) -> Iterator[CampaignFinding]:
    """TIM008: a second text about a cart within the hours in which one is allowed."""
    known = figures("cadence")["abandoned_cart"]
    rows = logs.connection.execute(
        f"""with marked as (
            select s.*, s.moment - lag(s.moment) over ({THREAD}) as since from sends s join texts t on t.id = s.text
            where regexp_matches(t.name, ?))
        select sender, count(*), count(distinct recipient), {PLACES} from marked s
        where since < {known["hours"] * HOUR} group by 1 order by 1""",
        [known["pattern"]],
    ).fetchall()
    names = logs.names("numbers")
    for sender, count, people, places in rows:
        told = f"{counted(count, 'text')} to {counted(people, 'person')}"
        message = f"{told} spoke of a cart less than {known['hours']} hours after another"
        yield CampaignFinding("TIM008", message, {"sender": names[sender]}, count, "messages", places_of(logs, places))


def stale(logs: Logs) -> Iterator[CampaignFinding]:
    """TIM005: texts after so many months in which a person heard nothing from that number."""
    months = figures("cadence")["consent_months"]["most"]
    rows = logs.connection.execute(
        f"""with marked as (select s.*, s.moment - lag(s.moment) over ({THREAD}) as since from sends s)
        select sender, count(*), {PLACES} from marked s where since >= {round(months * DAYS_OF_A_MONTH * 24) * HOUR}
        group by 1 order by 1"""
    ).fetchall()
    names = logs.names("numbers")
    for sender, count, places in rows:
        message = f"{counted(count, 'person')} got a text after {months} months or more without one"
        yield CampaignFinding("TIM005", message, {"sender": names[sender]}, count, "people", places_of(logs, places))
