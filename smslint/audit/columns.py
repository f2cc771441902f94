"""Which column holds what: as told, else by the titles that people and providers give."""

from __future__ import annotations

from smslint.context import CONTEXT_FIELDS
from smslint.errors import SmslintError
from smslint.model import did_you_mean
from smslint.text.titles import shown_titles

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NONE = "-"
"""In place of a column: this is in none of them, whatever their titles."""
OTHERS = ("text", "id", "campaign", "direction")
NAMES = (*OTHERS, *CONTEXT_FIELDS)
SHOWN = 12
"""Titles that an error names."""

_TITLES = {
    "text": "text body message message_text message_body message_content content sms sms_text sms_body msg",
    "id": "id message_uuid uuid sid message_sid message_id messagesid messageuuid smssid",
    "campaign": "campaign campaign_id campaign_name campaign_sid tendlc_campaign_id messaging_service_sid messagingservicesid",
    "direction": "direction message_direction",
    "sender": "sender from from_ from_number src source_number originator sender_id fromnumber",
    "recipient": "recipient to to_number dst destination destination_number phone phone_number tonumber",
    "sent_at": "sent_at date_sent sentdate datesent message_time messagetime sent sent_time sent_date timestamp created_at "
    "date_created",
    "country": "country to_country_iso2 destination_country_iso2 to_country",
}
"""Titles in small letters with underscores, the likeliest first."""

_EXPORTS = (
    ("plivo", ({"message_uuid", "message_time"}, {"message_uuid", "from_number"}, {"messageuuid"})),
    ("twilio", ({"sid", "body"}, {"accountsid", "body"}, {"sid", "num_segments"}, {"sid", "numsegments"})),
)


class ColumnError(SmslintError):
    """A column that is named is absent, or none is known to hold the text."""


class Columns:
    """Maps titles to what they hold. given: {name of the contract: title}, which wins over what titles say."""

    def __init__(self, given: Mapping[str, str] | None = None) -> None:
        self.given = dict(given or {})

    def places(self, titles: Sequence[str]) -> dict[str, str]:
        """{name: title} of a row or file. Raises ColumnError when there is no text, or a column is absent or doubled."""
        plain = {_plain(title): title for title in reversed(titles)}
        found = self.usual(titles)
        for name, title in self.given.items():
            found.pop(name, None)
            if title != NONE:
                found[name] = _named(title, titles, plain)
        if "text" not in found:
            raise ColumnError(_no_text(titles))
        doubled = next((title for title in found.values() if titles.count(title) > 1), None)
        if doubled is not None:
            raise ColumnError(f"the column {shown_titles([doubled], SHOWN)} stands twice; rename one of them")
        return found

    def usual(self, titles: Sequence[str]) -> dict[str, str]:
        """{name: title} by the titles alone."""
        plain = {_plain(title): title for title in reversed(titles)}
        found = {name: plain[name] for name in CONTEXT_FIELDS if name in plain}
        for name, known in _TITLES.items():
            match = next((plain[title] for title in known.split() if title in plain), None)
            if match is not None:
                found[name] = match
        return found


def export_of(titles: Iterable[str]) -> str | None:
    """The provider whose export bears such titles: plivo, twilio, or None."""
    plain = {_plain(title) for title in titles}
    return next((name for name, marks in _EXPORTS if any(mark <= plain for mark in marks)), None)


def parse_columns(words: Iterable[str]) -> dict[str, str]:
    """`text=body,sender=from` as a mapping. Raises ColumnError for an unknown name and for a pair that is none."""
    given: dict[str, str] = {}
    for pair in (pair for word in words for pair in word.split(",") if pair.strip()):
        name, sign, title = (part.strip() for part in pair.partition("="))
        if not sign or not title:
            raise ColumnError(f"--columns takes NAME=COLUMN pairs with commas between, not {pair!r}; as text=body,sender=from")
        if name not in NAMES:
            raise ColumnError(f"--columns knows no {name!r}{_known_names(name, title)}")
        given[name] = title
    return given


def _known_names(name: str, title: str) -> str:
    """What to write in place of a pair whose name is none: its sides may have changed places."""
    if title in NAMES:
        return f"; the name stands first, as {title}={name}"
    return did_you_mean(name, NAMES) or f"; the names are {', '.join(NAMES)}"


def _plain(title: str) -> str:
    return title.strip().lower().replace(" ", "_").replace("-", "_")


def _named(title: str, titles: Sequence[str], plain: Mapping[str, str]) -> str:
    if title in titles:
        return title
    match = plain.get(_plain(title))
    if match is None:
        hint = did_you_mean(title, titles) or f"; there are {shown_titles(titles, SHOWN)}"
        raise ColumnError(f"there is no column {title!r}{hint}")
    return match


def _no_text(titles: Sequence[str]) -> str:
    return f"no column is known to hold the text; name it with --columns text=COLUMN; there are {shown_titles(titles, SHOWN)}"
