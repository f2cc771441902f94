"""Named lists and the table of sources, as rule files write them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema, model_validator

from smslint.rulebook.fields import (
    BindingName,
    Day,
    Flag,
    Form,
    Host,
    Kebab,
    Language,
    ListName,
    Many,
    Prose,
    Some,
    Spec,
    Text,
    at_most,
    fault,
    one_of,
)

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = r"none|(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DATE = rf"(?:{_MONTH}-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31)"
_ON = rf"{_DATE}|(?:first|second|third|fourth|last) (?:mon|tue|wed|thu|fri|sat|sun) {_MONTH}|easter[+-][0-9]{{1,2}}"
_PLACE = r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?"

HourSpan = Annotated[str, Form(f"(?:{_SPAN})", "is no span of hours; write 08:00-20:00, or none for a closed day")]
DayRule = Annotated[str, Form(f"(?:{_ON})", "is no day; write 07-04, third mon 01, last mon 05 or easter+1")]
Place = Annotated[str, Form(_PLACE, "is no place; a country or a part of it, as US or US-FL")]


class BrandSpec(Spec):
    """A well-known sender that others imitate."""

    name: Text = Field(description="The brand's name.")
    aliases: Some[Text] = Field((), description="Other names in use.")
    domains: Some[Host] = Field((), description="Hosts that are truly its own.")
    kind: Text = Field("", description="Trade, as parcel or bank.")
    ambiguous: Flag = Field(False, description="The name is a common word; in prose only its aliases count.")
    labels: Some[Text] = Field((), description="How the name is written in hosts; by default without spaces.")


class OpenSpec(Spec):
    """When messages may be sent, in the recipient's local time; a day that is not named goes by `daily`."""

    daily: HourSpan = Field(description="Every day that is not named below, as 08:00-20:00.")
    mon: HourSpan | None = Field(None, description="Mondays.")
    tue: HourSpan | None = Field(None, description="Tuesdays.")
    wed: HourSpan | None = Field(None, description="Wednesdays.")
    thu: HourSpan | None = Field(None, description="Thursdays.")
    fri: HourSpan | None = Field(None, description="Fridays.")
    sat: HourSpan | None = Field(None, description="Saturdays.")
    sun: HourSpan | None = Field(None, description="Sundays.")
    holidays: HourSpan | None = Field(None, description="Days of the list's `holidays`.")

    @model_validator(mode="after")
    def _forward(self) -> OpenSpec:
        for span in self.week():
            if span is not None and span[0] >= span[1]:
                raise fault("a span of hours ends after it begins; hours past midnight are not open hours")
        return self

    def week(self) -> tuple[tuple[int, int] | None, ...]:
        """Minutes of the day from and to, Monday to Sunday; None for a closed day."""
        return tuple(_minutes(getattr(self, day) or self.daily) for day in WEEK)

    def holiday(self) -> tuple[tuple[int, int] | None, ...]:
        """The same of a holiday, as the only item; empty when holidays are days as any other."""
        return (_minutes(self.holidays),) if self.holidays is not None else ()


def _minutes(span: str) -> tuple[int, int] | None:
    if span == "none":
        return None
    first, _, last = span.partition("-")
    return tuple(int(time[:2]) * 60 + int(time[3:]) for time in (first, last))  # type: ignore[return-value]


class EffectiveDays(Spec):
    """The days on which it is in force."""

    from_: Day | None = Field(None, alias="from", description="First day in force.")
    until: Day | None = Field(None, description="Last day in force.")


class AccountSpec(Spec):
    """What one source says about the hours of one place."""

    source: Kebab = Field(description="Key of sources.yml.")
    clause: Prose | None = Field(None, description="Section or heading in that document.")
    binding: BindingName = Field(description="Whose word it is.")
    effective: EffectiveDays | None = Field(None, description="Days on which these hours are in force.")
    open: OpenSpec = Field(description="When messages may be sent.")


class PlaceHours(Spec):
    """The hours of one place, by every source that speaks of it."""

    place: Place = Field(description="A country or a part of it, as US or US-FL.")
    name: Text = Field(description="Its name, for messages.")
    accounts: Some[AccountSpec] = Field(min_length=1, description="What the sources say.")


class DaySpec(Spec):
    """One holiday."""

    name: Text = Field(description="Its name.")
    on: DayRule = Field(description="When: 07-04, third mon 01, last mon 05, easter+1.")


_WORDS = {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}


def _words(value: Any) -> Any:
    blocks = [value] if isinstance(value, str) else value
    if isinstance(blocks, list) and all(isinstance(block, str) for block in blocks):
        return [word for block in blocks for word in block.split()]
    return value


OTHER_KINDS = ("hosts", "words", "brands", "hours", "days", "zones")
"""What a list may hold beside phrases."""


class ListSpec(Spec):
    """A named list: phrases, hosts, words, brands, hours, days or time zones."""

    name: ListName = Field(alias="list", description="The path below lists/ without .yaml.")
    about: Prose = Field(description="What it collects, in one sentence.")
    language: Language | None = Field(None, description="ISO 639-1 code, when it is of one language.")
    disguise: Flag = Field(True, description="Whether disguised spellings count too.")
    in_placeholders: Flag = Field(False, description="Whether hits that touch placeholders count.")
    includes: Some[ListName] = Field((), description="Lists whose content joins this one.")
    terms: Many[Text] = Field((), description="Phrases; (a|b) alternates, [x] may be absent.")
    patterns: Many[Text] = Field((), description="Regular expressions, lower case, searched in the folded text.")
    exempt: Many[Text] = Field((), description="Phrases in which a hit does not count.")
    exempt_patterns: Many[Text] = Field((), description="Patterns in whose matches a hit does not count.")
    validator: (
        Annotated[
            Literal["luhn", "iban", "ssn", "not_placeholder"],
            BeforeValidator(one_of(("luhn", "iban", "ssn", "not_placeholder"))),
        ]
        | None
    ) = Field(None, alias="validate", description="A further test of what a pattern matched.")
    hosts: Many[Host] = Field((), description="Web hosts; their subdomains count.")
    words: Annotated[tuple[Text, ...], at_most(200_000), BeforeValidator(_words), WithJsonSchema(_WORDS)] = Field(
        (), description="Plain words; a list, or texts of words."
    )
    anchor: Annotated[Literal["digits"], BeforeValidator(one_of(("digits",)))] | None = Field(
        None, description="`digits`: the patterns have no literal, but every match holds a digit."
    )
    brands: Many[BrandSpec] = Field((), description="Well-known senders.")
    hours: Many[PlaceHours] = Field((), description="When messages may be sent, by place and source.")
    holidays: ListName | None = Field(None, description="The list of days that counts as holidays of these hours.")
    days: Many[DaySpec] = Field((), description="Holidays.")
    zones: dict[Place, Some[Text]] = Field(default_factory=dict, description="Place to its IANA time zones.")

    _path: str = PrivateAttr("")

    @model_validator(mode="after")
    def _one_kind(self) -> ListSpec:
        kinds = [kind for kind in OTHER_KINDS if getattr(self, kind)]
        phrases = bool(self.terms or self.patterns or self.exempt or self.exempt_patterns)
        if len(kinds) + phrases > 1:
            raise fault("a list holds phrases, hosts, words, brands, hours, days or zones; make a list for each")
        if not (kinds or phrases or self.includes):
            raise fault("the list is empty")
        return self

    @property
    def kind(self) -> str:
        """`phrases` or one of OTHER_KINDS; `phrases` too when it only includes others."""
        return next((kind for kind in OTHER_KINDS if getattr(self, kind)), "phrases")

    @property
    def path(self) -> str:
        """The file that holds the list."""
        return self._path

    def placed(self, path: str) -> ListSpec:
        """This list with its origin noted."""
        self._path = path
        return self


class SourceSpec(Spec):
    """A document that rules cite."""

    title: Prose = Field(description="Its title.")
    url: Text | None = Field(None, description="Its address.")
    publisher: Prose = Field(description="Who published it.")
    binds: Prose | None = Field(None, description="Who binds whom by it.")
    seen: Day = Field(description="The day it was last read.")
    clauses: Flag = Field(False, description="The document is divided: whoever cites it names the clause.")
    awaits: Prose | None = Field(None, description="What will cite it, while nothing does yet.")
