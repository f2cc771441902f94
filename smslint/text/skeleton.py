"""What look-alike spellings have in common."""

from __future__ import annotations

_CLASSES = {
    "i": "il1!|¡", "o": "o0°", "e": "e3€", "a": "a4@^&", "s": "s5$§", "t": "t7+", "b": "b8g6", "q": "q9", "z": "z2",
    "c": "c(<¢{[",
}  # fmt: skip
_CLASS_OF = {member: name for name, members in _CLASSES.items() for member in members}
_CLASS_OF.update({"9": "b", "q": "b", "£": "i", "#": "h", "%": "x", "×": "x", "¥": "y", "µ": "u", "}": "d"})


def skeleton(spelling: str) -> str:
    """A key under which a word and its disguises meet: look-alike characters in one class, repeats collapsed."""
    out: list[str] = []
    last = ""
    for character in spelling:
        kind = _CLASS_OF.get(character, character)
        if kind != last:
            out.append(kind)
            last = kind
    return "".join(out)
