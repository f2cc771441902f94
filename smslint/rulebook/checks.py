"""The kinds of check as rule files write them: one model of options for each, and the choice of exactly one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from smslint.context import BOOL_FIELDS, DATETIME_FIELDS, INT_FIELDS
from smslint.rulebook.conditions import Condition
from smslint.rulebook.fields import (
    ContextField,
    Count,
    Extension,
    ListName,
    Number,
    Scheme,
    Signal,
    Some,
    Spec,
    fault,
    one_of,
)
from smslint.rulebook.signalchecks import (
    AtLeast,
    CombineOptions,
    Near,
    PatternOptions,
    PhraseOptions,
    RequiredOptions,
    SignalGroup,
    Weigh,
)

__all__ = ["Check", "PhraseOptions", "SignalGroup"]

Place = tuple["str | int", ...]

FOLDS = (
    "leet", "spaced", "mask", "repeat", "accent", "lookalike", "invisible", "fullwidth", "combining", "entity", "bidi",
)  # fmt: skip
FoldName = Annotated[str, BeforeValidator(one_of(FOLDS)), Field(json_schema_extra={"enum": list(FOLDS)})]


class LinksOptions(Spec):
    """Tests of the links in the text; a link that meets any of them is a finding."""

    shortener: Literal[True] | None = Field(None, description="The host is a public shortener.")
    list_: ListName | None = Field(None, alias="list", description="The host is in this host list.")
    scheme: Scheme | None = Field(None, description="The link has this scheme, as http.")
    bare: Literal[True] | None = Field(None, description="The link has no scheme.")
    foreign: Literal[True] | None = Field(None, description="The host is none of the sender's own.")
    ip: Literal[True] | None = Field(None, description="The host is a number.")
    punycode: Literal[True] | None = Field(None, description="The host is written in punycode.")
    mixed_script: Literal[True] | None = Field(None, description="The host mixes alphabets.")
    lookalike: Literal[True] | None = Field(None, description="The host imitates a famous one.")
    userinfo: Literal[True] | None = Field(None, description="A name or password stands before the host.")
    tld_list: ListName | None = Field(None, description="The top-level domain is in this list.")
    extensions: Some[Extension] | None = Field(None, min_length=1, description="The path ends in one of these.")
    more_than: Count | None = Field(None, description="More links than this.")
    domains_more_than: Count | None = Field(None, description="More registrable domains than this.")
    redirect: Literal[True] | None = Field(None, description="The query carries another link.")
    defanged: Literal[True] | None = Field(None, description="The link is written so that no scanner sees it.")
    broken: Literal[True] | None = Field(None, description="The link is split, or punctuation is glued to it.")
    personal_data: Literal[True] | None = Field(None, description="The query carries an email or phone number.")
    premium_phone: Literal[True] | None = Field(None, description="A premium-rate number stands in the text.")

    @model_validator(mode="after")
    def _something(self) -> LinksOptions:
        if not self.given():
            raise fault("a test of links is expected here")
        return self

    def given(self) -> dict[str, Any]:
        """The tests that were written, by their names in the file."""
        return _given(self)


def _given(spec: Spec) -> dict[str, Any]:
    pairs = ((info.alias or name, getattr(spec, name)) for name, info in type(spec).model_fields.items())
    return {name: value for name, value in pairs if value is not None}


SHAPES: dict[str, tuple[str, ...]] = {
    "capitals": ("ratio", "min_letters"), "punctuation_runs": ("min",), "emoji": ("more_than",), "invisible": (),
    "bidi": (), "mixed_script": (), "controls": (), "blank": (), "link_only": (), "money_signs": ("min",),
    "escapes": (), "nonstandard_words": ("min",), "surrogates": (), "person": (), "mojibake": (), "random_ends": (),
}  # fmt: skip


# The loader reads 0.3 as a text and makes a number of it; an editor sees the number.
_SHARE = {"type": ["number", "string", "null"], "minimum": 0, "maximum": 1}
Share = Annotated[Number, Field(ge=0, le=1)]


class ShapeOptions(Spec):
    """How the text looks: capitals, runs of punctuation, hidden characters."""

    measure: Annotated[str, BeforeValidator(one_of(tuple(SHAPES))), Field(json_schema_extra={"enum": list(SHAPES)})] = (
        Field(description="What is measured.")
    )
    ratio: Annotated[Share | None, WithJsonSchema(_SHARE)] = Field(None, description="Capitals: share of the letters.")
    min_letters: Count | None = Field(None, description="Capitals: fewer letters are not judged.")
    min: Count | None = Field(None, description="Runs, signs or words: so many or more.")
    more_than: Count | None = Field(None, description="Emoji: more than this.")

    @model_validator(mode="after")
    def _fitting(self) -> ShapeOptions:
        for name in ("ratio", "min_letters", "min", "more_than"):
            if getattr(self, name) is not None and name not in SHAPES[self.measure]:
                raise fault(f"the measure {self.measure} has no option {name!r}")
        return self


LENGTHS: dict[str, tuple[str, ...]] = {
    "ucs2": ("more_than",), "segments": ("more_than",), "extension_chars": ("more_than",), "near_miss": ("within",),
    "characters": ("more_than",), "field": ("field", "more_than"), "beyond": ("signal",), "torn": (),
    "worst_case": ("more_than",), "short": ("less_than",),
}  # fmt: skip
"""What is measured -> the options that it has."""
_GO_WITH = {"field": "field", "less_than": "short", "signal": "beyond"}
"""Options that a measure cannot do without -> the measure."""
_NO_LENGTH = BOOL_FIELDS | INT_FIELDS | DATETIME_FIELDS


def _measurable(name: str) -> str:
    if name in _NO_LENGTH:
        raise fault(f"{name} has no length; a field that holds a text or a list is expected here")
    return name


class LengthOptions(Spec):
    """Size and encoding of the message."""

    measure: Annotated[
        str, BeforeValidator(one_of(tuple(LENGTHS))), Field(json_schema_extra={"enum": list(LENGTHS)})
    ] = Field(description="What is measured.")
    more_than: Count | None = Field(None, description="A finding when the measure is above this.")
    less_than: Count | None = Field(None, description="short: a finding when the text has fewer characters than this.")
    within: Count | None = Field(None, description="near_miss: so few units above a segment boundary.")
    field: Annotated[ContextField, AfterValidator(_measurable)] | None = Field(
        None, description="field: the Context field whose length is measured; one that holds a text or a list."
    )
    signal: Signal | None = Field(None, description="beyond: what should stand in the first segment.")

    @model_validator(mode="after")
    def _fitting(self) -> LengthOptions:
        for name, measure in _GO_WITH.items():
            if (self.measure == measure) != (getattr(self, name) is not None):
                raise fault(f"`{name}` goes with the measure `{measure}`, and only with it")
        for name in _given(self):
            if name != "measure" and name not in LENGTHS[self.measure]:
                has = " and ".join(LENGTHS[self.measure]) or "none"
                raise fault(f"the measure {self.measure} has no option {name!r}; it has {has}")
        return self


PLACEHOLDER_TESTS = ("unrendered", "mixed", "unbalanced", "whole_message", "unfilled_value", "unbracketed", "spintax")


class PlaceholdersOptions(Spec):
    """Merge fields: left unrendered, broken or unfilled."""

    test: Annotated[
        str, BeforeValidator(one_of(PLACEHOLDER_TESTS)), Field(json_schema_extra={"enum": list(PLACEHOLDER_TESTS)})
    ] = Field(description="What is wrong with the merge field.")


class DisguiseOptions(Spec):
    """Disguised hits of any content phrase set."""

    folds: Some[FoldName] = Field(min_length=1, description="The disguises that count.")
    terms: Annotated[Literal["prohibited", "any"], BeforeValidator(one_of(("prohibited", "any")))] = Field(
        "any", description="Which phrase sets count."
    )
    lists: Some[ListName] = Field((), description="Lists of words that count when they are disguised.")
    words: Annotated[Literal["known", "any"], BeforeValidator(one_of(("known", "any")))] = Field(
        "known", description="`any`: any word counts where its disguise leaves no doubt."
    )


class HoursOptions(Spec):
    """The time of sending, on the recipient's clock; speaks of marketing, by its use case or by its words."""

    list_: ListName = Field(alias="list", description="The list of hours.")
    say: Annotated[
        Literal["agreed", "disputed", "any"], BeforeValidator(one_of(("agreed", "disputed", "any")))
    ] = Field("agreed", description="`agreed`: all sources forbid the time; `disputed`: some do, or one alone.")
    what: Annotated[Literal["hours", "days", "both"], BeforeValidator(one_of(("hours", "days", "both")))] = Field(
        "both", description="`hours`: of an open day; `days`: a closed day."
    )
    beyond: ListName | None = Field(None, description="Silent where all sources of this list forbid the time already.")
    by: Annotated[Literal["place", "area_code"], BeforeValidator(one_of(("place", "area_code")))] = Field(
        "place", description="`area_code`: guess the time zone from the recipient's number."
    )
    cause: Some[Signal] = Field(
        (), description="One of these must occur, unless the use case is marketing; none: every text counts."
    )


REPLY_KINDS = ("opt_out", "help", "start", "unsure")


class ReplyOptions(Spec):
    """What a reply means, as `classify_reply` reads it; for rules about the kind `inbound`."""

    means: Some[
        Annotated[str, BeforeValidator(one_of(REPLY_KINDS)), Field(json_schema_extra={"enum": list(REPLY_KINDS)})]
    ] = Field(min_length=1, description="The readings that the rule speaks of; `unsure`: a person should look.")


KINDS_OF_CHECK = (
    "terms", "pattern", "required", "combine", "links", "shape", "length", "fields", "placeholders", "disguise",
    "hours", "reply",
)  # fmt: skip


class Check(Spec):
    """What the rule looks for: exactly one kind."""

    terms: PhraseOptions | None = Field(None, description="Phrases that are a fault by themselves.")
    pattern: PatternOptions | None = Field(None, description="Patterns that are a fault by themselves.")
    required: RequiredOptions | None = Field(None, description="Something that must be present.")
    combine: CombineOptions | None = Field(None, description="Signals together, or near each other.")
    links: LinksOptions | None = Field(None, description="Tests of the links.")
    shape: ShapeOptions | None = Field(None, description="How the text looks.")
    length: LengthOptions | None = Field(None, description="Size and encoding.")
    fields: Condition | None = Field(None, description="A condition on the Context alone.")
    placeholders: PlaceholdersOptions | None = Field(None, description="Merge fields.")
    disguise: DisguiseOptions | None = Field(None, description="Disguised spelling.")
    hours: HoursOptions | None = Field(None, description="The time of sending.")
    reply: ReplyOptions | None = Field(None, description="What a reply means.")

    @model_validator(mode="after")
    def _one(self) -> Check:
        if len(_given(self)) != 1:
            raise fault(f"a check has exactly one kind: {', '.join(KINDS_OF_CHECK)}")
        return self

    def given(self) -> dict[str, Any]:
        """The kinds that were written: one, in a check that is in order."""
        return _given(self)

    @property
    def kind(self) -> str:
        """Name of the kind, as `terms`."""
        return next(iter(_given(self)))

    @property
    def options(self) -> Any:
        """The options of that kind."""
        return next(iter(_given(self).values()))

    def signals(self) -> Iterator[tuple[Place, str]]:
        """Every signal that the check names, without its certainty mark, with its place below `check`."""
        for place, signal in _signals(self.options, (self.kind,)):
            yield place, signal.rstrip("!?")


_HOLDERS = (PhraseOptions, RequiredOptions, SignalGroup, CombineOptions, AtLeast, Weigh, Near, LengthOptions, HoursOptions)
_HELD = ("cause", "any_of", "each", "unless_any", "all_", "any_", "none", "of", "at_least", "weigh", "near", "span", "signal")


def _signals(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, _HOLDERS):
        for name in _HELD:
            yield from _signals(getattr(value, name, None), (*place, name.rstrip("_")))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _signals(item, (*place, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _signals(item, (*place, index))
    elif isinstance(value, str):
        yield place, value
