"""The name by which a text introduces itself: "Oak Bar: come in", "[Oak Bar] come in", "... - Oak Bar"."""

from __future__ import annotations

from smslint.text.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = r"(?:[A-Z0-9][\w'’.]*(?:[&-][\w'’.]+)*|&|of|and|the|de|la|[a-z]+[A-Z]\w*)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_OPENING = lazy(rf"\s*(?:(?:From|from|FROM) )?(?:\[(?P<b>{_NAME})\]|(?P<a>{_NAME})(?=\s?:\s|\s?[-–—]\s))")
_CLOSING = lazy(rf"(?:^|[.!?\s])[-–—~]\s?(?P<a>{_NAME})\s*\Z")
_DASHES = "-–—~"
_OPENERS = ":[-–—"
NOT_NAMES = "identity/not-names"


def sender_labels(text: str, words: Mapping[str, frozenset[str]]) -> list[tuple[int, int]]:
    """Spans of the sender's label in a text: at its start before a colon or dash, in brackets, or signed at its end."""
    not_names = words.get(NOT_NAMES, frozenset())
    found = []
    head, tail = text[:120], max(0, len(text) - 80)
    opening = _OPENING.match(head) if any(sign in head for sign in _OPENERS) else None
    closing = _CLOSING.search(text, tail) if any(text.find(sign, tail) >= 0 for sign in _DASHES) else None
    for match in (opening, closing):
        if match is None:
            continue
        group = "a" if match.groupdict().get("a") else "b"
        start, end = match.span(group)
        name = text[start:end]
        plain = [word.strip(".'’").lower() for word in name.split()]
        # "Larch Water" names somebody although "water" does not; "Hi Sam" and "Order Update" do not.
        anonymous = plain[0] in not_names or all(word in not_names for word in plain)
        if not anonymous and any(map(str.isupper, name)):
            found.append((start, end))
    return found
