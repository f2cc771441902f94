"""Names that differ by one letter, as those of a typing error or of somebody who poses: `cedarbnk` for `cedarbank`."""

from __future__ import annotations

SHORTEST = 7
"""Letters that a name must have: shorter ones have honest neighbours."""


def one_letter_off(part: str, name: str) -> bool:
    """Whether one letter is missing, too many, another one, or two neighbours have changed places.

    A letter or digit at the end makes no difference: `larchworks2` and `larchwork` are siblings.
    """
    if part == name or len(name) < SHORTEST or abs(len(part) - len(name)) > 1:
        return False
    if len(part) != len(name):
        longer, shorter = (part, name) if len(part) > len(name) else (name, part)
        return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer) - 1))
    apart = [place for place, (one, other) in enumerate(zip(part, name, strict=True)) if one != other]
    if len(apart) == 1:
        return apart[0] < len(name) - 1
    return len(apart) == 2 and apart[1] == apart[0] + 1 and part[apart[0]] == name[apart[1]] and part[apart[1]] == name[apart[0]]
