"""The DuckDB that holds the logs while they are counted: in memory, within a limit, spilling into a folder of its own."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager

from smslint.audit.dates import order_told, year_first
from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    Connection = Any

MEMORY = "500MB"
"""What DuckDB may hold; Arrow batches and the arrays of the rates come on top, and all stay within a gigabyte."""


@contextmanager
def database(zone: str) -> Iterator[Connection]:
    """A connection that reads times without an offset in `zone`, closed and swept up at the end.

    Raises MissingExtraError without the extra `campaign`.
    """
    try:
        import duckdb
        import numpy  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtraError("smslint campaign", "campaign") from None
    with tempfile.TemporaryDirectory(prefix="smslint-") as folder:
        connection = duckdb.connect(
            config={
                "memory_limit": MEMORY,
                "temp_directory": folder,
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
            }
        )
        try:
            connection.execute("set timezone = ?", [zone])
            for function in (order_told, year_first):
                connection.create_function(function.__name__, function)
            for macro in MACROS:
                connection.execute(macro)
            yield connection
        finally:
            connection.close()


def insert(connection: Connection, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows of Python values to a table; names: its columns, in the order of the values."""
    import pyarrow

    if not rows:
        return
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    connection.register("batch", pyarrow.table(columns))
    connection.execute(f"insert into {table} ({', '.join(names)}) select {', '.join(names)} from batch")
    connection.unregister("batch")


_NO_OFFSET = r"[0-9]:[0-9]{2}([.,][0-9]+)? ?[+-]((1[6-9]|[2-9][0-9])(:?[0-9]{2})?|[0-9]{2}:?[6-9][0-9])"
"""A time of day whose distance to UTC no place on earth keeps; casts would take it and shift the moment by days."""
_ZONE_NAME = "[0-9] ?[A-Za-z]{2,5}$"
"""A zone in letters: BST is the clock of Britain, of Bangladesh or of Bougainville, and a cast takes one of them unasked."""
_UNIVERSAL = " ?(UTC|GMT|UT)$"
_OTHER_DIGITS = "０１２３４５６７８９＋٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९"
_PLAIN_DIGITS = "0123456789+" + "0123456789" * 3
_OFFSET = r"([+-][0-9]{2}:?[0-9]{2})"
MACROS = (
    "create macro digits_of(v) as regexp_replace(v, '[^0-9+]', '', 'g')",
    f"create macro folded(v) as translate(v, '{_OTHER_DIGITS}', '{_PLAIN_DIGITS}')",
    # A number without what marks it as one, in ASCII, and without the fraction that programs write which hold it as a float.
    r"""create macro bare_number(v) as regexp_replace(
        regexp_replace(trim(folded(v)), '^(tel|sms):', '', 'i'), '^([+]?[0-9]{3,15})[.,]00?$', '\1')""",
    # One person or number, however it is written: digits with a plus, US numbers with their country code. Digits that are not
    # understood tell people apart only as long as they stay.
    r"""create macro bare_number_key(v) as case
        when regexp_matches(v, '[A-Za-z]') or digits_of(v) = '' then v
        when regexp_matches(regexp_replace(v, '[0-9]', '', 'g'), '\pN') then v
        when regexp_full_match(digits_of(v), '[2-9][0-9]{9}') then '+1' || digits_of(v)
        when regexp_full_match(digits_of(v), '00[1-9][0-9]{7,14}') then '+' || digits_of(v)[3:]
        when regexp_full_match(digits_of(v), '[1-9][0-9]{7,14}') then '+' || digits_of(v)
        else digits_of(v) end""",
    r"""create macro number_key(v) as case
        when regexp_full_match(v, '\+[1-9][0-9]{7,14}') then v else bare_number_key(bare_number(v)) end""",
    # As RFC 2822 writes a time, in ISO 8601. Not by `%z` of strptime: that keeps the daylight saving of times before.
    f"""create macro iso_of(v) as strftime(try_strptime(v[:-7], '%a, %d %b %Y %H:%M:%S'), '%Y-%m-%dT%H:%M:%S')
        || regexp_extract(v, ' {_OFFSET}$', 1)""",
    # Microseconds since 1970 from ISO 8601, RFC 2822, or seconds or parts of them since 1970.
    f"""create macro moment_of(v) as case
        when regexp_full_match(v, '[0-9]{{10}}') then cast(v as bigint) * 1000000
        when ends_with(v, 'us') then try_cast(v[:-3] as bigint)
        when regexp_full_match(v, '[0-9]{{13}}') then cast(v as bigint) * 1000
        when regexp_full_match(v, '[0-9]{{16}}') then cast(v as bigint)
        when regexp_matches(v, '{_NO_OFFSET}$') then null
        when regexp_matches(v, '{_ZONE_NAME}') and not regexp_matches(v, '{_UNIVERSAL}') then null
        else epoch_us(coalesce(try_cast(v as timestamptz),
            try_cast(regexp_replace(v, ' {_OFFSET}$', '\\1') as timestamptz),
            try_cast(iso_of(regexp_replace(v, ' GMT$', ' +0000')) as timestamptz))) end""",
)
