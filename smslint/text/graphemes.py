"""Where a text may be cut: clusters of code points that a segment border must not tear apart.

The clusters are those of Twilio's segment calculator, which follows Unicode 10: an emoji takes a skin tone or a joined
partner only when that edition listed the pair. Newer rules (`\\X`) would count some emoji and Hindi texts differently,
and `\\X` itself is quadratic on long rows of flags. Each text is read once, left to right.
"""

from __future__ import annotations

from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import Pattern
    from typing import Any

# Everything here is a cluster of its own as long as nothing outside joins it; most texts need no more than this.
_ALONE = (
    "\x00-\u02ff\u0370-\u0482\u048a-\u0590\u05d0-\u05f4\u060c-\u060f\u061d-\u064a\u0660-\u066f\u0671-\u06d3"
    "\u1e00-\u200b\u2010-\u2060\u2070-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u3098\u309b-\ua66e\uac00-\ud7a3\ud800-\udfff"
    "\uf900-\ufb1d\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff9d\U0001d400-\U0001d7ff\U0001f300-\U0001f3fa\U0001f400-\U0001faff\U00020000-\U0003fffd"
)
_TAKES_SKIN_TONE = (
    "\u261d\u26f9\u270a-\u270d\U0001f385\U0001f3c2-\U0001f3c4\U0001f3c7\U0001f3ca-\U0001f3cc\U0001f442\U0001f443"
    "\U0001f446-\U0001f450\U0001f46e\U0001f470-\U0001f478\U0001f47c\U0001f481-\U0001f483\U0001f485-\U0001f487\U0001f4aa"
    "\U0001f574\U0001f575\U0001f57a\U0001f590\U0001f595\U0001f596\U0001f645-\U0001f647\U0001f64b-\U0001f64f\U0001f6a3"
    "\U0001f6b4-\U0001f6b6\U0001f6c0\U0001f6cc\U0001f918-\U0001f91c\U0001f91e\U0001f91f\U0001f926\U0001f930-\U0001f939"
    "\U0001f93d\U0001f93e\U0001f9d1-\U0001f9dd"
)
_PERSON = "\U0001f466-\U0001f469"
_FOLLOWS_JOINER = (
    "\u2640\u2642\u2695\u2696\u2708\u2764\U0001f308\U0001f33e\U0001f373\U0001f393\U0001f3a4\U0001f3a8\U0001f3eb"
    "\U0001f3ed\U0001f48b\U0001f4bb\U0001f4bc\U0001f527\U0001f52c\U0001f5e8\U0001f680\U0001f692"
)
_SKIN_TONE = "[\U0001f3fb-\U0001f3ff]"
_EXTEND = rf"(?!{_SKIN_TONE})\p{{GCB=Extend}}"
_CONTROL = r"[\p{GCB=Control}\p{Cs}\r\n]"
_HANGUL = (
    r"\p{GCB=L}*+(?:[\p{GCB=LV}\p{GCB=V}]\p{GCB=V}*+\p{GCB=T}*+|\p{GCB=LVT}\p{GCB=T}*+)"
    r"|\p{GCB=L}++|\p{GCB=T}++"
)
_TONED = rf"(?<=[{_TAKES_SKIN_TONE}{_PERSON}]){_EXTEND}{_SKIN_TONE}"
_JOINED = rf"\u200d(?:[{_FOLLOWS_JOINER}]|[{_PERSON}]{_SKIN_TONE}?+)?+"
_BEFORE_MARKS = rf"(?:{_JOINED}|\p{{GCB=SpacingMark}})*+"
_MARKS = rf"(?:{_TONED}|{_EXTEND}|\u200d[{_FOLLOWS_JOINER}{_PERSON}]?+|\p{{GCB=SpacingMark}})*+"
_CLUSTER = (
    rf"[{_ALONE}](?=[{_ALONE}]|\Z)"
    rf"|{_CONTROL}"
    rf"|\p{{RI}}{{2}}(?:{_EXTEND}|\u200d|\p{{GCB=SpacingMark}})?+"
    rf"|\p{{GCB=Prepend}}++(?={_CONTROL}|\Z)"
    rf"|\p{{GCB=Prepend}}*+"
    rf"(?:{_EXTEND}|(?:{_HANGUL}|[{_TAKES_SKIN_TONE}{_PERSON}]{_SKIN_TONE}?+|{_JOINED}|.){_BEFORE_MARKS}){_MARKS}"
)


def clusters(text: str) -> list[str]:
    """The text cut where a segment may end; CR LF counts as two. Joined together they are the text again."""
    found: list[str] = _cluster_pattern().findall(text)
    return found


def stand_alone(text: str) -> bool:
    """True when every code point is surely a cluster of its own, which saves splitting (False: it may still be)."""
    return text.isascii() or _joining_pattern().search(text) is None


@lru_cache(maxsize=1)
def _joining_pattern() -> Pattern[str]:
    import re

    return re.compile(f"[^{_ALONE}]")


@lru_cache(maxsize=1)
def _cluster_pattern() -> Any:
    import regex

    return regex.compile(_CLUSTER, regex.DOTALL)
