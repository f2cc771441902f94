"""The kinds of check that are made of phrases and signals: `terms`, `pattern`, `required`, `combine`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from smslint.rulebook.fields import Count, Flag, Form, ListName, Signal, Some, Spec, Text, fault, one_of

BUILTIN_SIGNALS = (
    "@link", "@link.foreign", "@link.own", "@link.shortener", "@link.bare", "@link.lookalike", "@link.genuine",
    "@link.offbrand", "@link.astray", "@link.akin", "@link.pieced", "@link.attached", "@link.terms", "@link.privacy", "@phone",
    "@phone.foreign", "@phone.premium", "@email", "@brand",
    "@brand.late", "@brand.link", "@brand.other", "@stop.elsewhere", "@tongue.other",
    "@label", "@label.other", "@speaker.other", "@unnamed", "@placeholder", "@money", "@emoji", "@code", "@code.field",
    "@disguised",
)  # fmt: skip


class PhraseOptions(Spec):
    """Phrases that are a fault by themselves: each hit is a finding."""

    terms: Some[Text] = Field((), description="Phrases; (a|b) alternates, [x] may be absent.")
    lists: Some[ListName] = Field((), description="Phrase lists below rules/lists.")
    patterns: Some[Text] = Field((), description="Regular expressions, lower case, searched in the folded text.")
    exempt: Some[Text] = Field((), description="Phrases in which a hit does not count.")
    exempt_patterns: Some[Text] = Field((), description="Patterns in whose matches a hit does not count.")
    disguise: Flag = Field(True, description="Whether disguised spellings of the terms count too.")
    in_links: Flag = Field(False, description="Whether hits inside links count.")
    in_placeholders: Flag = Field(False, description="Whether hits inside placeholders count.")
    case: Annotated[Literal["any", "lower"], BeforeValidator(one_of(("any", "lower")))] = Field(
        "any", description="`lower`: only hits written without a capital letter."
    )
    at_least: Count = Field(1, ge=1, description="So many different hits are needed before the rule speaks.")
    folds: Annotated[Literal["any", "only", "never"], BeforeValidator(one_of(("any", "only", "never")))] = Field(
        "any", description="`only`: only disguised hits; `never`: only plain ones."
    )
    report: Annotated[Literal["each", "first"], BeforeValidator(one_of(("each", "first")))] = Field(
        "each", description="A finding for each hit, or one at the first."
    )
    cause: Some[Signal] = Field((), description="One of these signals must occur in the text as well.")
    engine: Annotated[Literal["re2", "backtracking"], BeforeValidator(one_of(("re2", "backtracking")))] = Field(
        "re2", description="`backtracking` permits lookaround, in a slow lane with a time limit."
    )

    @model_validator(mode="after")
    def _something(self) -> PhraseOptions:
        if not (self.terms or self.lists or self.patterns):
            raise fault("nothing to look for; give terms, lists or patterns")
        return self


class PatternOptions(PhraseOptions):
    """As `terms`, for rules that are patterns only."""

    @model_validator(mode="after")
    def _patterns(self) -> PatternOptions:
        if not self.patterns:
            raise fault("nothing to look for; give patterns")
        return self


class RequiredOptions(Spec):
    """Something must be present; its absence is the finding."""

    any_of: Some[Signal] = Field((), description="One of these signals must occur.")
    each: dict[str, Some[Signal]] = Field(
        default_factory=dict, description="Element -> signals; a finding for each element of which none occurs."
    )
    cause: Some[Signal] = Field((), description="The rule speaks only when one of these signals occurs.")
    unless_any: Some[Signal] = Field((), description="The rule is silent when one of these signals occurs.")

    @model_validator(mode="after")
    def _something(self) -> RequiredOptions:
        if bool(self.any_of) == bool(self.each):
            raise fault("say what must be present, with any_of or with each")
        return self


class SignalGroup(Spec):
    """Several signals that stand for one item."""

    any_: Some[Signal] | None = Field(None, alias="any", min_length=1, description="One of these occurs.")
    all_: Some[Signal] | None = Field(None, alias="all", min_length=1, description="All of these occur.")
    near: Near | None = Field(None, description="These occur close to each other.")

    @model_validator(mode="after")
    def _one(self) -> SignalGroup:
        if sum(given is not None for given in (self.any_, self.all_, self.near)) != 1:
            raise fault("an item is a signal, {any: [...]}, {all: [...]} or {near: {of: [...]}}")
        return self


def _item(value: Any) -> str:
    return "group" if isinstance(value, (Mapping, SignalGroup)) else "signal"


Item = Annotated[Annotated[Signal, Tag("signal")] | Annotated[SignalGroup, Tag("group")], Discriminator(_item)]


class AtLeast(Spec):
    """A number of signals out of several."""

    count: Count = Field(ge=1, description="How many of them must occur.")
    of: Some[Item] = Field(min_length=1, description="The signals that are counted.")

    @model_validator(mode="after")
    def _reachable(self) -> AtLeast:
        if self.count > len(self.of):
            raise fault(f"count is {self.count}, and only {len(self.of)} are named")
        return self


class Near(Spec):
    """Signals close to each other."""

    of: Some[Item] = Field(min_length=2, description="The signals that stand close together.")
    words: Count = Field(6, le=200, description="At most so many words between them.")
    ordered: Flag = Field(False, description="Whether they must come in this order.")


WeightName = Annotated[str, Form("[1-9][0-9]?", "is no weight; a whole number from 1 to 99")]


class Weigh(Spec):
    """Signals by weight, of which so much must come together."""

    least: Count = Field(ge=1, description="How much the signals that occur must weigh together.")
    of: dict[WeightName, Some[Item]] = Field(min_length=1, description="Weight -> the signals that weigh so much.")

    @model_validator(mode="after")
    def _reachable(self) -> Weigh:
        total = sum(int(weight) * len(items) for weight, items in self.of.items())
        if self.least > total:
            raise fault(f"least is {self.least}, and all of them together weigh {total}")
        return self


SignalGroup.model_rebuild()


class CombineOptions(Spec):
    """Signals together: all keys that are given must hold."""

    all_: Some[Item] = Field((), alias="all", description="All of these occur; the rarest first.")
    any_: Some[Item] = Field((), alias="any", description="At least one of these occurs.")
    none: Some[Item] = Field((), description="None of these occurs.")
    at_least: AtLeast | None = Field(None, description="So many of these occur.")
    weigh: Weigh | None = Field(None, description="Signals by weight, of which enough must come together.")
    near: Near | None = Field(None, description="These occur close to each other.")
    span: Signal | None = Field(None, description="The signal that the finding points at.")

    @model_validator(mode="after")
    def _positive(self) -> CombineOptions:
        if not (self.all_ or self.any_ or self.at_least or self.weigh or self.near):
            raise fault("nothing to look for; give all, any, at_least, weigh or near")
        return self
