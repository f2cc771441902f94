"""Values of Context fields as rules name them: read as those of a message are, since a rule compares the two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator

from smslint.errors import ContextError
from smslint.model import Context
from smslint.rulebook.fields import Country as CountryCode
from smslint.rulebook.fields import Text, fault


def _as_in(field: str) -> Callable[[str], str]:
    """A validator: the value as a Context keeps it in that field, or the reason for which it takes none."""

    def check(value: str) -> str:
        return str(_read(field, value))

    return check


def _read(field: str, value: str, **beside: Any) -> Any:
    try:
        return getattr(Context(**{field: value}, **beside), field)
    except ContextError as error:
        raise fault(str(error)) from None


def regions_in(regions: Iterable[str], countries: Iterable[str] | None) -> tuple[str, ...]:
    """Parts of some countries, or of the United States and Canada, as a Context keeps them. Raises a fault."""
    return tuple(_region(region, tuple(countries or ())) for region in regions)


def _region(region: str, countries: tuple[str, ...]) -> str:
    for country in countries[:-1]:
        try:
            return str(Context(region=region, country=country).region)
        except ContextError:
            continue  # it may be a part of the next one
    return str(_read("region", region, **({"country": countries[-1]} if countries else {})))


def _host(domain: str) -> str:
    host = domain.lower().strip().removeprefix("https://").removeprefix("http://").split("/")[0]
    if not host:
        raise fault("a host is expected here, as larch.example")
    return host


Carrier = Annotated[Text, AfterValidator(_as_in("carrier"))]
Provider = Annotated[Text, AfterValidator(_as_in("provider"))]
Zone = Annotated[Text, AfterValidator(_as_in("recipient_timezone"))]
Country = Annotated[CountryCode, AfterValidator(_as_in("country"))]
OwnHost = Annotated[Text, AfterValidator(_host)]
