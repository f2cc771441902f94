"""The texts of a registration, judged by the linter: each as the kind of message that it is."""

from __future__ import annotations

from smslint.brand import sound
from smslint.campaign.figures import figures
from smslint.campaign.registration.faults import Fault, of_text
from smslint.campaign.registration.form import TEXTS, TOLL_FREE
from smslint.campaign.registration.words import has_any
from smslint.model import Context, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from smslint.campaign.registration.form import Field, Registration
    from smslint.linter import Linter
    from smslint.model import Finding

# Rules that the form answers better than the text can: its flags say what the text leaves open.
_FORM_KNOWS = frozenset({"FIN006"})


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
    hosts = [str(field.value) for field in form.all("brand.domains")]
    website = form.text("brand.website")
    if website:
        hosts.append(website.split("://")[-1].split("/")[0].removeprefix("www."))
    phones = [str(field.value) for name in ("brand.phones", "brand.support_phone") for field in form.all(name)]
    return {
        "brand": form.text("brand.name") or form.text("brand") or None,
        "brand_aliases": sound("brand_aliases", [str(field.value) for field in form.all("brand.aliases")]) or None,
        "brand_domains": sound("brand_domains", hosts) or None,
        "brand_phones": sound("brand_phones", phones) or None,
    }


def age_gate(form: Registration) -> str:
    """What the form says of an age gate: a date of birth counts only where the way in asks for it."""
    if not form.flag("age_gated"):
        return "none"
    asked = f"{form.text('message_flow')} {form.text('call_to_action')}"
    return "date_of_birth" if has_any(asked, figures("registration-faults")["words"]["birth_date"]) else "none"
