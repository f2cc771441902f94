"""Somebody's name, private address or mailbox in a text that should name nobody: registration samples."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    Span = tuple[int, int]

_GREETED = re.compile(
    r"\b(?:Hi|Hello|Hey|Dear|Hola|Bonjour|Welcome|Thanks|Thank you|Mr\.?|Mrs\.?|Ms\.?|[Ff]or|[Pp]atient|[Cc]ustomer|[Dd]river)"
    r"[,:]?\s+(?P<name>[A-Z][a-z]{1,14}(?:\s[A-Z]\.)?\s[A-Z][a-z]{1,14})\b"
)
_NAME_AND_PHONE = re.compile(
    r"\b(?P<name>[A-Z][a-z]{1,14}\s[A-Z][a-z]{1,14})(?:\s(?:at|on)|,|:)?\s\+?\(?[0-9]{3}[-.) ]{1,2}[0-9]{3}"
)
_MAILBOX = re.compile(
    r"\b[\w.+-]{2,40}@(?:gmail|yahoo|hotmail|outlook|icloud|aol|live|msn|proton|protonmail|me)\.(?:com|me|net)\b", re.IGNORECASE
)
_HOME = re.compile(
    r"\b(?:deliver(?:y|ed|ing)?|ship(?:ped|ping|s)?|sent|mail(?:ed)?|pick ?up|visit|arrives?|home|address)\b[^.!?\d]{0,30}"
    r"(?P<home>[0-9]{1,5}\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Ct|Court|Way|Pl|Place)\b)"
)
_NO_PERSON = frozenset(
    """team members member guests customers customer shoppers neighbors family families friends parents students patients
    residents clinic bank cafe market pharmacy health dental care auto services service store shop salon gym studio
    school university county city church center centre hotel group inc llc company street avenue monday tuesday
    wednesday thursday friday saturday sunday january february march april may june july august september october
    november december""".split()
)


def personal_details(text: str, names: Collection[str], words: Collection[str]) -> Iterator[Span]:
    """Where a person is named. names: words of the sender's name; words: ordinary words, which no first name is."""
    for pattern in (_GREETED, _NAME_AND_PHONE):
        for match in pattern.finditer(text):
            parts = [part.lower() for part in match["name"].split()]
            if parts[0] not in words and not any(part in names or part in _NO_PERSON for part in parts):
                yield match.span("name")
    for match in _MAILBOX.finditer(text):
        yield match.span()
    for match in _HOME.finditer(text):
        yield match.span("home")
