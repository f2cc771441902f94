"""What kind of value each field takes: a text, true or false, a count, or fields of its own."""

from __future__ import annotations

import re

from smslint.campaign.registration.faults import Fault, of_form
from smslint.campaign.registration.form import FLAGS, GROUPS, LISTS, TEXTS, is_count, is_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smslint.campaign.registration.form import Registration

_TEXTS = (
    *TEXTS, *(name for name in LISTS if name not in TEXTS and name != "opt_in_evidence"),
    "description", "contact.notification", "opt_in_type", "justification", "additional_information",
)  # fmt: skip
_WORDS = ("brand", "brand.name", "brand.aliases", "contact.name")
"""Texts that a file may write as a bare number."""
_PHONES = ("brand.phones", "brand.support_phone", "contact.phone")
_LEAST_DIGITS = 3
"""Digits of a telephone number; the rest may be letters, as in 1-800-FLOWERS."""
_VOLUME = re.compile(r"(?!-|0?\.)[^1-9%]*[1-9][^%]*\Z", re.ASCII)


def kind_faults(form: Registration) -> Iterator[Fault]:
    """Everything about values of a wrong kind."""
    yield from _wrong(form, FLAGS, _is_flag, "true or false is expected here")
    yield from _wrong(form, _TEXTS, _is_text, "a text is expected here", "Put it in quotes.")
    yield from _wrong(form, _WORDS, is_word, "a text is expected here", "Put it in quotes.")
    yield from _wrong(form, _PHONES, _is_phone, "a telephone number is expected here", "As 800-555-0117.")
    yield from _wrong(form, ("brand.domains",), _is_host, "a host is expected here", "As larch.example.")
    yield from _wrong(form, ("numbers",), is_count, "a whole number from 1 on is expected here", "As 60.")
    yield from _wrong(form, ("volume",), _is_volume, "messages a month are expected here", "As 10,000.")
    yield from _wrong(form, ("contact",), _is_group, f"{', '.join(GROUPS['contact'][:3])} are expected below this")


def _wrong(
    form: Registration, names: tuple[str, ...], fits: Callable[[object], bool], message: str, fix: str = ""
) -> Iterator[Fault]:
    for name in names:
        for field in form.all(name):
            if not fits(field.value):
                yield of_form("field-wrong-kind", field, message, fix)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_phone(value: object) -> bool:
    return is_word(value) and sum(map(str.isdigit, str(value))) >= _LEAST_DIGITS


def _is_host(value: object) -> bool:
    return isinstance(value, str) and "." in value and len(value.split()) == 1


def _is_volume(value: object) -> bool:
    """A number of messages, in words about it too: `10,000`, `up to 500 a month`."""
    return is_count(value) or (isinstance(value, str | float) and _VOLUME.match(str(value).strip()) is not None)


def _is_group(value: object) -> bool:
    return False  # what stands below a group is read as fields of its own
