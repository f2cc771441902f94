"""What `--query` asks of the databases of each kind of log."""

from __future__ import annotations

import re

from smslint.campaign.columns import COMPLAINTS, REPLIES, REPORTS, SENDS, ColumnError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NAMED = re.compile(rf"\s*({'|'.join(kind.name for kind in (SENDS, REPLIES, COMPLAINTS, REPORTS))})\s*=\s*(?=\S)")


def parse_queries(words: Sequence[str]) -> dict[str, str]:
    """`select ...` of the sends, `replies=select ...` of another log, as {log: SQL}. Raises ColumnError."""
    found: dict[str, str] = {}
    for word in words:
        named = _NAMED.match(word)
        log, query = (named[1], word[named.end() :]) if named else (SENDS.name, word)
        if not query.strip():
            raise ColumnError(
                "--query cannot be empty; write a select, or replies=SELECT for another log than the sends"
            )
        if log in found:
            raise ColumnError(f"--query is given twice for the {log}; write one select with union all")
        found[log] = query
    return found


def check_queries(queries: Mapping[str, str], sources: Mapping[str, Sequence[str]]) -> None:
    """Raise ColumnError for a query of a log that has no database, or one that names a table too.

    sources: the log's name and what is read for it.
    """
    from smslint.audit.read.inputs import without_password
    from smslint.campaign.elsewhere import is_database

    for log, _ in queries.items():
        if not sources.get(log):
            raise ColumnError(f"--query asks for the {log}, but no {log} are given; name the database to ask")
        for path in sources[log]:
            if not is_database(path):
                raise ColumnError(
                    f"--query asks a database; {without_password(path)} is none, so read it without --query"
                )
            if "#" in path:
                raise ColumnError(f"{without_password(path)} names a table and --query a select; give one of the two")
