"""Whether a link's domain bears a name: the sender's, or one that the text itself gives."""

from __future__ import annotations

from functools import lru_cache

from smslint.engine.brands import BAIT
from smslint.text.domains import registrable_domain
from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = lazy(r"[^\W_]+(?:['\u2019][^\W_]+)?")
SHORTEST_NAME = 4
FEWEST_INITIALS = 2
MOST_WORDS = 4
LONG_WORD = 5
READ_FOR_NAMES = 2_000
"""Characters of a text that are searched for names; what is remembered of a text is no longer."""
LURE_WORDS = (
    "refund", "refunds", "verify", "verification", "redeliver", "redelivery", "unpaid", "penalty", "claim", "claims", "prize",
    "reward", "rewards", "parcel", "unlock", "giveaway", "airdrop", "payout", "toll", "fines", "login", "logon", "rebate",
)  # fmt: skip
"""Words that a lure's host begins or ends with though nobody is called so."""
ENDINGS = ("", "app", "hq", "us", "usa", "inc", "co", "online", "group", "web", "go")
"""What companies put behind their name when the plain domain is taken."""


@lru_cache(maxsize=2048)
def bears_name(host: str, names: tuple[str, ...], prose: str) -> bool:
    """Whether the registered name of a host is one of `names`, or without names one written with a capital in the prose.

    prose: at most READ_FOR_NAMES characters, which are remembered.
    """
    domain = registrable_domain(host).partition(".")[0]
    if "-" in domain and any(part in BAIT for part in domain.split("-")):
        return False
    plain = domain.replace("-", "")
    if len(plain) < SHORTEST_NAME:
        return False
    if names:
        known = {"".join(name.split()) for name in names}
        return any(_same(plain, name) for name in known) or any(_same(plain, name.split()[0]) for name in names)
    words = [match[0].replace("'", "").replace("\u2019", "") for match in _WORD.finditer(prose)]
    for start, word in enumerate(words):
        if not word[0].isupper() or word.lower() in BAIT:
            continue
        joined = ""
        for more in words[start : start + MOST_WORDS]:
            joined += more.lower()
            if len(joined) >= SHORTEST_NAME and _same(plain, joined):
                return True
            if len(joined) > len(plain):
                break
        if len(word) >= LONG_WORD and _in_turn(plain, word.lower(), words[start + 1 : start + 1 + MOST_WORDS]):
            return True
    return False


def _in_turn(plain: str, first: str, more: list[str]) -> bool:
    """Whether a name is one word and one of those after it: `winterhavenkits` for Winterhaven Meal Kits.

    A word in small letters ends the name: `harborsession` is none of "Harbor: your session".
    """
    if plain.startswith(first):
        for word in more:
            if word[0].islower():
                break
            if plain == first + word.lower():
                return True
    return False


def is_pieced(host: str) -> bool:
    """Whether a host is put together from words as lures' are: `toll-settle.example`, `refund-desk.example.test`."""
    domain = registrable_domain(host).partition(".")[0]
    parts = [part for part in domain.split("-") if not part.isdigit()]
    return len(parts) > 1 or _patched(domain)


def may_be_pieced(host: str) -> bool:
    """The same at a glance: false for most hosts, and without a list of public suffixes."""
    return "-" in host or any(word in host for word in LURE_WORDS)


def _patched(domain: str) -> bool:
    return any(
        domain != word and (domain.startswith(word) or domain.rstrip("0123456789").endswith(word)) for word in LURE_WORDS
    )


def is_attached(host: str, forms: tuple[str, ...]) -> bool:
    """Whether a pieced host is made of a sender's name, its first word or its initials, and something else."""
    domain = registrable_domain(host).partition(".")[0]
    plain, head = domain.replace("-", ""), domain.partition("-")[0]
    for form in forms:
        words = form.split()
        start = next((name for name in _beginnings(words) if len(name) >= SHORTEST_NAME), "")
        if start and start in plain:
            return True
        if len(head) >= FEWEST_INITIALS and len(words) >= FEWEST_INITIALS and _initials(words).startswith(head):
            return True
    return False


def _beginnings(words: Sequence[str]) -> list[str]:
    """A name's first word, its first two, and so on, written together."""
    return ["".join(words[:count]) for count in range(1, len(words) + 1)]


def _initials(words: Sequence[str]) -> str:
    return "".join([word[0] for word in words])


def _same(plain: str, name: str) -> bool:
    return plain.startswith(name) and len(name) >= SHORTEST_NAME and plain[len(name) :] in ENDINGS
