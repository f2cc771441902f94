"""Named lists and the table of sources, as rule files write them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema, model_validator

from smslint.rulebook.fields import (
    Day,
    Flag,
    Host,
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


class BrandSpec(Spec):
    """A well-known sender that others imitate."""

    name: Text = Field(description="The brand's name.")
    aliases: Some[Text] = Field((), description="Other names in use.")
    domains: Some[Host] = Field((), description="Hosts that are truly its own.")
    kind: Text = Field("", description="Trade, as parcel or bank.")
    ambiguous: Flag = Field(False, description="The name is a common word; in prose only its aliases count.")
    labels: Some[Text] = Field((), description="How the name is written in hosts; by default without spaces.")


_WORDS = {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "string"}]}


def _words(value: Any) -> Any:
    blocks = [value] if isinstance(value, str) else value
    if isinstance(blocks, list) and all(isinstance(block, str) for block in blocks):
        return [word for block in blocks for word in block.split()]
    return value


class ListSpec(Spec):
    """A named list: phrases, hosts, words or brands."""

    name: ListName = Field(alias="list", description="The path below lists/ without .yaml.")
    about: Prose = Field(description="What it collects, in one sentence.")
    language: Language | None = Field(None, description="ISO 639-1 code, when it is of one language.")
    disguise: Flag = Field(True, description="Whether disguised spellings count too.")
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

    _path: str = PrivateAttr("")

    @model_validator(mode="after")
    def _one_kind(self) -> ListSpec:
        kinds = [kind for kind in ("hosts", "words", "brands") if getattr(self, kind)]
        phrases = bool(self.terms or self.patterns or self.exempt or self.exempt_patterns)
        if len(kinds) + phrases > 1:
            raise fault("a list holds phrases, hosts, words or brands; make a list for each")
        if not (kinds or phrases or self.includes):
            raise fault("the list is empty")
        return self

    @property
    def kind(self) -> str:
        """`phrases`, `hosts`, `words` or `brands`; `phrases` too when it only includes others."""
        return next((kind for kind in ("hosts", "words", "brands") if getattr(self, kind)), "phrases")

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
