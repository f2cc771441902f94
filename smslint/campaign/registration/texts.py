"""The texts of a registration, judged by the linter: each as the kind of message that it is."""

from __future__ import annotations

from smslint.brand import sound
from smslint.campaign.figures import figures
from smslint.campaign.registration.faults import Fault, of_text
from smslint.campaign.registration.form import TEXTS, TOLL_FREE, is_word
from smslint.campaign.registration.words import has_any
from smslint.model import Context, Severity
from smslint.text.links import find_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.registration.form import Field, Registration
    from smslint.linter import Linter
    from smslint.model import Finding

# Rules that the form answers better than the text can: its flags say what the text leaves open, its limits how short it may be.
_FORM_KNOWS = frozenset({"FIN006", "USE013", "USE014"})


class TextJudge:
    """Judges the texts of one registration."""

    def __init__(self, form: Registration, linter: Linter, use_case: str | None, provider: str | None) -> None:
        self._form = form
        self._linter = linter
        # What the campaign is registered for needs no remark.
        self._expected = {"promotion"} if use_case in figures("registration")["marketing_use_cases"] else set[str]()
        self._known = brand_context(form) | {
            "country": "US",
            "sender_type": "toll_free" if form.kind == TOLL_FREE else "10dlc",
            "use_case": use_case,
            "provider": provider,
            "age_gate": age_gate(form),
        }

    def faults(self) -> Iterator[Fault]:
        """Every fault in every text."""
        for name, kind in TEXTS.items():
            for field in self._form.all(name):
                yield from self._judged(name, field, kind)
        # Reviewers look for the wording of consent in the message flow when it stands nowhere else.
        if self._form.get("call_to_action") is None:
            for field in self._form.all("message_flow"):
                yield from self._judged("call_to_action", field, "call_to_action", only=("DIS",))
        for field in self._form.all("description"):
            yield from self._judged("description", field, "message_flow", only=("CNT", "FIN", "PHS", "TMP", "IDN003"))

    def findings(self, text: str, **known: Any) -> tuple[Finding, ...]:
        """What the linter says of a text in this campaign."""
        return self._linter.lint(text, Context(**{**self._known, **known})).findings

    def _judged(self, name: str, field: Field, kind: str, only: tuple[str, ...] = ()) -> Iterator[Fault]:
        if not isinstance(field.value, str):
            return
        seen: set[str] = set()
        for finding in self.findings(field.value, kind=kind, template=True if kind == "sample" else None):
            if finding.severity is Severity.INFO or finding.rule in _FORM_KNOWS or "brand" in finding.depends_on:
                continue
            if finding.category in self._expected and finding.severity is not Severity.ERROR:
                continue
            if finding.rule not in seen and (not only or finding.rule.startswith(only)):
                seen.add(finding.rule)
                yield of_text(finding, name, field)


def brand_context(form: Registration) -> dict[str, Any]:
    """What the form says of the sender, as fields of a Context."""
    written = [field.value for field in form.all("brand.domains") if isinstance(field.value, str)]
    hosts = [_host(text) or text.strip() for text in written] + [_host(form.text("brand.website"))]
    phones = [*_words(form, "brand.phones"), *_words(form, "brand.support_phone")]
    return {
        "brand": form.text("brand.name") or form.text("brand") or None,
        "brand_aliases": sound("brand_aliases", _words(form, "brand.aliases")) or None,
        "brand_domains": sound("brand_domains", [host for host in hosts if host]) or None,
        "brand_phones": sound("brand_phones", phones) or None,
    }


def _host(text: str) -> str:
    """The host of an address, "" when it is none."""
    links = find_links(text)
    return links[0].ascii_host.removeprefix("www.") if links else ""


def _words(form: Registration, name: str) -> list[str]:
    return [str(field.value) for field in form.all(name) if is_word(field.value)]


def age_gate(form: Registration) -> str | None:
    """What the form says of an age gate, None: neither; a date of birth counts only where the way in asks for it."""
    if form.unclear("age_gated"):
        return None
    if not form.flag("age_gated"):
        return "none"
    asked = f"{form.text('message_flow')} {form.text('call_to_action')}"
    return "date_of_birth" if has_any(asked, figures("registration-faults")["words"]["birth_date"]) else "none"
