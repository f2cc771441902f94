"""One text again and again: to many people from one long code, under ever new links, from ever new numbers."""

from __future__ import annotations

from smslint.campaign.families import MOST_TEXTS, Families, Family, shape_of
from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding
from smslint.campaign.sequence import PLACES, places_of
from smslint.layers import rules_out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings


def identical(logs: Logs, settings: Settings) -> Iterator[CampaignFinding]:
    """SPM007: one text to many people from a number that is said to be a long code; a registered one may send in bulk."""
    most = figures("spread")["identical"]["people"]
    names, labels = logs.names("numbers"), logs.names("labels")
    rows = logs.connection.execute(
        f"select s.sender, s.campaign, count(distinct s.recipient) as people, {PLACES} from sends s where s.text is not null"
        f" group by s.sender, s.campaign, s.text having people > {most} order by people desc, 1, 2, min(s.text)"
    ).fetchall()
    told: set[int] = set()
    for sender, campaign, people, places in rows:
        known = settings.of(labels.get(campaign) if campaign is not None else None).context.sender_type
        if sender in told or known != "long_code" or rules_out(names[sender], known):
            continue
        told.add(sender)
        message = f"one text went to {people:,} people from one long code; beyond {most} it looks like bulk traffic"
        subject = {"sender": names[sender]}
        yield CampaignFinding("SPM007", message, subject, people, "people", places_of(logs, places))


def cycling_links(logs: Logs, families: Families) -> Iterator[CampaignFinding]:
    """URL014: one text under many domains."""
    limit = figures("spread")["link_cycling"]
    for family in families.largest():
        if len(family.hosts) >= limit["domains"] and family.messages >= limit["messages"]:
            yield CampaignFinding(
                "URL014",
                f"one text went out under {len(family.hosts):,} domains, {', '.join(sorted(family.hosts)[:5])} among them",
                {"domains": sorted(family.hosts)[:10]},
                family.messages,
                "messages",
                _place(logs, family),
            )


def _place(logs: Logs, family: Family) -> list[dict[str, Any]]:
    return [logs.place(*family.place[1:])] if family.place is not None else []


def cycling_numbers(logs: Logs) -> Iterator[CampaignFinding]:
    """EVA009: a text that was blocked from one number goes on from another that had not sent it before."""
    limit = figures("spread")["number_cycling"]
    names = logs.names("numbers")
    for runs in _runs(logs).values():
        blocked = [run for run in runs if run.blocked >= max(limit["blocked"], limit["share"] * run.messages)]
        if not blocked:
            continue
        first = min(blocked, key=lambda run: (run.last, names[run.sender]))
        later = [run for run in runs if run.first > first.last and run.sender != first.sender]
        if later:
            listed = sorted(later, key=lambda run: (run.first, names[run.sender]))
            yield CampaignFinding(
                "EVA009",
                f"{first.blocked:,} of {first.messages:,} copies of a text were blocked from one number, and then it went out"
                f" from {len(later):,} that had not sent it before",
                {"senders": [names[run.sender] for run in [first, *listed][:10]]},
                sum(run.messages for run in later),
                "messages",
                [logs.place(*listed[0].place)],
            )


class _Run:
    """What one number sent of one text: when first and last, how much, and how much of it was blocked."""

    def __init__(self, sender: int) -> None:
        self.sender = sender
        self.first, self.last = 2**62, -(2**62)
        self.messages = self.blocked = 0
        self.place = (0, 0)

    def add(self, first: int, last: int, messages: int, blocked: int, place: tuple[int, int]) -> None:
        if first < self.first:
            self.first, self.place = first, place
        self.last = max(self.last, last)
        self.messages += messages
        self.blocked += blocked


def _runs(logs: Logs) -> dict[str, list[_Run]]:
    """By family of texts, what each number sent of it; families that no number was blocked for are left out."""
    if not logs.one("select count(*) from outcomes where kind = 'content'"):
        return {}
    rows = logs.connection.execute(
        "select t.name, s.sender, min(s.moment), max(s.moment), count(*) as n, count(*) filter (where o.kind = 'content'),"
        " min_by({'file': s.file, 'line': s.line}, (s.moment, s.file, s.line)) from sends s join texts t on t.id = s.text"
        " left join outcomes o on o.file = s.file and o.line = s.line group by 1, 2"
        f" order by n desc, 1, 2 limit {MOST_TEXTS}"
    ).fetchall()
    by_shape: dict[str, dict[int, _Run]] = {}
    for text, sender, first, last, messages, blocked, place in rows:
        runs = by_shape.setdefault(shape_of(text), {})
        run = runs.setdefault(sender, _Run(sender))
        run.add(first, last, messages, blocked, (place["file"], place["line"]))
    return {
        shape: [*runs.values()] for shape, runs in sorted(by_shape.items()) if any(run.blocked for run in runs.values())
    }
