"""One message as the checks see it: the original, its folded copy, and facts that are worked out when first asked for."""

from __future__ import annotations

from smslint.text.fold import Folded, fold
from smslint.text.placeholder_signs import may_hold_placeholder
from smslint.text.spans import Spans

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Context
    from smslint.text.even import Even
    from smslint.text.links import Link
    from smslint.text.placeholders import Placeholder

Span = tuple[int, int]


class View:
    """A message, its context, and lazily the links, numbers and placeholders in it. Spans are in the original."""

    # What is worked out when first asked for stands here until then.
    may_link = True
    segments: Any = None
    _links: tuple[Link, ...] | None = None
    _phones: tuple[tuple[int, int, str], ...] | None = None
    _emails: tuple[Span, ...] | None = None
    _placeholders: tuple[Placeholder, ...] | None = None
    _covered: Spans | None = None
    _even: Even | None = None
    _plain_gsm: bool | None = None

    def __init__(self, text: str, context: Context, folded: Folded | None = None) -> None:
        self.text = text
        self.context = context
        self.folded: Folded = folded or fold(text)

    @property
    def even(self) -> Even:
        """The text as patterns of names read it."""
        if self._even is None:
            from smslint.text.even import even

            self._even = even(self.text)
        return self._even

    @property
    def plain_gsm(self) -> bool:
        """Whether the text is ASCII from the basic GSM alphabet: one unit a character, nothing to convert."""
        if self._plain_gsm is None:
            from smslint.text.encoding import is_plain_gsm

            self._plain_gsm = is_plain_gsm(self.text)
        return self._plain_gsm

    @property
    def links(self) -> tuple[Link, ...]:
        """Links in the text, in order."""
        if self._links is None:
            if not self.may_link:
                self._links = ()
            else:
                from smslint.text.links import find_links

                self._links = find_links(self.text)
        return self._links

    @property
    def phones(self) -> tuple[tuple[int, int, str], ...]:
        """(start, end, digits) of phone numbers in the text."""
        if self._phones is None:
            from smslint.text.written_phones import find_phones

            self._phones = tuple((phone.start, phone.end, phone.digits) for phone in find_phones(self.text))
        return self._phones

    @property
    def emails(self) -> tuple[Span, ...]:
        """Spans of e-mail addresses."""
        if self._emails is None:
            from smslint.text.links import find_emails

            self._emails = tuple((email.start, email.end) for email in find_emails(self.text))
        return self._emails

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Merge fields that are not filled in yet."""
        if self._placeholders is None:
            self._placeholders = ()
            if may_hold_placeholder(self.text):
                from smslint.text.placeholders import find_placeholders

                self._placeholders = find_placeholders(self.text)
        return self._placeholders

    @property
    def covered(self) -> Spans:
        """Places where words are not prose: links, addresses and placeholders."""
        if self._covered is None:
            spans = [(link.start, link.end) for link in self.links]
            spans.extend((field.start, field.end) for field in self.placeholders)
            if "@" in self.text:
                spans.extend(self.emails)
            self._covered = Spans(spans)
        return self._covered
