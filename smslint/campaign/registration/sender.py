"""Checks of who sends: brand, website, support, addresses, keywords, numbers, and what a toll-free form asks besides."""

from __future__ import annotations

from smslint.campaign.figures import figures
from smslint.campaign.registration.faults import Fault, of_form
from smslint.campaign.registration.form import CAMPAIGN, TOLL_FREE
from smslint.campaign.registration.texts import brand_context
from smslint.text.domains import registrable_domain
from smslint.text.links import find_emails, find_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from smslint.campaign.registration.form import Field, Registration

_ADDRESSES = ("brand.website", "privacy_policy", "terms", "opt_in_evidence")


def sender_faults(form: Registration) -> Iterator[Fault]:
    """Everything about the sender."""
    yield from _brand(form)
    yield from _support(form)
    yield from _addresses(form)
    if form.kind == TOLL_FREE:
        yield from _toll_free(form)
    else:
        yield from _keywords(form)
        yield from _pool(form)


def _brand(form: Registration) -> Iterator[Fault]:
    if form.kind == CAMPAIGN and form.format != "own":
        return  # the payload names the brand by an identifier; what is not known is said elsewhere
    named = form.get("brand.name") or form.get("brand")
    if not named and form.format != "plivo":
        key = "business-name-missing" if form.kind == TOLL_FREE else "brand-missing"
        yield of_form(
            key, form.where("brand.name"), "there is no name of the business", "Give the registered or trading name."
        )
    if form.get("brand.website") is None and form.format != "plivo":
        message = "there is no website of the business"
        yield of_form(
            "website-missing", form.where("brand.website"), message, "Give it, or a page that proves the business."
        )


def _support(form: Registration) -> Iterator[Fault]:
    contacts = [form.get(name) for name in ("brand.support_email", "brand.support_phone")]
    if form.format == "own" and form.kind == CAMPAIGN and not any(contacts):
        place = form.where("brand.support_email")
        yield of_form(
            "support-contact-missing", place, "there is no support contact", "Give an e-mail address or number."
        )
    for name in ("brand.support_email", "contact.email"):
        field = form.get(name)
        if field is not None:
            yield from _email(form, field)


def _email(form: Registration, field: Field) -> Iterator[Fault]:
    if not isinstance(field.value, str) or not any(find_emails(field.value)):
        yield of_form("field-wrong-kind", field, "an e-mail address is expected here")
        return
    host = str(field.value).rsplit("@", 1)[-1].strip().lower()
    own = {registrable_domain(domain) for domain in brand_context(form)["brand_domains"] or ()}
    if host in figures("registration-faults")["free_mail"]:
        yield of_form(
            "support-email-free", field, f"{host} is a free mailbox", "Use an address at the brand's own domain."
        )
    elif own and registrable_domain(host) not in own:
        yield of_form(
            "support-email-elsewhere", field, f"{host} is not a domain of the brand", "Use the brand's own domain."
        )


def _addresses(form: Registration) -> Iterator[Fault]:
    own = {registrable_domain(domain) for domain in brand_context(form)["brand_domains"] or ()}
    for name in _ADDRESSES:
        for field in form.all(name):
            yield from _address(field, own if name in ("privacy_policy", "terms") else set())


def _address(field: Field, own: set[str]) -> Iterator[Fault]:
    links = find_links(field.value) if isinstance(field.value, str) else ()
    if not links or " " in str(field.value).strip():
        yield of_form("field-wrong-kind", field, "an address is expected here, as https://larch.example/terms")
    elif links[0].scheme == "http":
        yield of_form("address-not-secure", field, "the address begins with http, not https", "Serve it over https.")
    elif links[0].scheme != "https":
        yield of_form("address-not-whole", field, "the address lacks https:// in front", "Write it whole.")
    elif own and registrable_domain(links[0].ascii_host) not in own:
        yield of_form("address-elsewhere", field, "the page does not lie on a domain of the brand")


def _keywords(form: Registration) -> Iterator[Fault]:
    lists = ("opt_in_keywords", "opt_out_keywords", "help_keywords")
    for name in lists:
        for field in form.all(name):
            word = field.value
            if not isinstance(word, str):
                continue
            if not word.replace(" ", "").isalnum() or len(word) > 40 or len(word.split()) > 2:
                yield of_form("keyword-not-a-word", field, "a keyword is one word of letters and digits", "As STOP.")
    for name, word, key in (
        ("opt_out_keywords", "STOP", "stop-keyword-missing"),
        ("help_keywords", "HELP", "help-keyword-missing"),
    ):
        given = {field.value.upper() if isinstance(field.value, str) else None for field in form.all(name)}
        if given and not given & {word, None}:
            yield of_form(
                key, form.whole(name), f"{word} is not among these keywords", f"Add {word}; providers act on it anyway."
            )
    seen: dict[str, str] = {}
    for name in lists:
        for field in form.all(name):
            word = str(field.value).upper()
            if seen.setdefault(word, name) != name:
                message = f"this keyword stands in {form.names.get(seen[word], seen[word])} too"
                yield of_form("keyword-in-two-lists", field, message, "A word can mean one thing only.")


def _pool(form: Registration) -> Iterator[Fault]:
    field, above = form.get("numbers"), figures("registration")["numbers"]["pool_request_above"]
    if form.flag("number_pool") or form.unclear("number_pool"):
        return
    if field is not None and isinstance(field.value, int) and field.value > above:
        message = f"{field.value} numbers; above {above} T-Mobile wants a number pool request"
        yield of_form("number-pool-request", field, message, "File the request first, or use fewer numbers.")


def _toll_free(form: Registration) -> Iterator[Fault]:
    if form.get("opt_in_evidence") is None:
        message = "there is no page or picture that shows how people agree"
        yield of_form("opt-in-evidence-missing", form.where("opt_in_evidence"), message, "Give a public https address.")
    if form.get("opt_in_type") is None:
        message = "there is no kind of opt-in"
        yield of_form("opt-in-type-missing", form.where("opt_in_type"), message, "As WEB_FORM, VERBAL or VIA_TEXT.")
    if form.get("volume") is None:
        yield of_form("volume-missing", form.where("volume"), "there is no estimate of the volume", "Messages a month.")
    if form.format != "plivo":
        for name in ("contact.name", "contact.email", "contact.phone"):
            if form.get(name) is None and form.get("contact") is None:
                yield of_form(
                    "contact-missing", form.where(name), "the contact is not complete", "Give name, e-mail and number."
                )
    field, above = form.get("numbers"), figures("registration")["numbers"]["toll_free_justification_above"]
    if field is not None and isinstance(field.value, int) and field.value > above and form.get("justification") is None:
        message = f"{field.value} toll-free numbers of one business; above {above} a reason is asked for"
        yield of_form("justification-missing", form.where("justification"), message, "Say why one number does not do.")
