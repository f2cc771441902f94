"""Where a recipient is: the region or time zone of the log, else, as a guess, the area code."""

from __future__ import annotations

from functools import lru_cache

from smslint.errors import ContextError
from smslint.model import Context
from smslint.places import REGIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Place:
    """Where a recipient is, as well as the log tells."""

    def __init__(self, region: str | None, zone: str | None, area: str) -> None:
        self.region = _region(region)
        self.zone = zone
        self.area = area
        self.guessed = region is None and zone is None

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
