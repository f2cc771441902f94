"""Families of texts: what differs only in merge values (digits, links) is one, so that a text sent to thousands is one.

The texts with the most messages are looked at, and the largest families compared with each other; what is rarer is left out.
"""

from __future__ import annotations

import re

from smslint.campaign.figures import figures
from smslint.text.domains import registrable_domain
from smslint.text.links import find_links

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from smslint.campaign.logs import Logs

_MASKS = (
    (re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE), "<link>"),
    (re.compile(r"\d+"), "#"),
    (re.compile(r"\s+"), " "),
)
MOST_TEXTS = 200_000
"""Texts by campaign and sender that are looked at: those with the most messages."""
LONGEST = 1000
"""Characters of a text that are compared."""


def shape_of(text: str) -> str:
    """The family of a text: case, digits, links and placeholders masked."""
    shape = text[:LONGEST].casefold()
    for pattern, mask in _MASKS:
        shape = pattern.sub(mask, shape)
    return shape.strip()


class Family:
    """Texts that differ in merge values only: messages by sender, a first place, the campaigns they went out under, and
    the domains they link to."""

    def __init__(self, shape: str) -> None:
        self.shape = shape
        self.senders: dict[int, int] = {}
        self.campaigns: dict[int | None, int] = {}
        self.hosts: set[str] = set()
        self.place: tuple[int, int, int] | None = None

    @property
    def messages(self) -> int:
        """How many went out."""
        return sum(self.senders.values())

    def add(
        self, campaign: int | None, sender: int, count: int, place: tuple[int, int, int], hosts: frozenset[str]
    ) -> None:
        """Messages of one text, and the domains that it links to."""
        self.hosts |= hosts
        self.senders[sender] = self.senders.get(sender, 0) + count
        self.campaigns[campaign] = self.campaigns.get(campaign, 0) + count
        self.place = min(self.place or place, place)


class Families:
    """All families of a log, and the domains that its texts link to as (campaign, domain, messages)."""

    def __init__(self, logs: Logs) -> None:
        self.by_shape: dict[str, Family] = {}
        self.domains: list[tuple[int, str, int]] = []
        cursor = logs.connection.cursor()
        rows = cursor.execute(
            "select t.name, s.* from (select text, campaign, sender, count(*) as n,"
            " min((moment, file, line)) as place from sends where text is not null group by 1, 2, 3) s"
            f" join texts t on t.id = s.text order by s.n desc, s.text, s.campaign, s.sender limit {MOST_TEXTS}"
        )
        text, shape = None, ""
        hosts: frozenset[str] = frozenset()
        while batch := rows.fetchmany(20_000):
            for name, _, campaign, sender, count, place in batch:
                if name != text:
                    text, shape, hosts = name, shape_of(name), _domains(name)
                self.by_shape.setdefault(shape, Family(shape)).add(campaign, sender, count, tuple(place), hosts)
                if campaign is not None:
                    self.domains += [(campaign, host, count) for host in sorted(hosts)]
        cursor.close()

    def largest(self) -> list[Family]:
        """Those with the most messages, most first."""
        ordered = sorted(self.by_shape.values(), key=lambda family: (-family.messages, family.shape))
        return ordered[: figures("spread")["families"]]


def _domains(text: str) -> frozenset[str]:
    return frozenset(registrable_domain(link.host) or link.host for link in find_links(text) if link.host)


def alike(families: Sequence[Family], least: float) -> list[list[Family]]:
    """Families whose shapes resemble each other, joined; largest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    shapes = [family.shape for family in families]
    group = list(range(len(shapes)))
    for number, shape in enumerate(shapes):
        if group[number] != number:
            continue
        rest = shapes[number + 1 :]
        for _, _, place in process.extract_iter(shape, rest, scorer=Indel.normalized_similarity, score_cutoff=least):
            other = number + 1 + place
            if group[other] == other:
                group[other] = number
    joined: dict[int, list[Family]] = {}
    for number, leader in enumerate(group):
        joined.setdefault(leader, []).append(families[number])
    return list(joined.values())
