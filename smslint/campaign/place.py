"""Where a recipient is: the region or time zone of the log, else, as a guess, the area code.

A region or time zone that cannot be read is nothing: the area code decides, and the study names what was dropped.
"""

from __future__ import annotations

from functools import lru_cache

from smslint.errors import ContextError, shown
from smslint.model import Context
from smslint.places import REGIONS
from smslint.zones import zone_fault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.logs import Logs


class Place:
    """Where a recipient is, as well as the log tells."""

    def __init__(self, region: str | None, zone: str | None, area: str) -> None:
        self.region = _region(region)
        self.zone = _zone(zone)
        self.area = area
        self.guessed = self.region is None and self.zone is None

    @property
    def state(self) -> str | None:
        """Two letters of a US state: of the log, else as the area code has it."""
        return self.region or (_state_of(self.area) if self.area else None)

    def context(self) -> Context | None:
        """The context of a text that is marketing there; None where no rule could tell the hour."""
        fields: dict[str, Any] = {"use_case": "marketing", "region": self.region, "recipient_timezone": self.zone}
        if self.area:
            fields["recipient"] = f"+1{self.area}5550100"
        elif self.guessed:
            return None
        try:
            return Context(country="US" if self.region in REGIONS["US"] else None, **fields)
        except ContextError:
            return None


def unread_places(logs: Logs) -> dict[str, dict[str, int]]:
    """Column -> what stands there and tells no place -> messages. What may be private is not repeated."""
    found: dict[str, dict[str, int]] = {}
    for column, is_read in (("region", is_region), ("recipient_timezone", is_zone)):
        rows = logs.connection.execute(
            f"select l.shown, count(*) from sends s join labels l on l.id = s.{column} where l.shown <> '' group by 1 order by 1"
        ).fetchall()
        for name, count in rows:
            if not is_read(name):
                values, value = found.setdefault(column, {}), shown(name, 40)
                values[value] = values.get(value, 0) + count
    return found


def is_region(name: str) -> bool:
    """Whether a region can be read: a state of the US, or the code or name of a part of another country."""
    word = name.strip().upper()
    parts = ((code, long.upper()) for regions in REGIONS.values() for code, long in regions.items())
    return _region(name) is not None or any(word.rpartition("-")[2] == code or word == long for code, long in parts)


def is_zone(name: str) -> bool:
    """Whether a time zone can be read."""
    return _zone(name) is not None


def _zone(name: str | None) -> str | None:
    zone = (name or "").strip()
    return zone if zone and zone_fault(zone) is None else None


def _region(name: str | None) -> str | None:
    code = (name or "").strip().upper().removeprefix("US-")
    if code in REGIONS["US"]:
        return code
    return next((short for short, long in REGIONS["US"].items() if long.upper() == code), None)


@lru_cache(maxsize=1024)
def _state_of(area: str) -> str | None:
    """The state of an area code, or None."""
    import phonenumbers
    from phonenumbers import geocoder

    try:
        told = geocoder.description_for_number(phonenumbers.parse(f"+1{area}5550100"), "en")
    except phonenumbers.NumberParseException:
        return None
    name = told.rpartition(", ")[2].removesuffix(" State")
    return _region(name)
