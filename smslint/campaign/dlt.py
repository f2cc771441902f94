"""India's registered templates: whether each text that was sent is one of them, filled in."""

from __future__ import annotations

import re

from smslint.campaign.findings import CampaignFinding
from smslint.campaign.sequence import places_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from smslint.campaign.logs import Logs
    from smslint.campaign.settings import Settings

_VARIABLE = re.compile(r"\{#[^{}#]{0,40}#\}")


def unregistered(logs: Logs, settings: Settings) -> Iterator[CampaignFinding]:
    """INT006: texts of campaigns to India that are none of the templates given for the campaign as `samples`."""
    labels = logs.names("labels")
    rows = logs.connection.execute(
        "select s.campaign, t.name, count(*), min({'moment': s.moment, 'file': s.file, 'line': s.line}) from sends s"
        " join texts t on t.id = s.text group by 1, 2 order by 1, 4"
    ).fetchall()
    strange: dict[int | None, tuple[int, list[dict[str, int]]]] = {}
    for campaign, text, count, place in rows:
        known = settings.of(labels.get(campaign) if campaign is not None else None)
        if known.context.country == "IN" and known.samples and not fills_any(text, known.samples):
            total, places = strange.get(campaign, (0, []))
            strange[campaign] = (total + count, [*places, place][:5])
    for campaign, (total, places) in strange.items():
        name = labels.get(campaign) if campaign is not None else None
        message = f"{total:,} messages are none of the registered templates, filled in; Indian operators drop them"
        yield CampaignFinding("INT006", message, {"campaign": name}, total, "messages", places_of(logs, places))


def fills_any(text: str, templates: Sequence[str]) -> bool:
    """Whether a text is one of some templates with something in place of each {#var#}."""
    return any(fills(text, template) for template in templates)


def fills(text: str, template: str) -> bool:
    """Whether a text is a template with one character or more in place of each {#var#}; spaces at the ends do not count.

    The fixed parts are sought from left to right, each at its first place, so the time is linear in the text.
    """
    text = text.strip()
    first, *parts = _VARIABLE.split(template.strip())
    if not parts:
        return text == first
    last = parts.pop()
    place = len(first)
    if not text.startswith(first) or not text.endswith(last):
        return False
    for part in parts:
        found = text.find(part, place + 1)
        if found < 0:
            return False
        place = found + len(part)
    return len(text) - len(last) > place
