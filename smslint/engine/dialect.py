r"""One pattern dialect, three engines.

Rules are written in RE2's dialect over folded text: `\d` is 0-9, `\w` any letter or digit or `_`, `\b` the edge of a word
in any script. RE2 knows `\w` and `\b` for ASCII only, so text beyond ASCII is scanned with a wider pattern that may
nominate too much; `regex` then decides, and it reads the pattern as the author meant it.
"""

from __future__ import annotations

from functools import cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BEYOND_ASCII = r"\x{80}-\x{10FFFF}"
TIMEOUT_SECONDS = 0.05
TIMEOUT_SECONDS_PER_CHARACTER = 1e-6


def deciding(pattern: str) -> str:
    r"""The pattern as `regex` must read it: `\d` is ASCII, the rest is Unicode."""
    return _rewrite(pattern, {"d": ("[0-9]", "0-9"), "x": (None, None)})


def widened(pattern: str) -> str:
    r"""A pattern for RE2 that nominates at least what `regex` would find beyond ASCII: no `\b`, a wide `\w`."""
    wide = r"\w" + BEYOND_ASCII
    return _rewrite(
        pattern,
        {
            "b": ("", "\\b"),
            "B": ("", "\\B"),
            "w": (f"[{wide}]", wide),
            "W": ("[\\x{0}-\\x{10FFFF}]", "\\W" + BEYOND_ASCII),
        },
    )


def _rewrite(pattern: str, table: dict[str, tuple[str | None, str | None]]) -> str:
    """Replace escapes by `table[letter] = (outside a class, inside a class)`."""
    out: list[str] = []
    index, in_class, negated = 0, False, False
    while index < len(pattern):
        character = pattern[index]
        if character == "\\" and index + 1 < len(pattern):
            pair = pattern[index : index + 2]
            outside, inside = table.get(pair[1], (None, None))
            chosen = inside if in_class else outside
            keep = chosen is None or (in_class and negated and pair[1] in "wW")
            out.append(pair if keep or chosen is None else chosen)
            index += 2
            continue
        if character == "[" and not in_class:
            in_class, negated = True, pattern[index + 1 : index + 2] == "^"
            step = 2 if negated else 1
            if pattern[index + step : index + step + 1] == "]":
                step += 1
            out.append(pattern[index : index + step])
            index += step
            continue
        if character == "]" and in_class:
            in_class = False
        out.append(character)
        index += 1
    return "".join(out)


@cache
def compiled(pattern: str) -> Any:
    """The deciding `regex` object of a pattern, compiled when first needed."""
    import regex

    return regex.compile(deciding(pattern))


@cache
def compiled_phrase(phrase: str) -> Any:
    """The deciding object of a large term over word forms: whole words, the longest reading at each place."""
    import regex

    return regex.compile(f"(?<= )(?:{phrase})(?= )", flags=regex.POSIX)


def timeout_for(length: int) -> float:
    """Seconds that one pattern may take on a text of `length` characters before it counts as not checked."""
    return TIMEOUT_SECONDS + TIMEOUT_SECONDS_PER_CHARACTER * length
