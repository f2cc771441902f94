"""What a reply means: does this person want no more messages?"""

from __future__ import annotations

from enum import Enum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ReplyKind(Enum):
    """What to do with a reply."""

    OPT_OUT = "opt_out"
    HELP = "help"
    START = "start"
    UNSURE = "unsure"
    NONE = "none"

    def __str__(self) -> str:
        return self.value


class Evidence:
    """Words of a reply that speak for a reading: their place in the text as given (code points), and what they say."""

    __slots__ = ("end", "sign", "start")

    def __init__(self, sign: str, start: int, end: int) -> None:
        self.sign = sign
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Evidence({self.sign} {self.start}:{self.end})"

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape, without the words themselves."""
        return {"sign": self.sign, "start": self.start, "end": self.end}


class Reply:
    """The reading of one reply. It does not repeat the text; `evidence` points into it, strongest first.

    kind: opt_out, help, start, unsure (a person should look) or none; language: en, es, fr of the words that
    decided, None when none did; keyword: whether the reply is nothing but a keyword that providers act on themselves.
    """

    __slots__ = ("evidence", "keyword", "kind", "language")

    def __init__(
        self, kind: ReplyKind, evidence: tuple[Evidence, ...] = (), language: str | None = None, keyword: bool = False
    ) -> None:
        self.kind = kind
        self.evidence = evidence
        self.language = language
        self.keyword = keyword

    def __repr__(self) -> str:
        return f"Reply({self.kind.value}, {len(self.evidence)} signs)"

    def to_dict(self) -> dict[str, Any]:
        """The JSON shape, without the text."""
        return {
            "kind": self.kind.value,
            "language": self.language,
            "keyword": self.keyword,
            "evidence": [sign.to_dict() for sign in self.evidence],
        }


def classify_reply(text: str, *, opted_out: bool | None = None) -> Reply:
    """What the reply `text` means, in English, Spanish or French.

    opted_out: whether the sender of the reply is opted out already, None: unknown; only then is "yes" a restart.
    Pure after the first call, which loads the word lists of `rules/replies/`.
    Source: 47 CFR 64.1200(a)(10), any reasonable means; T-Mobile Code of Conduct 2.11.
    """
    raise NotImplementedError
