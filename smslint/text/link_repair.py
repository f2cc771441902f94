"""Links written so that a filter should not see them: `hxxps://larch[.]example`, `larch dot com`, `larch。example`.

Repair rewrites only such places and remembers each edit, so that a link found in the repaired text can be pointed at in
the text as given and be told what was undone. Texts without such places are not copied.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from smslint.text.lazy import lazy

DEFANGED, BROKEN, FULLWIDTH, INVISIBLE, GUESSED = "defanged", "broken", "fullwidth", "invisible", "guessed"

_INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    r"\ufeff\uffa0\U000e0000-\U000e0fff"
)

_DOTS, _SLASHES, _COLONS = r"\u3002\uff0e\uff61\u2024\ufe52\u0701", r"\uff0f\u2044\u2215\u29f8", r"\uff1a\ua789"
_BULLETS = r"\u00b7\u2022\u2219\u30fb"

# Each group is one kind of edit. Every repetition is bounded or possessive, so a scan is linear in the text.
_EDITS = r"""
    (?=[INVISIBLEDOTSBULLETSSLASHESCOLONS\s\[({<*_~d.,hw%&-])(?:
      (?P<invisible>(?<=[\w.:/\[\](@-])[INVISIBLE]++(?=[\w.:/\[\](@-]))
    | (?P<dotlike>(?<=\w)[DOTS](?=[\w/]))
    | (?P<bullet>(?<=\w)[BULLETS](?=[a-z]{2}))
    | (?P<escaped>(?<=\w)(?:%2e|&\#0?46;|&\#x2e;|&period;)(?=\w))
    | (?P<slashlike>(?<=[\w/:COLONSSLASHES])[SLASHES](?=[\w/SLASHES]))
    | (?P<colonlike>(?<=[psPS])[COLONS](?=[/SLASHES]))
    | (?P<scheme>(?<![A-Za-z0-9])h(?:tt|xx|\*\*|t\*|\*t)p(?P<secure>s?)
          (?:\s?(?:\[:\]|[:;])\s?(?:\[//?\]|[/\\]{1,2})|\s?//|\s?\[://\])(?:(?=[\w\[{])|\s(?=[\w-]{1,63}\.\w)))
    | (?P<bracket>(?<=\w)\s?[\[({<]\s?(?:\.|d[o0]t|,)\s?[\])}>]\s?(?=\w))
    | (?P<word>(?<=\w)[\s_*~-]{1,2}d[o0]t[\s_*~-]{1,2}(?=[a-z]{2}))
    | (?P<shout>(?-i:(?<=[a-z0-9])DOT(?=[a-z]{2}))|(?<=[a-z0-9]{3})dot(?=com\b))
    | (?P<slash>(?<=\w)\s?[\[({<]\s?(?:slash|/)\s?[\])}>]\s?(?=\w)|(?<=\w)\sslash\s(?=\w))
    | (?P<gap>(?<=\w)\s{1,2}\.\s?(?=[a-z]{2,18}(?:\.[a-z]{2})?(?![\w.-]*\w))|(?<=\w)\.\s(?=(?-i:com|[a-z]{2,6}/\w)\b))
    | (?P<comma>(?<=\w),(?=com\b|[a-z]{2,6}/\w))
    | (?P<www>(?<!\w)www[\s,_](?P<name>[a-z0-9-]{2,63})[\s,_.](?=(?:com|net|org)\b))
    )"""
_FLAGS = {
    "invisible": (INVISIBLE,), "dotlike": (FULLWIDTH,), "slashlike": (FULLWIDTH,), "colonlike": (FULLWIDTH,),
    "bracket": (DEFANGED,), "slash": (DEFANGED,), "escaped": ("encoded",), "bullet": (FULLWIDTH, GUESSED),
    "word": (DEFANGED, GUESSED), "shout": (DEFANGED,), "gap": (BROKEN, GUESSED),
    "comma": (BROKEN, GUESSED), "www": (BROKEN,),
}  # fmt: skip
_REPLACEMENTS = {"invisible": "", "slashlike": "/", "slash": "/", "colonlike": ":"}
_PLAIN_SCHEMES = ("http://", "https://")


@cache
def _edits() -> re.Pattern[str]:
    """The pattern of all edits; made when first needed, since it takes milliseconds and few messages need it."""
    named = {
        "INVISIBLE": _INVISIBLE, "DOTS": _DOTS, "BULLETS": _BULLETS, "SLASHES": _SLASHES, "COLONS": _COLONS,
    }  # fmt: skip
    pattern = _EDITS
    for name, characters in named.items():
        pattern = pattern.replace(name, characters)
    return re.compile(pattern, re.VERBOSE | re.IGNORECASE)


class Repaired:
    """A text with its links mended, and the way back.

    Edit i put text[starts[i]:ends[i]] as repaired[at[i]:upto[i]], for the reasons kinds[i].
    """

    __slots__ = ("at", "ends", "guesses", "kinds", "starts", "text", "upto")

    def __init__(self) -> None:
        self.text = ""
        self.at: list[int] = []
        self.upto: list[int] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.kinds: list[tuple[str, ...]] = []
        self.guesses: list[int] = []

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that repaired[start:end] (not empty) came from."""
        index = bisect_right(self.at, start) - 1
        first = start if index < 0 else self.starts[index] if start < self.upto[index] else self._after(index, start)
        index = bisect_right(self.at, end - 1) - 1
        last = end if index < 0 else self.ends[index] if end <= self.upto[index] else self._after(index, end)
        return first, last

    def _after(self, index: int, position: int) -> int:
        return position - self.upto[index] + self.ends[index]

    def flags(self, start: int, end: int) -> set[str]:
        """What was undone inside repaired[start:end]."""
        first, last = bisect_left(self.at, start), bisect_left(self.at, end)
        return {flag for kinds in self.kinds[first:last] for flag in kinds}

    def first_guess(self, start: int, end: int) -> int:
        """Where the first edit that was only a guess stands inside repaired[start:end], else `end`."""
        index = bisect_left(self.guesses, start)
        return self.guesses[index] if index < len(self.guesses) and self.guesses[index] < end else end


def repair(text: str) -> Repaired | None:
    """Undo disguises of links; None when there is nothing to undo."""
    done = Repaired()
    pieces: list[str] = []
    length = end = 0
    for match in _edits().finditer(text):
        replacement, flags = _replacement(match)
        start, upto = match.span()
        if flags:
            pieces.append(text[end:start])
            pieces.append(replacement)
            length += start - end
            done.at.append(length)
            if GUESSED in flags:
                done.guesses.append(length)
            length += len(replacement)
            done.upto.append(length)
            done.starts.append(start)
            done.ends.append(upto)
            done.kinds.append(flags)
            end = upto
    if not pieces:
        return None
    pieces.append(text[end:])
    done.text = "".join(pieces)
    return done


def _replacement(match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    kind = match.lastgroup or ""
    if kind == "scheme":
        return _scheme(match[0].lower(), bool(match["secure"]))
    if kind == "www":
        return f"www.{match['name']}.", _FLAGS["www"]
    return _REPLACEMENTS.get(kind, "."), _FLAGS[kind]


def _scheme(written: str, secure: bool) -> tuple[str, tuple[str, ...]]:
    """`hxxp`, `[:]` and asterisks are there to disarm; blanks, a lost or a doubled stroke break."""
    plain = _PLAIN_SCHEMES[secure]
    if written == plain:
        return written, ()
    flags = [DEFANGED] if not written.startswith("http") or "[" in written else []
    if any(character.isspace() for character in written) or not flags:
        flags.append(BROKEN)
    return plain, tuple(flags)


def may_need_repair(text: str, lowered: str) -> bool:
    """Whether `repair` could find anything: a few substring searches, cheaper than its pattern."""
    if not text.isascii() and _ODD.search(text) is not None:
        return True
    if "[" in lowered or "*" in lowered or "dot" in lowered or "d0t" in lowered:
        return True
    if ",com" in lowered or "hxxp" in lowered or ("%" in lowered and "%2e" in lowered):
        return True
    if "www" in lowered and _SPLIT_WWW.search(lowered) is not None:
        return True
    if "&" in lowered and ("&#" in lowered or "&period;" in lowered):
        return True
    if "/" in lowered or "\\" in lowered:
        schemes = lowered.count("://")
        if lowered.count("http") != schemes or lowered.count(":/") != schemes or ":// " in lowered:
            return True
    return _ODD_DOT.search(lowered) is not None


_ODD = lazy(
    rf"[{_INVISIBLE}](?<=[\w.:/\[\](@-].)(?=[\w.:/\[\](@{_INVISIBLE}-])|[{_DOTS}{_BULLETS}{_SLASHES}{_COLONS}]"
)
_SPLIT_WWW = lazy(r"www[\s,_]")
_ODD_DOT = lazy(
    r"[.,](?:(?<=[\s({<]\.)[\w)}>\s]|(?<=\.)\s(?:com\b|[a-z]{2,6}/)|(?<=,)[a-z]{2,6}/|(?<=[\s({<],)\s?[)}>])"
)
