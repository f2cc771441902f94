"""The record of a registration: fields by one set of names, whatever the file called them, each with its place."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CAMPAIGN, TOLL_FREE = "campaign", "toll_free"
TEXTS = {
    "opt_in_message": "opt_in_confirmation", "opt_out_message": "opt_out_reply", "help_message": "help_reply",
    "call_to_action": "call_to_action", "message_flow": "message_flow", "samples": "sample",
}  # fmt: skip
"""The fields that hold texts, and the kind of message that each is."""
FLAGS = ("embedded_link", "embedded_phone", "age_gated", "direct_lending", "affiliate_marketing", "number_pool")
LISTS = ("samples", "sub_use_cases", "opt_in_keywords", "opt_out_keywords", "help_keywords", "opt_in_evidence")
GROUPS = {
    "brand": ("name", "aliases", "website", "domains", "phones", "support_email", "support_phone"),
    "contact": ("name", "email", "phone", "notification"),
}
"""Fields that hold fields."""
MANY = (*LISTS, "use_case", "call_to_action", "brand.aliases", "brand.domains", "brand.phones")
"""Fields that may hold several values."""


def is_count(value: object) -> bool:
    """Whether a value is a whole number from 1 on."""
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def is_word(value: object) -> bool:
    """Whether a value is a text, or a name or telephone number that a file writes as a bare number, as 1871."""
    return isinstance(value, str) or is_count(value)


def _is_empty(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


class Field:
    """A value of the form: `path` as the file spells it, line and column where it stands, 0 where that is not known."""

    __slots__ = ("column", "line", "path", "value")

    def __init__(self, value: Any, path: str, line: int = 0, column: int = 0) -> None:
        self.value = value
        self.path = path
        self.line = line
        self.column = column


class Registration:
    """One form. kind: campaign or toll_free; format: own, plivo or twilio; names: how the format spells each field."""

    __slots__ = ("fields", "format", "kind", "names", "path", "unknown")

    def __init__(self, path: str, kind: str, format: str, names: dict[str, str]) -> None:
        self.path = path
        self.kind = kind
        self.format = format
        self.names = names
        self.fields: dict[str, list[Field]] = {}
        self.unknown: list[Field] = []

    def add(self, name: str, field: Field) -> None:
        """One more value of a field."""
        self.fields.setdefault(name, []).append(field)

    def get(self, name: str) -> Field | None:
        """The first value of a field, None when it is absent, empty or blank."""
        return next(iter(self.all(name)), None)

    def all(self, name: str) -> list[Field]:
        """Every value of a field that is given."""
        return [field for field in self.fields.get(name, ()) if not _is_empty(field.value)]

    def text(self, name: str) -> str:
        """The value of a field as text, "" when it is absent or nothing like a text."""
        field = self.get(name)
        return str(field.value) if field is not None and is_word(field.value) else ""

    def flag(self, name: str) -> bool:
        """Whether a flag is set; one that is not given counts as not set, as the registry counts it."""
        field = self.get(name)
        return field is not None and field.value is True

    def unclear(self, name: str) -> bool:
        """Whether a flag is given as something that is neither true nor false; that is its one fault."""
        field = self.get(name)
        return field is not None and not isinstance(field.value, bool)

    def where(self, name: str) -> Field:
        """The place of a field; of one that is absent, the path that it would have."""
        found = self.fields.get(name)
        return found[0] if found else Field(None, self.spelt(name))

    def whole(self, name: str) -> Field:
        """The place of a list itself, where `where` is that of its first item."""
        first = self.where(name)
        return Field(None, self.spelt(name), first.line, first.column)

    def spelt(self, name: str) -> str:
        """How this format spells a field."""
        group, _, key = name.partition(".")
        return self.names.get(name) or (f"{self.names[group]}.{key}" if key and group in self.names else name)
