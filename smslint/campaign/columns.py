"""The logs of a campaign and their columns: what each must and may hold, and how exports name them."""

from __future__ import annotations

from copy import copy

from smslint.errors import SmslintError
from smslint.model import did_you_mean
from smslint.text.titles import shown_titles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


SHOWN = 30
"""Columns of a file that an error names."""


class ColumnError(SmslintError):
    """A log lacks a column, or a mapping of columns cannot be read; the text says which and what would do."""


class DoubledColumnError(ColumnError):
    """Two columns of a log bear one name."""


class UnreadableError(SmslintError):
    """A log as a whole cannot be read; the text names the file and what to do."""


class LogKind:
    """A kind of log: the column that holds its time, the columns it needs and may have, and other names of each.

    way: `out` or `in` where exports mix both and say so in a column `direction`; rows that go the other way are passed
    over.
    """

    def __init__(
        self,
        name: str,
        time: str,
        needed: Sequence[str],
        optional: Sequence[str],
        aliases: Mapping[str, str],
        way: str = "",
    ) -> None:
        self.name = name
        self.time = time
        self.needed = tuple(needed)
        self.columns = (*needed, *optional)
        self.aliases = {column: aliases.get(column, "").split() for column in self.columns}
        self.ignored: frozenset[str] = frozenset()
        self.hear: Callable[[Sequence[str]], None] | None = None
        self.way = way

    def ignoring(self, *columns: str) -> LogKind:
        """The same kind of log, with columns that are not read though they may be there."""
        kind = copy(self)
        kind.ignored = frozenset(columns)
        return kind

    def telling(self, hear: Callable[[Sequence[str]], None]) -> LogKind:
        """The same kind of log; `hear` is told the titles of what is read."""
        kind = copy(self)
        kind.hear = hear
        return kind


DIRECTION = "direction"
_ENDS = ("sender", "recipient")
_TEXT = "body message message_text content message_body message_content sms sms_text sms_body msg"
_OUT = {
    "sender": "from src from_number source source_number sending_number originator sender_id",
    "recipient": "to dst to_number destination destination_number phone phone_number",
    "sent_at": "date_sent sent_time message_time timestamp created_at date sent sent_date date_created",
    "text": _TEXT,
    "campaign": "campaign_id campaign_name messaging_service_sid",
    "account": "account_sid account_id subaccount auth_id",
    "id": "message_id message_uuid sid message_sid uuid",
    "region": "state",
    "recipient_timezone": "timezone",
    "carrier": "carrier_name",
    "status": "message_state state_of_message delivery_status",
    "error_code": "errorcode error code",
    DIRECTION: "message_direction",
}
_IN = {
    **_OUT,
    "sender": "to dst to_number destination business_number",
    "recipient": "from src from_number source consumer consumer_number",
    "received_at": "date_sent message_time timestamp created_at date received sent sent_date date_created",
}

SENDS = LogKind(
    "sends",
    "sent_at",
    ("sender", "recipient", "sent_at"),
    ("text", "campaign", "account", "id", "region", "recipient_timezone", "carrier", "status", "error_code", DIRECTION),
    _OUT,
    "out",
)
REPLIES = LogKind("replies", "received_at", ("sender", "recipient", "received_at", "text"), (DIRECTION,), _IN, "in")
COMPLAINTS = LogKind(
    "complaints",
    "reported_at",
    ("sender", "recipient", "reported_at"),
    (),
    {**_OUT, "reported_at": "date_sent message_time timestamp created_at date received_at"},
)
REPORTS = LogKind(
    "reports",
    "reported_at",
    ("status",),
    ("id", "sender", "recipient", "reported_at", "error_code"),
    {**_OUT, "reported_at": "sent_at date_sent message_time timestamp created_at date updated_at date_updated"},
)


def parse_mapping(words: Sequence[str]) -> dict[str, str]:
    """`text=body,sender=from,replies.sender=to` as a mapping. Raises ColumnError."""
    kinds = (SENDS, REPLIES, COMPLAINTS, REPORTS)
    known = sorted({column for kind in kinds for column in kind.columns})
    own = {f"{kind.name}.{column}" for kind in kinds for column in kind.columns}
    mapping: dict[str, str] = {}
    for word in (part.strip() for words_ in words for part in words_.split(",")):
        column, equals, name = word.partition("=")
        if not equals or not name:
            raise ColumnError(f"--columns cannot be {word!r}; write pairs as text=body,sender=from")
        if column not in known and column not in own:
            turned = f"; the column of the log stands first, as {name}={column[:40]}" if name in (*known, *own) else ""
            hint = turned or did_you_mean(column, [*known, *own]) or "; one of " + ", ".join(known)
            raise ColumnError(f"--columns names no column {column[:40]!r}{hint}")
        if mapping.setdefault(column, name) != name:
            raise ColumnError(f"--columns names {column!r} twice, as {mapping[column]!r} and {name!r}; give one of them")
    return mapping


def resolve(
    kind: LogKind, header: Sequence[str], mapping: Mapping[str, str], path: str, loose: bool = False
) -> dict[str, str]:
    """Column of the log -> name in the file. A given mapping wins, then the name itself, then what exports call it.

    For the two ends of a reply only a mapping of its own (`replies.sender=to`) wins: what names those of a send would
    turn it around. loose: a row may leave out what a mapping names, as those of JSON do. Raises ColumnError when a
    needed or a mapped column is absent, naming those that are there.
    """
    if kind.hear is not None:
        kind.hear(header)
    by_plain: dict[str, str] = {}
    for name in header:
        by_plain.setdefault(_plain(name), name)
    found = {}
    for column in kind.columns:
        candidates = _candidates(kind, column, mapping)
        title = next((by_plain[_plain(one)] for one in candidates if _plain(one) in by_plain), None)
        if title is not None and column not in kind.ignored:
            found[column] = candidates[0] if len(candidates) == 1 and candidates[0] in header else title
            _check_single(found[column], header, candidates, path)
    if not loose:
        _check_mapped(kind, by_plain, mapping, path)
    missing = [column for column in kind.needed if column not in found]
    if missing:
        raise ColumnError(
            f"{path}: {kind.name} need the column {missing[0]!r}; name it with --columns {missing[0]}=NAME;"
            f" the file has {shown_titles(header, SHOWN)}"
        )
    return found


def _check_single(title: str, header: Sequence[str], candidates: Sequence[str], path: str) -> None:
    """Raise DoubledColumnError for a title that another one equals, but for case and signs unless --columns tells it apart."""
    told = candidates == (title,)
    like = [name for name in header if name == title or (not told and _plain(name) == _plain(title))]
    if len(set(like)) > 1:
        said = f"the columns {shown_titles(like, SHOWN)} bear one name; rename one, or name yours with --columns"
        raise DoubledColumnError(f"{path}: {said}")
    if len(like) > 1:
        raise DoubledColumnError(f"{path}: the column {shown_titles([title], SHOWN)} stands twice; rename one of them")


def _check_mapped(kind: LogKind, plain: Mapping[str, str], mapping: Mapping[str, str], path: str) -> None:
    """Raise ColumnError for a mapping that names no column of the file it is for: what it holds would be lost unsaid.

    A mapping without the kind of log is for the sends; other logs may lack the column.
    """
    prefixes = (f"{kind.name}.", "") if kind.name == SENDS.name else (f"{kind.name}.",)
    for prefix in prefixes:
        for column in kind.columns:
            name = mapping.get(prefix + column)
            if name is None or (not prefix and f"{kind.name}.{column}" in mapping):
                continue
            if _plain(name) not in plain:
                titles = list(plain.values())
                hint = did_you_mean(name, titles) or f"; the file has {shown_titles(titles, SHOWN)}"
                raise ColumnError(f"{path}: there is no column {name!r}, which --columns names{hint}")


def _candidates(kind: LogKind, column: str, mapping: Mapping[str, str]) -> Sequence[str]:
    """Names that a column may have in a file, the likeliest first; one that was given is the only one."""
    if f"{kind.name}.{column}" in mapping:
        return (mapping[f"{kind.name}.{column}"],)
    usual = (column, *kind.aliases[column])
    if column not in mapping:
        return usual
    return (*usual, mapping[column]) if kind.way == "in" and column in _ENDS else (mapping[column],)


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
