"""What became of the messages: undelivered ones and their error codes, and complaints sent to 7726."""

from __future__ import annotations

from smslint.campaign.codes import plain_code, read_code
from smslint.campaign.figures import figures
from smslint.corpus.measure import wilson
from smslint.errors import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings


def join_reports(logs: Logs, settings: Settings) -> dict[str, Any]:
    """The table outcomes: (file, line) of a send, and what became of it: delivered, failed or null; its code as it was read.

    A report belongs to the send with its id; without one to the last send from and to the same numbers before it.
    Where there is no report, the columns of the send itself count. Of several reports the last counts: one of a delivery takes
    back the code of a failure before, and so does the status of a send that says so.
    Returns what could not be made use of: `unread_codes`, since nobody said whose they are, `unread_statuses` with the rows of
    each, and the number of `reports_without_send`.
    """
    connection = logs.connection
    unread: dict[str, Any] = {"unread_statuses": _name_statuses(logs)}
    _name_providers(logs, settings)
    connection.execute(
        """create table matched as
        with by_id as (
            select s.file, s.line, r.status, r.error_code, r.moment, r.line as at_line, r.file as told_in
            from reports r join sends s on s.id = r.id where r.id is not null),
        by_time as (
            select s.file, s.line, r.status, r.error_code, r.moment, r.line as at_line, r.file as told_in
            from (select * from reports where id is null and moment is not null) r asof join (
              select sender, recipient, moment, unnest(max({'file': file, 'line': line})) from sends group by 1, 2, 3) s
              on s.sender = r.sender and s.recipient = r.recipient and r.moment >= s.moment)
        select * from by_id union all select * from by_time;
        create table joined as
        select file, line, unnest(arg_max(
          {'status': status, 'error_code': error_code, 'told_in': told_in}, (moment, told_in, at_line)))
        from matched group by 1, 2;
        create table told as
        select s.file, s.line, s.sender, s.campaign, s.account, s.moment, coalesce(j.status, s.status) as status,
          if(j.status is null, coalesce(j.error_code, s.error_code), j.error_code) as error_code,
          coalesce(p.provider, r.provider, e.provider) as provider
        from sends s left join joined j using (file, line)
        left join stated p on p.campaign is not distinct from s.campaign
        left join exports r on r.file = j.told_in and j.error_code is not null left join exports e on e.file = s.file"""
    )
    unread["reports_without_send"] = logs.one(
        "select (select count(*) from reports) - (select count(distinct (told_in, at_line)) from matched)"
    )
    unread["unread_codes"] = _name_codes(logs)
    connection.execute(
        """create table outcomes as
        select s.file, s.line, s.sender, s.campaign, s.account, s.moment, t.outcome, c.code, c.kind, c.provider, c.says, c.failed
        from told s left join statuses t on t.id = s.status
        left join codes c on c.id = s.error_code and c.stated is not distinct from s.provider
          and t.outcome is distinct from 'delivered';
        update outcomes set outcome = 'failed' where outcome is null and failed;
        drop table matched; drop table joined; drop table told"""
    )
    return unread


def _name_statuses(logs: Logs) -> dict[str, int]:
    """The table statuses (id, outcome) of the labels that are such; returns how many rows have one that nobody knows."""
    from smslint.campaign.database import insert

    outcome_of = {word: outcome for outcome, words in figures("error-codes")["statuses"].items() for word in words}
    logs.connection.execute("create table statuses (id uinteger, outcome varchar)")
    names = logs.names("labels")
    statuses = [(number, outcome_of[word]) for number, name in names.items() if (word := _word(name)) in outcome_of]
    insert(logs.connection, "statuses", ("id", "outcome"), statuses)
    used = logs.connection.execute(
        "select l.shown, count(*) from (select status from sends union all select status from reports) s"
        " join labels l on l.id = s.status where l.shown <> '' group by 1 order by 1"
    ).fetchall()
    known = {*outcome_of, *figures("error-codes")["under_way"]}
    unread: dict[str, int] = {}
    for name, count in used:
        if _word(name) not in known:
            word = shown(name, 40)
            unread[word] = unread.get(word, 0) + count
    return dict(sorted(unread.items()))


def _name_providers(logs: Logs, settings: Settings) -> None:
    """Tables stated (campaign, provider), as the settings say, and exports (file, provider), as titles show."""
    from smslint.campaign.database import insert

    connection, names = logs.connection, logs.names("labels")
    connection.execute("create table stated (campaign uinteger, provider varchar)")
    connection.execute("create table exports (file usmallint, provider varchar)")
    campaigns = connection.execute("select distinct campaign from sends").fetchall()
    stated = [(number, settings.of(names.get(number)).context.provider) for (number,) in campaigns]
    insert(connection, "stated", ("campaign", "provider"), stated)
    insert(connection, "exports", ("file", "provider"), list(logs.exports.items()))


def _name_codes(logs: Logs) -> list[str]:
    """The table codes (id, stated, and how each was read); returns those that nobody can read without a provider."""
    from smslint.campaign.database import insert

    connection, names = logs.connection, logs.names("labels")
    connection.execute(
        "create table codes"
        " (id uinteger, stated varchar, code varchar, provider varchar, kind varchar, says varchar, failed boolean)"
    )
    used = connection.execute("select distinct error_code, provider from told where error_code is not null").fetchall()
    rows, unread = [], set()
    for number, provider in used:
        code = plain_code(names[number])
        if code is None:
            continue
        one = read_code(code, provider)
        if one.failed or one.unread:
            rows.append((number, provider, code, one.provider, one.kind, one.says, one.failed))
        if one.unread:
            unread.add(code)
    insert(connection, "codes", ("id", "stated", "code", "provider", "kind", "says", "failed"), rows)
    return sorted(unread, key=lambda code: (len(code), code))


def _word(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def delivery(logs: Logs) -> list[dict[str, Any]]:
    """Of each sending number: messages with a known outcome, failed ones, and the mix of error codes."""
    names = logs.names("numbers")
    rows = logs.connection.execute(
        "select sender, count(*), count_if(outcome is not null), count_if(outcome = 'failed') from outcomes group by 1 order by 1"
    ).fetchall()
    mix: dict[int, dict[str, int]] = {}
    query = "select sender, code, count(*) from outcomes where code is not null group by 1, 2 order by 1, 3 desc, 2"
    for sender, code, count in logs.connection.execute(query).fetchall():
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
