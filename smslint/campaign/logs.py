"""The logs of a campaign, read and checked: tables of small numbers that stand for people, senders, texts and campaigns.

Tables: sends (line, sender, recipient, moment, text, campaign, account, ...), replies, complaints, reports, and the
dictionaries people, numbers, texts, labels (id, name). Moments are microseconds since 1970, UTC.
"""

from __future__ import annotations

from smslint.audit.columns import export_of
from smslint.audit.dates import SLASHED, order_fault, told_by
from smslint.audit.read.inputs import STDIN, without_password
from smslint.campaign.columns import COMPLAINTS, DIRECTION, REPLIES, REPORTS, SENDS, UnreadableError
from smslint.campaign.reading import STAGE, stage
from smslint.campaign.ways import same_way, way_fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from smslint.campaign.columns import LogKind
    from smslint.campaign.database import Connection
    from smslint.campaign.rejects import Rejects

EARLIEST, LATEST = "1990-01-01", "2100-01-01"
"""A time outside is a mistake of the export."""
_DICTIONARIES = ("people", "numbers", "texts", "labels")
_LABELS = ("campaign", "account", "region", "recipient_timezone", "carrier", "status", "error_code", "id")
_DECLARED = """create table {name} (id uinteger, name varchar, shown varchar);
create sequence {name}_ids"""
_ANY_NAME = r"[\pL\pN]"
_POWER_OF_TEN = "[+]?[0-9]+[.,]?[0-9]*[eE][+]?[0-9]+"
_DROP_REPEATS = """delete from sends where (file, line) in (
    select (file, line) from (
        select file, line, row_number() over (
          partition by id, sender, recipient, moment order by status is not null desc, file desc, line desc) as nth
        from sends where id in (select id from sends where id is not null group by id having count(*) > 1))
    where nth > 1)"""
REDACTED = "***"
"""How providers end a number, and begin a text, that they no longer keep."""


class Logs:
    """All logs of one study in one database.

    dates: order of dates with slashes, `dmy` or `mdy`; None: the first row of a file that tells it decides for that file;
    exports: number of a file -> the provider whose export it is; lost: what is said of logs that could not be read; said: and
    of those that could; repeated: rows that were the message of another row.
    """

    def __init__(
        self,
        connection: Connection,
        mapping: Mapping[str, str],
        rejects: Rejects,
        stdin_kind: str = "jsonl",
        queries: Mapping[str, str] | None = None,
        dates: str | None = None,
    ) -> None:
        self.connection = connection
        self.rejects = rejects
        self.rows: dict[str, int] = {}
        self.lost: list[str] = []
        self.said: list[str] = []
        self.repeated = 0
        self.paths: list[tuple[str, str]] = []
        self.exports: dict[int, str] = {}
        self._mapping = mapping
        self._stdin_kind = stdin_kind
        self._queries = queries or {}
        self._dates = dates
        for name in _DICTIONARIES:
            connection.execute(_DECLARED.format(name=name))

    def read(self, kind: LogKind, paths: Sequence[str]) -> None:
        """Add files to the table of a kind of log. Raises UnreadableError, ColumnError."""
        for path in paths:
            if path == STDIN and any(name == STDIN for name, _ in self.paths):
                raise UnreadableError("standard input can be read once; give the other log as a file")
            query = self._queries.get(kind.name)
            told = kind.telling(self._hear)
            unit = stage(self.connection, path, told, self._mapping, self.rejects, self._stdin_kind, query)
            name = without_password(path)
            self._check(kind, name, unit)
            self.paths.append((name, unit))
            self._enter(kind)
        self.connection.execute(f"drop table if exists {STAGE}; drop table if exists checked")
        if not paths:
            self._create(kind, "false")
        self.rows[kind.name] = self.one(f"select count(*) from {kind.name}")

    def read_all(self, kind: LogKind, paths: Sequence[str]) -> None:
        """Add the files of a kind of log that can be read; the others are `lost`. Raises ColumnError."""
        for path in paths:
            try:
                self.read(kind, [path])
            except UnreadableError as error:
                self.lost.append(str(error))
        self.read(kind, [])

    def drop_repeats(self) -> None:
        """Keep one row of each message that exports bring again: one with a status, else the last.

        The same is what has the same id, ends and moment; an id alone may be that of a batch.
        """
        before = self.one("select count(*) from sends")
        self.connection.execute(_DROP_REPEATS)
        self.rows[SENDS.name] = self.one("select count(*) from sends")
        self.repeated = before - self.rows[SENDS.name]

    def one(self, query: str) -> Any:
        """The single value of a query."""
        return self.connection.execute(query).fetchall()[0][0]

    def names(self, dictionary: str) -> dict[int, str]:
        """Number -> name as first written. Of texts there may be millions: ask for those alone that are needed."""
        return dict(self.connection.execute(f"select id, shown from {dictionary}").fetchall())

    def texts_at(self, places: Sequence[Mapping[str, Any]]) -> list[str]:
        """The texts of sends, by their places."""
        files = {path: number for number, (path, _) in enumerate(self.paths)}
        found = []
        for place in places:
            query = "select name from texts where id = (select min(text) from sends where file = ? and line = ?)"
            at = [files[place["source"]], place.get("line", place.get("row"))]
            found.append(str(self.connection.execute(query, at).fetchall()[0][0]))
        return found

    def place(self, file: int, line: int) -> dict[str, Any]:
        """Where a row stands, for people."""
        path, unit = self.paths[file]
        return {"source": path, unit: line}

    def _hear(self, titles: Sequence[str]) -> None:
        """The titles of the file that is being read, which may be those of a provider's export."""
        provider = export_of(titles)
        if provider is not None:
            self.exports.setdefault(len(self.paths), provider)

    def _check(self, kind: LogKind, path: str, unit: str) -> None:
        """Split the staged rows into those that count and rejects."""
        order = self._order_of(kind, path, unit)
        time = f"moment_of({_time(kind, order)})" if kind.time in kind.columns else "null::bigint"
        self.connection.execute(
            f"create or replace table checked as select *, {_fault(kind, order)} as fault from"
            f" (select * replace ({_trimmed(kind)}), {time} as moment from {STAGE}"
            f" where {same_way(kind)})"
        )
        faults = self.connection.execute("select line, fault from checked where fault is not null order by line")
        while batch := faults.fetchmany(10_000):
            for line, fault in batch:
                self.rejects.add(path, line, fault, unit)

    def _order_of(self, kind: LogKind, path: str, unit: str) -> str:
        """The order of the staged dates with slashes: as told, else by the first that tells it; empty when none does."""
        if self._dates is not None or kind.time not in kind.columns:
            return self._dates or ""
        told = self.connection.execute(
            f"select line, order_told(trim({kind.time})) as told from {STAGE}"
            f" where regexp_matches({kind.time}, '{SLASHED}') and told <> '' order by line limit 1"
        ).fetchall()
        if not told:
            return ""
        line, order = told[0]
        self.said.append(f"{path}: {told_by(order, f'{unit} {line}')}")
        return str(order)

    def _enter(self, kind: LogKind) -> None:
        """Give every name a number and keep the numbers."""
        self._learn("numbers", "sender", "number_key", "bare_number")
        self._learn("people", "recipient", "number_key", "bare_number")
        if "text" in kind.columns:
            self._learn("texts", "text", "", "")
        for column in _LABELS:
            if column in kind.columns:
                self._learn("labels", column, "", "")
        self._create(kind, "fault is null")

    def _learn(self, dictionary: str, column: str, key: str, shown: str) -> None:
        """Add names that a dictionary does not have yet, in a fixed order. shown: SQL of how the first of each is shown."""
        first = f"{shown}(arg_min({column}, line))" if shown else "name"
        self.connection.execute(
            f"insert into {dictionary} select nextval('{dictionary}_ids'), name, shown from ("
            f" select {key}({column}) as name, {first} as shown from checked"
            f" where fault is null and {column} is not null group by 1"
            f" having name not in (select name from {dictionary}) order by 1)"
        )
        self.connection.execute(
            f"create or replace table {column}_names as select distinct c.{column} as spelled, d.id from"
            f" (select distinct {column} from checked where fault is null) c join {dictionary} d on d.name = {key}(c.{column})"
        )

    def _create(self, kind: LogKind, where: str) -> None:
        columns = [column for column in kind.columns if column not in (kind.time, DIRECTION)]
        if where == "false":
            self._declare(kind, columns)
            return
        picked = ", ".join(f"{column}_names.id as {column}" for column in columns)
        joins = " ".join(f"left join {column}_names on {column}_names.spelled = checked.{column}" for column in columns)
        select = f"select {len(self.paths) - 1}::usmallint as file, line, moment, {picked} from checked {joins} where {where}"
        exists = self.one(f"select count(*) from duckdb_tables() where table_name = '{kind.name}'")
        verb = f"insert into {kind.name}" if exists else f"create table {kind.name} as"
        self.connection.execute(f"{verb} {select}")

    def _declare(self, kind: LogKind, columns: Sequence[str]) -> None:
        listed = ", ".join(f"{column} uinteger" for column in columns)
        self.connection.execute(
            f"create table if not exists {kind.name} (file usmallint, line bigint, moment bigint, {listed})"
        )


def _trimmed(kind: LogKind) -> str:
    """SQL that takes the blanks off names; of a label nothing remains that is blank."""
    labels = [f"nullif(trim({column}), '') as {column}" for column in _LABELS if column in kind.columns]
    return ", ".join(["trim(sender) as sender", "trim(recipient) as recipient", *labels])


def _time(kind: LogKind, order: str) -> str:
    """SQL of the time of a row, the year first."""
    time = f"trim({kind.time})"
    return f"case when regexp_matches({time}, '{SLASHED}') then year_first({time}, '{order}') else {time} end"


def _fault(kind: LogKind, order: str) -> str:
    """SQL that says why a row cannot count, or null. order: of dates with slashes, empty when nobody knows."""
    cases = [case for case in (way_fault(kind),) if case is not None]
    for column, what in (("sender", "sender"), ("recipient", "recipient")):
        if column in kind.needed:
            cases.append(f"when not regexp_matches(coalesce({column}, ''), '{_ANY_NAME}') then 'it names no {what}'")
            cases.append(
                f"when ends_with({column}, '{REDACTED}') then 'the {what} is redacted, so people cannot be told apart'"
            )
        cases.append(
            f"when regexp_full_match({column}, '{_POWER_OF_TEN}') then"
            f" 'the {what} is written as a power of ten: a spreadsheet has lost its digits'"
        )
    if kind.time in kind.needed:
        cases.append(f"when coalesce({kind.time}, '') = '' then 'it has no {kind.time}'")
        slashed = f"moment is null and regexp_matches({kind.time}, '{SLASHED}')"
        cases.append(f"when {slashed} then '{order_fault(kind.time, order)}'")
        cases.append(
            f"when moment is null or moment not between epoch_us(timestamp '{EARLIEST}') and epoch_us(timestamp '{LATEST}')"
            f" then '{kind.time} is no time; write 2026-03-01T09:30:00-05:00'"
        )
    return f"case {' '.join(cases)} end"


__all__ = ["COMPLAINTS", "REPLIES", "REPORTS", "SENDS", "Logs"]
