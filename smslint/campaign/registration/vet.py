"""Vetting: a registration in, every fault out, those first that would end the matter."""

from __future__ import annotations

from smslint.campaign.registration.content import content_faults, use_case_of
from smslint.campaign.registration.fields import field_faults
from smslint.campaign.registration.flags import flag_faults
from smslint.campaign.registration.sender import sender_faults
from smslint.campaign.registration.texts import TextJudge, brand_context
from smslint.model import Severity, Verdict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.campaign.registration.faults import Fault
    from smslint.campaign.registration.form import Registration
    from smslint.linter import Linter

PROVIDERS = ("plivo", "twilio")


class Vetting:
    """The answer to one registration: its faults in order, and what was not known."""

    __slots__ = ("faults", "form", "open_questions", "use_case")

    def __init__(
        self, form: Registration, faults: tuple[Fault, ...], use_case: str | None, open_questions: tuple[str, ...]
    ) -> None:
        self.form = form
        self.faults = faults
        self.use_case = use_case
        self.open_questions = open_questions

    @property
    def verdict(self) -> Verdict:
        """block with an error, warn with a warning, else pass."""
        severities = {fault.severity for fault in self.faults}
        if Severity.ERROR in severities:
            return Verdict.BLOCK
        return Verdict.WARN if Severity.WARNING in severities else Verdict.PASS

    @property
    def final(self) -> tuple[str, ...]:
        """Codes of these faults after which the same campaign cannot be submitted again."""
        return tuple(dict.fromkeys(code for fault in self.faults for code in fault.final))

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape, without the texts of the form."""
        return {
            "path": self.form.path, "kind": self.form.kind, "format": self.form.format, "use_case": self.use_case,
            "verdict": self.verdict.value, "not_resubmittable": list(self.final),
            "open_questions": list(self.open_questions), "findings": [fault.to_dict() for fault in self.faults],
        }  # fmt: skip


def vet(form: Registration, linter: Linter, provider: str | None = None) -> Vetting:
    """Judge a registration. provider: whose rules count besides; None: the one whose form it is, if it is one's form."""
    use_case = use_case_of(form)
    judge = TextJudge(form, linter, use_case, provider or (form.format if form.format in PROVIDERS else None))
    found = [
        *field_faults(form, use_case),
        *content_faults(form, judge, use_case),
        *flag_faults(form, judge),
        *sender_faults(form),
        *judge.faults(),
    ]
    questions = () if brand_context(form)["brand"] else ("brand",)
    return Vetting(form, tuple(sorted(found, key=lambda fault: fault.rank)), use_case, questions)
