"""Checks of the flags of a campaign against what its samples hold."""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.campaign.registration.faults import Fault, of_form
from smslint.campaign.registration.form import TOLL_FREE
from smslint.campaign.registration.words import has_any
from smslint.model import Severity
from smslint.text.links import find_links
from smslint.text.written_phones import find_phones

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.campaign.registration.form import Field, Registration
    from smslint.campaign.registration.texts import TextJudge


def flag_faults(form: Registration, judge: TextJudge) -> Iterator[Fault]:
    """Everything about links, phone numbers, age gate, loans and affiliates."""
    samples = [field for field in form.all("samples") if isinstance(field.value, str)]
    if form.kind != TOLL_FREE:
        yield from _flags(form, samples)
    yield from _restricted(form, samples, judge)


def _flags(form: Registration, samples: list[Field]) -> Iterator[Fault]:
    linked = [field for field in samples if any(find_links(field.value))]
    phoned = [field for field in samples if any(find_phones(field.value))]
    for name, having, what in (("embedded_link", linked, "link"), ("embedded_phone", phoned, "phone")):
        noun = {"link": "a link", "phone": "a phone number"}[what]
        if form.unclear(name):
            continue
        if having and not form.flag(name):
            message = f"a sample holds {noun} ({having[0].path}), and the form says that none will"
            yield of_form(f"{what}-not-declared", form.where(name), message, "Set it to true.")
        elif form.flag(name) and samples and not having:
            message = f"the form says that texts hold {noun}, and no sample does"
            yield of_form(
                f"{what}-declared-but-absent",
                form.where(name),
                message,
                f"Show {noun} in a sample, or set it to false.",
            )
    if form.flag("affiliate_marketing"):
        message = "carriers do not take affiliate marketing"
        yield of_form("affiliate-marketing", form.where("affiliate_marketing"), message)


def _restricted(form: Registration, samples: list[Field], judge: TextJudge) -> Iterator[Fault]:
    table = figures("registration-faults")
    found = [finding for field in samples for finding in judge.findings(field.value, kind="sample", age_gate="none")]
    serious = {finding.category for finding in found if finding.severity is not Severity.INFO}
    if form.flag("age_gated"):
        asked = f"{form.text('message_flow')} {form.text('call_to_action')}"
        if form.get("message_flow") is not None and not has_any(asked, table["words"]["birth_date"]):
            message = "the campaign is age-gated, and nothing says that people give their date of birth"
            yield of_form(
                "age-gate-too-weak",
                form.where("message_flow"),
                message,
                "Ask for the date of birth where people opt in.",
            )
    elif serious & set(table["age_restricted"]) and form.kind != TOLL_FREE and not form.unclear("age_gated"):
        message = "a sample speaks of age-restricted goods, and the campaign is not age-gated"
        yield of_form(
            "age-gate-not-declared", form.where("age_gated"), message, "Set it to true and ask for the date of birth."
        )
    lends = serious & set(table["lending"]) or any(finding.rule == "FIN006" for finding in found)
    unsaid = not form.flag("direct_lending") and not form.unclear("direct_lending")
    if lends and unsaid and form.kind != TOLL_FREE:
        message = "a sample speaks of loans, and the form says that the sender lends nothing"
        yield of_form(
            "lending-not-declared", form.where("direct_lending"), message, "Set it to true if you are the lender."
        )
