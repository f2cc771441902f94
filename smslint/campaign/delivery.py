"""What became of the messages: undelivered ones and their error codes, and complaints sent to 7726."""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.campaign.findings import CampaignFinding
from smslint.campaign.optout import reaches
from smslint.corpus.measure import wilson
from smslint.model import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings


def join_reports(logs: Logs) -> None:
    """The table outcomes: (file, line) of a send, and what became of it: delivered, failed or null; code and its kind.

    A report belongs to the send with its id; without one to the last send from and to the same numbers before it.
    Where there is no report, the columns of the send itself count. Of several reports the last counts.
    """
    connection = logs.connection
    _name_codes(logs)
    connection.execute(
        """create table joined as
        with by_id as (
            select s.file, s.line, r.status, r.error_code, r.moment, r.line as at_line
            from reports r join sends s on s.id = r.id where r.id is not null),
        by_time as (
            select s.file, s.line, r.status, r.error_code, r.moment, r.line as at_line
            from (select * from reports where id is null and moment is not null) r asof join sends s
              on s.sender = r.sender and s.recipient = r.recipient and r.moment >= s.moment)
        select file, line, arg_max(status, (moment, at_line)) as status, arg_max(error_code, (moment, at_line)) as error_code
        from (select * from by_id union all select * from by_time) group by 1, 2;
        create table outcomes as
        select s.file, s.line, s.sender, s.campaign, s.account, s.moment, t.outcome, c.code, c.kind
        from (select s.file, s.line, s.sender, s.campaign, s.account, s.moment,
                coalesce(j.status, s.status) as status, coalesce(j.error_code, s.error_code) as error_code
              from sends s left join joined j using (file, line)) s
        left join statuses t on t.id = s.status left join codes c on c.id = s.error_code;
        update outcomes set outcome = 'failed' where outcome is null and code is not null;
        drop table joined"""
    )


def _name_codes(logs: Logs) -> None:
    """Tables statuses (id, outcome) and codes (id, code, kind) of the labels that are such."""
    from smslint.campaign.database import insert

    table = figures("error-codes")
    outcome_of = {word: outcome for outcome, words in table["statuses"].items() for word in words}
    names = logs.names("labels")
    logs.connection.execute("create table statuses (id uinteger, outcome varchar)")
    logs.connection.execute("create table codes (id uinteger, code varchar, kind varchar)")
    statuses = [(number, outcome_of[word]) for number, name in names.items() if (word := _word(name)) in outcome_of]
    insert(logs.connection, "statuses", ("id", "outcome"), statuses)
    used = "select distinct error_code from sends union select distinct error_code from reports"
    codes = []
    for (number,) in logs.connection.execute(used).fetchall():
        code = names.get(number, "").strip().removesuffix(".0")
        if code and code not in ("0", "000", "null", "None"):
            codes.append((number, code, table["codes"].get(code, {}).get("kind", "other")))
    insert(logs.connection, "codes", ("id", "code", "kind"), codes)


def _word(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def delivery(logs: Logs) -> list[dict[str, Any]]:
    """Of each sending number: messages with a known outcome, failed ones, and the mix of error codes."""
    names = logs.names("numbers")
    rows = logs.connection.execute(
        "select sender, count(*), count_if(outcome is not null), count_if(outcome = 'failed') from outcomes group by 1 order by 1"
    ).fetchall()
    mix: dict[int, dict[str, int]] = {}
    counted = "select sender, code, count(*) from outcomes where code is not null group by 1, 2 order by 1, 3 desc, 2"
    for sender, code, count in logs.connection.execute(counted).fetchall():
        mix.setdefault(sender, {})[code] = count
    return [
        {
            "sender": names[sender],
            "messages": messages,
            "known": known,
            "failed": failed,
            "rate": failed / known if known else None,
            "interval": list(wilson(failed, known) or ()) or None,
            "error_codes": mix.get(sender, {}),
        }
        for sender, messages, known, failed in rows
        if known
    ]


def complaints(logs: Logs) -> list[dict[str, Any]]:
    """Of each sending number that people complained about: complaints, and complainants among the people sent to."""
    names = logs.names("numbers")
    rows = logs.connection.execute(
        "select c.sender, count(*), count(distinct c.recipient), any_value(p.people), count(distinct s.recipient)"
        " from complaints c left join (select sender, count(distinct recipient) as people from sends group by 1) p using (sender)"
        " left join (select distinct sender, recipient from sends) s on s.sender = c.sender and s.recipient = c.recipient"
        " group by 1 order by 1"
    ).fetchall()
    return [
        {
            "sender": names[sender],
            "complaints": count,
            "complainants": people,
            "recipients": recipients or 0,
            "rate": known / recipients if recipients else None,
            "interval": list(wilson(known, recipients) or ()) or None if recipients else None,
        }
        for sender, count, people, recipients, known in rows
    ]


def delivery_findings(
    delivered: list[dict[str, Any]], complained: list[dict[str, Any]], settings: Settings
) -> Iterator[CampaignFinding]:
    """CMP004 against every vendor's figures (only those asked for, if any are), and CMP005 for every complaint."""
    table = figures("delivery")
    for row in delivered:
        found = _level(row["failed"], row["known"], table["error_rate"], settings)
        if found is not None:
            vendor, level, threshold = found
            yield CampaignFinding(
                "CMP004",
                f"{row['failed']:,} of {row['known']:,} messages failed: {row['rate']:.1%};"
                f" {vendor} {level}s from {threshold:.1%}",
                {"sender": row["sender"]},
                row["failed"],
                "messages",
                lowered=row["known"] < settings.minimum,
                severity=Severity.ERROR if level == "block" else Severity.WARNING,
            )
    for row in complained:
        found = _level(
            round((row["rate"] or 0) * row["recipients"]), row["recipients"], table["complaint_rate"], settings
        )
        beyond = f", more than {found[0]}'s {found[2]:.2%}" if found else ""
        yield CampaignFinding(
            "CMP005",
            f"{row['complainants']:,} people forwarded texts of this number to 7726"
            + (f": {row['rate']:.2%} of those sent to{beyond}" if row["rate"] is not None else ""),
            {"sender": row["sender"]},
            row["complaints"],
            "complaints",
            lowered=found is None,
        )


def _level(part: int, whole: int, table: Mapping[str, Any], settings: Settings) -> tuple[str, str, float] | None:
    """(vendor, warn or block, threshold) that a rate reaches: the gravest, and of these the lowest threshold."""
    reached = [
        (vendor, level, levels[level])
        for vendor, levels in table.items()
        for level in ("block", "warn")
        if (not settings.vendors or vendor in settings.vendors)
        and level in levels
        and reaches(part, whole, levels[level])
    ]
    return min(reached, key=lambda one: (one[1] != "block", one[2]), default=None)
