"""Profiles and packs: a choice of rules, and single fields of rules set anew."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PrivateAttr

from smslint.rulebook.conditions import Condition
from smslint.rulebook.fields import (
    ConfidenceName,
    Count,
    Flag,
    Kebab,
    Prose,
    RuleId,
    SeverityName,
    Some,
    Spec,
    StatusName,
    Text,
    TierNumber,
)
from smslint.rulebook.rulespec import Applies, Effective, FixSpec, SeverityClause


class Override(Spec):
    """Single fields of a rule, set anew by a profile or pack."""

    status: StatusName | None = Field(None, description="As in a rule.")
    effective: Effective | None = Field(None, description="As in a rule.")
    severity: SeverityName | None = Field(None, description="As in a rule.")
    severity_when: Some[SeverityClause] | None = Field(None, description="As in a rule.")
    confidence: ConfidenceName | None = Field(None, description="As in a rule.")
    weight: Annotated[Count, Field(le=10)] | None = Field(None, description="As in a rule.")
    tier: TierNumber | None = Field(None, description="As in a rule.")
    tags: Some[Kebab] | None = Field(None, description="As in a rule.")
    applies: Applies | None = Field(None, description="As in a rule.")
    when: Condition | None = Field(None, description="As in a rule.")
    unless: Condition | None = Field(None, description="As in a rule.")
    message: Prose | None = Field(None, description="As in a rule.")
    why: Prose | None = Field(None, description="As in a rule.")
    fix: FixSpec | None = Field(None, description="As in a rule.")

    def given(self) -> dict[str, Any]:
        """The fields that were written."""
        return {name: getattr(self, name) for name in Override.model_fields if name in self.model_fields_set}


class ProfileSpec(Spec):
    """A choice of packs and rules, with overrides."""

    name: Kebab = Field(alias="profile", description="The file's name without .yaml.")
    about: Prose = Field(description="For whom it is, in one sentence.")
    extends: Kebab | None = Field(None, description="A profile on which this one builds.")
    packs: Some[Kebab] = Field((), description="Packs that join the core; one that no profile names joins all.")
    select: Some[Text] = Field((), description="Only these rules: prefixes, ids, names, categories, tags.")
    ignore: Some[Text] = Field((), description="Without these rules.")
    preview: Flag = Field(False, description="With rules in preview.")
    overrides: dict[RuleId, Override] = Field(default_factory=dict, description="Rule id to fields set anew.")

    _path: str = PrivateAttr("")

    @property
    def path(self) -> str:
        """The file that holds the profile."""
        return self._path

    def placed(self, path: str) -> ProfileSpec:
        """This profile with its origin noted."""
        self._path = path
        return self


class PackSpec(Spec):
    """The rules and overrides of one party."""

    name: Kebab = Field(alias="pack", description="The folder's name.")
    about: Prose = Field(description="Whose rules these are, in one sentence.")
    when: Condition | None = Field(None, description="When the pack speaks, as {provider: twilio}.")
    overrides: dict[RuleId, Override] = Field(default_factory=dict, description="Rule id to fields set anew.")

    _path: str = PrivateAttr("")

    @property
    def path(self) -> str:
        """The file that describes the pack."""
        return self._path

    def placed(self, path: str) -> PackSpec:
        """This pack with its origin noted."""
        self._path = path
        return self
