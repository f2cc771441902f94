"""Samples inside rule files: messages with their context, and what the rule must say about them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field, model_validator

from smslint.rulebook.conditions import AgeGate, Consent, Kind, SenderType, UseCase
from smslint.rulebook.fields import (
    ContextField,
    Count,
    Country,
    Flag,
    Language,
    SeverityName,
    Some,
    Spec,
    Text,
    fault,
)

MIN_SAMPLES = 3


class SampleContext(Spec):
    """What is known about a sample message."""

    brand: Text | None = Field(None, description="The sender's name.")
    brand_aliases: Some[Text] | None = Field(None, description="Other names of the sender.")
    brand_domains: Some[Text] | None = Field(None, description="Hosts that are the sender's own.")
    brand_phones: Some[Text] | None = Field(None, description="Numbers that are the sender's own.")
    sender: Text | None = Field(None, description="The sending number or id.")
    sender_type: SenderType | None = Field(None, description="What kind of number sends.")
    recipient: Text | None = Field(None, description="The receiving number.")
    country: Country | None = Field(None, description="Recipient's country.")
    region: Text | None = Field(None, description="Recipient's region, as FL.")
    recipient_timezone: Text | None = Field(None, description="Recipient's time zone.")
    carrier: Text | None = Field(None, description="Recipient's carrier.")
    provider: Text | None = Field(None, description="The messaging provider.")
    use_case: UseCase | None = Field(None, description="The registered use case.")
    kind: Kind | None = Field(None, description="What kind of text this is.")
    first_message: Flag | None = Field(None, description="First message of the thread.")
    messages_since_opt_out: Count | None = Field(None, description="Messages since the last opt-out wording.")
    days_since_opt_out: Count | None = Field(None, description="Days since the last opt-out wording.")
    two_way: Flag | None = Field(None, description="The recipient takes part in the thread.")
    opted_in: Flag | None = Field(None, description="The recipient opted in.")
    opted_out: Flag | None = Field(None, description="The recipient opted out.")
    consent: Consent | None = Field(None, description="How the recipient agreed.")
    age_gate: AgeGate | None = Field(None, description="How the age was asked for.")
    language: Language | None = Field(None, description="ISO 639-1 code.")
    sent_at: Text | None = Field(None, description="When it is sent, with the offset: 2026-11-22T21:30:00-05:00.")
    template: Flag | None = Field(None, description="The text still has its placeholders.")

    @model_validator(mode="after")
    def _time(self) -> SampleContext:
        if self.sent_at is not None:
            aware(self.sent_at)
        return self

    def given(self) -> dict[str, Any]:
        """Keyword arguments for `smslint.model.Context`."""
        known = {name: getattr(self, name) for name in SampleContext.model_fields if getattr(self, name) is not None}
        if self.sent_at is not None:
            known["sent_at"] = aware(self.sent_at)
        return known


def aware(text: str) -> datetime:
    """A moment with its offset from UTC. Raises a fault for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise fault("a moment is expected here, as 2026-11-22T21:30:00-05:00") from None
    if moment.tzinfo is None:
        raise fault("the moment has no offset; write it as 2026-11-22T21:30:00-05:00")
    return moment


class GoodSample(Spec):
    """A message on which the rule must stay silent."""

    text: Text = Field(description="The message.")
    context: SampleContext = Field(default_factory=SampleContext, description="What is known about it.")  # type: ignore[arg-type]


class BadSample(GoodSample):
    """A message on which the rule must speak."""

    span: Text | None = Field(None, description="The exact part that the finding covers; null for an absence.")
    severity: SeverityName | None = Field(None, description="The severity it must have.")
    depends_on: Some[ContextField] | None = Field(None, description="The unknown fields it must wait for.")

    @model_validator(mode="after")
    def _contained(self) -> BadSample:
        if self.span is not None and (not self.span or self.span not in self.text):
            raise fault("the span is no part of the sample's text; copy it letter by letter")
        return self

    @property
    def span_stated(self) -> bool:
        """Whether the file says where the finding stands (null counts)."""
        return "span" in self.model_fields_set


class Samples(Spec):
    """Messages that prove the rule, run by `smslint test`."""

    bad: Some[BadSample] = Field(description="At least three on which the rule speaks.")
    good: Some[GoodSample] = Field(description="At least three on which it is silent, the innocent uses among them.")

    @model_validator(mode="after")
    def _enough(self) -> Samples:
        for name in ("bad", "good"):
            count = len(getattr(self, name))
            if count < MIN_SAMPLES:
                raise fault(f"{count} {name} samples; a rule needs at least {MIN_SAMPLES}")
        return self
