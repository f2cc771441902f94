"""One rule, as rule files write it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from smslint.rulebook.checks import Check
from smslint.rulebook.conditions import Condition, Kind, SenderType, UseCase
from smslint.rulebook.contextvalues import Carrier, Country, Provider
from smslint.rulebook.fields import (
    BindingName,
    CategoryName,
    ConfidenceName,
    Count,
    Day,
    Flag,
    Kebab,
    Language,
    Prose,
    Ref,
    RuleId,
    SeverityName,
    Some,
    Spec,
    StatusName,
    Text,
    TierNumber,
    fault,
)
from smslint.rulebook.samplespec import Samples

Weight = Annotated[Count, Field(le=10)]


class WeightsSpec(Spec):
    """Weights fitted on corpora, made by `smslint weights`."""

    weights: dict[RuleId, Weight] = Field(default_factory=dict, description="Rule to weight, in place of its own.")


class Effective(Spec):
    """The days on which the rule is in force."""

    from_: Day | None = Field(None, alias="from", description="First day in force, as 2024-01-01.")
    until: Day | None = Field(None, description="Last day in force.")

    @model_validator(mode="after")
    def _ordered(self) -> Effective:
        if self.from_ and self.until and self.until < self.from_:
            raise fault("until lies before from")
        return self


class SeverityClause(Spec):
    """Another severity under a condition."""

    when: Condition = Field(description="The condition; the first clause that holds decides.")
    severity: SeverityName = Field(description="The severity then.")


class Applies(Spec):
    """To whom the rule applies; an empty list is everybody."""

    sender_types: Some[SenderType] = Field((), description="Kinds of sending number; waits while unknown.")
    countries: Some[Country] = Field((), description="ISO 3166-1 codes; an unknown country applies.")
    languages: Some[Language] = Field((), description="ISO 639-1 codes; an unknown language applies.")
    use_cases: Some[UseCase] = Field((), description="Registered use cases; waits while unknown.")
    kinds: Some[Kind] = Field(("message", "sample"), description="Kinds of text.")
    carriers: Some[Carrier] = Field((), description="Carriers; an unknown one applies.")
    providers: Some[Provider] = Field((), description="Providers; an unknown one applies.")


class FixSpec(Spec):
    """What to write instead."""

    say: Prose = Field(description="One sentence.")
    append: dict[Language, Text] = Field(default_factory=dict, description="Text to add at the end, by language.")
    safe: Flag = Field(False, description="Whether the edit keeps the meaning.")


class Citation(Spec):
    """Who says so, and where."""

    source: Kebab = Field(description="Key of sources.yml.")
    clause: Prose | None = Field(None, description="Section or heading in that document.")
    binding: BindingName = Field(description="Whose word it is.")


def _one_use(uses: tuple[str, ...]) -> tuple[str, ...]:
    if not uses:
        raise fault("no innocent use; name at least one message that looks like a violation and is none")
    return uses


def _one_source(sources: tuple[Citation, ...]) -> tuple[Citation, ...]:
    if not sources:
        raise fault("nobody says so; cite at least one source")
    return sources


class RuleSpec(Spec):
    """One rule of smslint."""

    id: RuleId = Field(description="Three capitals of the family and three digits, never reused.")
    name: Kebab = Field(description="Unique, in kebab-case; reads well after `allow`.")
    category: CategoryName = Field(description="What it is about; a closed list.")
    status: StatusName = Field("stable", description="`preview` rules run only when asked for.")
    since: Text = Field("", description="Version of the rules that brought it.")
    effective: Effective | None = Field(None, description="Days on which it is in force.")
    severity: SeverityName = Field(description="Only an error blocks.")
    severity_when: Some[SeverityClause] = Field((), description="Other severities; the first that holds decides.")
    confidence: ConfidenceName = Field("medium", description="How sure a finding is.")
    weight: Weight = Field(1, description="Contribution to the score, 0 to 10; weights.yml may have a fitted one.")
    tier: TierNumber | None = Field(None, description="T-Mobile's tier of the violation.")
    locked: Flag = Field(False, description="Whether nobody may suppress or ignore it.")
    tags: Some[Kebab] = Field((), description="Names that select several rules at once.")
    applies: Applies = Field(default_factory=Applies, description="To whom it applies.")  # type: ignore[arg-type]
    when: Condition | None = Field(None, description="The rule speaks only when this holds.")
    unless: Condition | None = Field(None, description="The rule is silent when this holds.")
    check: Check = Field(description="What it looks for; exactly one kind.")
    message: Prose = Field(description="One sentence without the user's text; {term} is our own term.")
    why: Prose = Field(description="Two or three sentences for a compliance colleague.")
    fix: FixSpec = Field(description="What to write instead.")
    sources: Annotated[Some[Citation], AfterValidator(_one_source)] = Field(description="Who says so.")
    refs: Some[Ref] = Field((), description="Error codes of providers, as twilio:30007.")
    innocent: Annotated[Some[Prose], AfterValidator(_one_use)] = Field(description="Known innocent uses, at least one.")
    samples: Samples = Field(description="Messages that prove the rule.")

    _path: str = PrivateAttr("")
    _line: int = PrivateAttr(1)
    _pack: str = PrivateAttr("")

    @property
    def path(self) -> str:
        """The file that holds the rule."""
        return self._path

    @property
    def line(self) -> int:
        """The line on which the rule begins."""
        return self._line

    @property
    def pack(self) -> str:
        """`core`, the name of a pack, or an empty string for a rule of the user's own."""
        return self._pack

    def placed(self, path: str, line: int, pack: str) -> RuleSpec:
        """This rule with its origin noted."""
        self._path, self._line, self._pack = path, line, pack
        return self
