"""Conditions on the Context as rule files write them: `when`, `unless`, the clauses of `severity_when`, `fields`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from smslint.model import AGE_GATES, CONSENTS, KINDS, SENDER_TYPES, USE_CASES
from smslint.rulebook.contextvalues import Carrier, Country, OwnHost, Provider, Zone, regions_in
from smslint.rulebook.fields import ContextField as KnownField
from smslint.rulebook.fields import Language, Some, Spec, Text, fault, listed, one_of


class Range(Spec):
    """A comparison with a number; all keys that are given must hold."""

    at_least: StrictInt | None = Field(None, description="The field is this number or more.")
    at_most: StrictInt | None = Field(None, description="The field is this number or less.")
    above: StrictInt | None = Field(None, description="The field is more than this number.")
    below: StrictInt | None = Field(None, description="The field is less than this number.")

    @model_validator(mode="after")
    def _possible(self) -> Range:
        if not self.plain():
            raise fault("a comparison needs at_least, at_most, above or below")
        low = max([bound for bound in (self.at_least, _next(self.above, 1)) if bound is not None], default=None)
        high = min([bound for bound in (self.at_most, _next(self.below, -1)) if bound is not None], default=None)
        if low is not None and high is not None and low > high:
            raise fault("no number can meet this comparison")
        return self

    def plain(self) -> dict[str, int]:
        """The comparison as it was written."""
        return {name: getattr(self, name) for name in Range.model_fields if getattr(self, name) is not None}


def _next(bound: int | None, step: int) -> int | None:
    return None if bound is None else bound + step


def _shape(value: Any) -> str:
    return "range" if isinstance(value, (Mapping, Range, Ending)) else "exact"


def _some(value: tuple[Any, ...]) -> tuple[Any, ...]:
    if not value:
        raise fault("an empty list can never be met; name at least one")
    return value


def _or_list(schema: dict[str, Any]) -> None:
    items = schema.get("items", {})
    schema.pop("type", None)
    schema.pop("items", None)
    schema["anyOf"] = [items, {"type": "array", "items": items, "minItems": 1}]


Item = TypeVar("Item")
Values = Annotated[Some[Item], BeforeValidator(listed), AfterValidator(_some), Field(json_schema_extra=_or_list)]
Exact = Annotated[Values[StrictInt], Tag("exact")]
NumberTest = Annotated[Exact | Annotated[Range, Tag("range")], Discriminator(_shape)]


class Ending(Spec):
    """The end of a text field, in capitals or not."""

    ends_with: Values[Text] = Field(description="The field ends in one of these, as -S.")

    def plain(self) -> dict[str, tuple[str, ...]]:
        """The test as it was written."""
        return {"ends_with": self.ends_with}


Written = Annotated[Values[Text], Tag("exact")]
TextTest = Annotated[Written | Annotated[Ending, Tag("range")], Discriminator(_shape)]
SenderType = Annotated[
    str, BeforeValidator(one_of(SENDER_TYPES)), Field(json_schema_extra={"enum": list(SENDER_TYPES)})
]
UseCase = Annotated[str, BeforeValidator(one_of(USE_CASES)), Field(json_schema_extra={"enum": list(USE_CASES)})]
Kind = Annotated[str, BeforeValidator(one_of(KINDS)), Field(json_schema_extra={"enum": list(KINDS)})]
Consent = Annotated[str, BeforeValidator(one_of(CONSENTS)), Field(json_schema_extra={"enum": list(CONSENTS)})]
AgeGate = Annotated[str, BeforeValidator(one_of(AGE_GATES)), Field(json_schema_extra={"enum": list(AGE_GATES)})]


class Condition(Spec):
    """What is known about a message besides its text. Several keys must all hold; an unknown field leaves it open."""

    any_: Some[Condition] | None = Field(None, alias="any", description="At least one of these holds.")
    all_: Some[Condition] | None = Field(None, alias="all", description="All of these hold.")
    not_: Condition | None = Field(None, alias="not", description="This does not hold.")
    known: Values[KnownField] | None = Field(None, description="These fields are known; never open.")
    brand: Values[Text] | None = Field(None, description="The sender's name.")
    brand_aliases: Values[Text] | None = Field(None, description="Other names of the sender.")
    brand_domains: Values[OwnHost] | None = Field(None, description="Web hosts that are the sender's own.")
    brand_phones: Values[Text] | None = Field(None, description="Telephone numbers that are the sender's own.")
    sender: TextTest | None = Field(None, description="The sending number, short code or alphanumeric id.")
    sender_type: Values[SenderType] | None = Field(None, description="What kind of number sends.")
    recipient: Values[Text] | None = Field(None, description="The receiving number.")
    country: Values[Country] | None = Field(None, description="ISO 3166-1 alpha-2 code of the recipient's country.")
    region: Values[Text] | None = Field(
        None, description="ISO 3166-2 part of the recipient's region, as FL; of another country than US and CA with its country."
    )
    recipient_timezone: Values[Zone] | None = Field(None, description="IANA name of the recipient's time zone.")
    carrier: Values[Carrier] | None = Field(None, description="The recipient's mobile carrier.")
    provider: Values[Provider] | None = Field(None, description="The messaging provider that carries the message.")
    use_case: Values[UseCase] | None = Field(None, description="The registered use case.")
    kind: Values[Kind] | None = Field(None, description="What kind of text this is.")
    first_message: StrictBool | None = Field(None, description="Whether this is the first message of the thread.")
    messages_since_opt_out: NumberTest | None = Field(
        None, description="Messages since the last one that carried opt-out wording."
    )
    days_since_opt_out: NumberTest | None = Field(
        None, description="Days since the last message that carried opt-out wording."
    )
    two_way: StrictBool | None = Field(None, description="Whether the recipient takes part in the thread.")
    opted_in: StrictBool | None = Field(None, description="Whether the recipient opted in.")
    opted_out: StrictBool | None = Field(None, description="Whether the recipient opted out.")
    consent: Values[Consent] | None = Field(None, description="How the recipient agreed.")
    age_gate: Values[AgeGate] | None = Field(None, description="How the recipient's age was asked for.")
    language: Values[Language] | None = Field(None, description="ISO 639-1 code of the language.")
    template: StrictBool | None = Field(None, description="Whether the text still has its placeholders.")

    @field_validator("region")
    @classmethod
    def _part(cls, regions: tuple[str, ...] | None, found: ValidationInfo) -> tuple[str, ...] | None:
        return None if regions is None else regions_in(regions, found.data.get("country"))

    @model_validator(mode="after")
    def _something(self) -> Condition:
        if not self.plain():
            raise fault("an empty condition; name at least one field")
        if self.any_ == () or self.all_ == ():
            raise fault("an empty list of conditions; name at least one")
        return self

    def plain(self) -> dict[str, Any]:
        """The condition as written: field -> tuple of values, bool or comparison; any/all -> list; not -> dict."""
        written: dict[str, Any] = {}
        for name, info in type(self).model_fields.items():
            value = getattr(self, name)
            if value is not None:
                written[info.alias or name] = _plain(value)
        return written

    def fields(self) -> frozenset[str]:
        """Names of all Context fields that the condition reads."""
        return frozenset(_fields(self.plain()))


def _plain(value: Any) -> Any:
    if isinstance(value, (Condition, Range, Ending)):
        return value.plain()
    if isinstance(value, tuple) and value and isinstance(value[0], Condition):
        return [item.plain() for item in value]
    return value


def _fields(written: Mapping[str, Any]) -> set[str]:
    found: set[str] = set()
    for key, value in written.items():
        if key in ("any", "all"):
            found.update(*(_fields(item) for item in value))
        else:
            found |= _fields(value) if key == "not" else set(value) if key == "known" else {key}
    return found
