"""Lists of hosts and of hours, as the engine reads them."""

from __future__ import annotations

from typing import Any

from smslint.rulebook.book import Book
from smslint.rulebook.schema import ListSpec


def hosts(book: Book, spec: ListSpec) -> list[str]:
    """Hosts of a list and of the lists it includes."""
    found = set(spec.hosts)
    for name in spec.includes:
        found.update(hosts(book, book.lists[name]))
    return sorted(found)


def timing(book: Book) -> dict[str, Any]:
    """Hours by list and place, holidays by list, zones by place."""
    hours = {name: (spec.holidays, _places(book, spec)) for name, spec in book.lists.items() if spec.kind == "hours"}
    days = {name: [(day.name, day.on) for day in spec.days] for name, spec in book.lists.items() if spec.kind == "days"}
    zones = {place: some for spec in book.lists.values() if spec.kind == "zones" for place, some in spec.zones.items()}
    return {"hours": hours, "days": days, "zones": zones}


def _places(book: Book, spec: Any) -> dict[str, Any]:
    """Place -> (name, accounts); an account: (publisher, binding, from, until, week, holiday)."""
    return {
        one.place: (
            one.name,
            tuple(
                (
                    book.sources[account.source].publisher,
                    account.binding,
                    *_dates(account.effective),
                    account.open.week(),
                    account.open.holiday(),
                )
                for account in one.accounts
            ),
        )
        for one in spec.hours
    }


def _dates(effective: Any) -> tuple[str | None, str | None]:
    first, last = (effective.from_, effective.until) if effective is not None else (None, None)
    return first.isoformat() if first else None, last.isoformat() if last else None
