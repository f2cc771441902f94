"""Checks of the form that both kinds of registration share: what must be there, how long it may be, what kind it is."""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.campaign.registration.faults import Fault, of_form
from smslint.campaign.registration.form import GROUPS, TOLL_FREE
from smslint.campaign.registration.kinds import kind_faults
from smslint.campaign.registration.words import has_any
from smslint.context import did_you_mean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.campaign.registration.form import Field, Registration

_MISSING = {
    "description": ("description-missing", "no description", "Say who sends what to whom, and why."),
    "message_flow": ("message-flow-missing", "no message flow", "Say where and how people agree to get these texts."),
    "samples": ("samples-missing", "no sample message", "Give two to five texts as they will be sent."),
    "opt_out_message": (
        "opt-out-message-missing",
        "no reply to STOP",
        "Name the brand and say that no more texts come.",
    ),
    "help_message": ("help-message-missing", "no reply to HELP", "Name the brand and a phone number, address or page."),
    "privacy_policy": ("privacy-policy-missing", "no address of a privacy policy", "Give its https address."),
    "terms": ("terms-missing", "no address of terms", "Give the https address of the terms of the texts."),
}
_NEEDED = {"campaign": tuple(_MISSING), "toll_free": ("description", "samples")}


def field_faults(form: Registration, use_case: str | None) -> Iterator[Fault]:
    """Everything about fields taken one by one."""
    yield from _unknown(form)
    yield from kind_faults(form)
    yield from _missing(form, use_case)
    yield from _lengths(form)


def _unknown(form: Registration) -> Iterator[Fault]:
    known = {*figures("registration")["formats"][form.format]}
    for field in form.unknown:
        key = field.path.split(".")[-1]
        near = did_you_mean(key, known)
        yield of_form(
            "field-unknown", field, f"no field of this form is called {key[:60]!r}{near}", "Rename or remove it."
        )
    for group, inner in GROUPS.items():
        for name in form.fields:
            head, _, key = name.partition(".")
            if head == group and key and key not in inner:
                yield of_form(
                    "field-unknown", form.where(name), f"{group} has no field {key[:60]!r}{did_you_mean(key, inner)}"
                )


def _missing(form: Registration, use_case: str | None) -> Iterator[Fault]:
    for name in _NEEDED[form.kind]:
        if form.get(name) is None and not _payload_has_none(form, name):
            key, what, remedy = _MISSING[name]
            yield of_form(key, form.where(name), f"there is {what}", remedy)
    if form.kind != TOLL_FREE and form.get("opt_in_message") is None and use_case != "otp":
        message = "there is no confirmation of the opt-in"
        yield of_form(
            "opt-in-message-missing",
            form.where("opt_in_message"),
            message,
            "Name the brand, frequency, rates, HELP and STOP.",
        )


def _payload_has_none(form: Registration, name: str) -> bool:
    """Whether an address is given in the message flow, where providers had it before their forms asked for it apart."""
    word = {"privacy_policy": "privacy", "terms": "terms"}.get(name)
    return word is not None and form.format != "own" and has_any(form.text("message_flow"), (word,))


def _lengths(form: Registration) -> Iterator[Fault]:
    for name, limit in figures("registration")["limits"].items():
        for field in form.all(name):
            if isinstance(field.value, str):
                yield from _length(name, field, limit)


def _length(name: str, field: Field, limit: dict[str, int]) -> Iterator[Fault]:
    size = len(str(field.value).strip())
    if size < limit["least"]:
        key = {"description": "description-too-short", "message_flow": "message-flow-too-short"}.get(
            name, "field-too-short"
        )
        yield of_form(key, field, f"{size} characters; at least {limit['least']} are asked for", "Say more.")
    elif size > limit["most"]:
        yield of_form(
            "field-too-long", field, f"{size:,} characters; at most {limit['most']:,} are taken", "Shorten it."
        )
    elif size < limit.get("short", 0):
        message = f"{size} characters say little; reviewers want who sends what to whom, and why"
        yield of_form("description-thin", field, message, f"Write {limit['short']} characters or more.")
