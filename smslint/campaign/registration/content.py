"""Checks across the fields of a form: samples against each other and the flags, description against the use case."""

from __future__ import annotations

from itertools import combinations

from smslint.campaign.figures import figures
from smslint.campaign.registration.faults import Fault, of_form
from smslint.campaign.registration.form import TOLL_FREE
from smslint.campaign.registration.words import has_any, likeness
from smslint.model import Severity
from smslint.text.links import find_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.campaign.registration.form import Field, Registration
    from smslint.campaign.registration.texts import TextJudge


def content_faults(form: Registration, judge: TextJudge, use_case: str | None) -> Iterator[Fault]:
    """Everything about fields taken together."""
    samples = [field for field in form.all("samples") if isinstance(field.value, str)]
    yield from _use_case(form)
    yield from _count(form, samples, use_case)
    yield from _alike(samples)
    yield from _notices(samples)
    yield from _opt_out(form, samples, judge, use_case)
    yield from _description(form, use_case)
    yield from _flow(form)


def _use_case(form: Registration) -> Iterator[Fault]:
    known = figures("registration")
    words = {*known["use_cases"], *known["use_cases"].values()}
    if form.get("use_case") is None:
        message = "there is no use case"
        yield of_form("use-case-missing", form.where("use_case"), message, "Choose one, as MARKETING or CUSTOMER_CARE.")
    for name in ("use_case", "sub_use_cases"):
        for field in form.all(name):
            if name == "sub_use_cases" and not isinstance(field.value, str):
                continue
            name_given = str(field.value).strip()
            if name_given.upper() not in known["use_cases"] and name_given.lower() not in words:
                names = ", ".join(sorted(set(known["use_cases"].values())))
                yield of_form("use-case-unknown", field, f"this use case is not known; one of {names}")
    bundle = known["bundled_use_cases"].get(use_case_of(form) or "")
    if bundle and form.kind != TOLL_FREE and form.format != "twilio":
        given = len(form.all("sub_use_cases"))
        if not bundle["least"] <= given <= bundle["most"]:
            message = f"{given} sub use cases; this use case bundles {bundle['least']} to {bundle['most']}"
            yield of_form("sub-use-cases-out-of-range", form.whole("sub_use_cases"), message, "Name what it bundles.")


def use_case_of(form: Registration) -> str | None:
    """The use case in the Context's word, None when it is not given or not known. Of several, the first."""
    known = figures("registration")["use_cases"]
    given = form.text("use_case").strip()
    return known.get(given.upper()) or (given.lower() if given.lower() in known.values() else None)


def _count(form: Registration, samples: list[Field], use_case: str | None) -> Iterator[Fault]:
    known = figures("registration")
    limit = known["samples"]
    least = limit["least_marketing"] if use_case in known["marketing_use_cases"] else limit["least"]
    if form.kind == TOLL_FREE:
        return
    if samples and len(samples) < least:
        yield of_form(
            "samples-too-few", form.whole("samples"), f"{len(samples)} sample; this use case wants {least}", "Add one."
        )
    if len(samples) > limit["most"]:
        yield of_form(
            "samples-too-many", samples[limit["most"]], f"{len(samples)} samples; at most {limit['most']} are taken"
        )
    parts = len(form.all("sub_use_cases"))
    if samples and parts > len(samples):
        message = f"{parts} use cases and {len(samples)} samples; each use case wants a sample of its own"
        yield of_form("samples-fewer-than-use-cases", form.whole("samples"), message)


def _alike(samples: list[Field]) -> Iterator[Fault]:
    alike = figures("registration")["samples"]["alike"]
    for one, other in combinations(samples[:10], 2):
        share = likeness(one.value, other.value)
        if share >= alike:
            message = f"{share:.0%} the same as {one.path}"
            yield of_form("samples-alike", other, message, "Show another kind of text that you will send.")


def _notices(samples: list[Field]) -> Iterator[Fault]:
    for field in samples:
        if has_any(field.value, figures("registration-faults")["words"]["notice"]):
            message = "this sample only confirms that somebody joined or left"
            yield of_form("sample-only-a-notice", field, message, "Show what the texts are about.")


def _opt_out(form: Registration, samples: list[Field], judge: TextJudge, use_case: str | None) -> Iterator[Fault]:
    if not samples or use_case == "otp":
        return
    for field in samples:
        found = judge.findings(field.value, kind="sample", use_case="marketing", first_message=True)
        if not any(one.category == "missing_opt_out" and one.severity is Severity.ERROR for one in found):
            return
    message = "none of the samples says how to stop"
    yield of_form("samples-without-opt-out", samples[0], message, "End at least one with: Reply STOP to opt out.")


def _description(form: Registration, use_case: str | None) -> Iterator[Fault]:
    field, words = form.get("description"), figures("registration-faults")["words"]
    known = figures("registration")
    if field is None or not isinstance(field.value, str):
        return
    brand = form.text("brand.name") or form.text("brand")
    names = [brand, *(str(one.value) for one in form.all("brand.aliases"))]
    if brand and not any(name and name.casefold() in field.value.casefold() for name in names):
        yield of_form(
            "description-without-brand", field, "the description does not name the brand", f"Begin with {brand}."
        )
    fits = use_case is None or use_case in known["promotion_fits"] or form.kind == TOLL_FREE
    if not fits and has_any(field.value, words["marketing"]) and not has_any(field.value, words["no_marketing"]):
        message = "the description speaks of promotion, which this use case does not cover"
        remedy = "Register MARKETING or MIXED, or leave promotion out."
        yield of_form("description-outside-use-case", field, message, remedy)


def _flow(form: Registration) -> Iterator[Fault]:
    field, words = form.get("message_flow"), figures("registration-faults")["words"]
    if (
        field is None
        or not isinstance(field.value, str)
        or len(field.value) < figures("registration")["limits"]["message_flow"]["least"]
    ):
        return
    has_link = any(find_links(field.value))
    if not has_link and not has_any(field.value, words["ways_in"]):
        message = "the message flow does not say where people agree"
        yield of_form(
            "message-flow-without-way", field, message, "Name the form, the keyword, the counter or the script."
        )
    elif not has_link and has_any(field.value, words["web"]):
        message = "people agree on a page whose address is not given"
        yield of_form(
            "message-flow-without-address", field, message, "Give the https address of the page with the form."
        )
