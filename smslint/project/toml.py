"""TOML by `tomllib`, with the place of a fault as an offset."""

from __future__ import annotations

import re

from smslint.project.piece import Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_NAMES = 100
"""Names in one dotted key; `tomllib` keeps every beginning of a key, which for a key of 100,000 names is all memory there is."""
_NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[A-Za-z0-9_-]++)[ \t]*+\.[ \t]*+"""
_DOTTED = re.compile(rf"(?<![\w.-])(?:{_NAME}){{{MAX_NAMES}}}")
_DEEP = "nested too deeply to be read; no file of texts is"


def parse_toml(text: str) -> dict[str, Any]:
    """The content of valid TOML. Raises Unreadable, with the place of the fault."""
    import tomllib

    if text.count(".") >= MAX_NAMES and (deep := _DOTTED.search(text)):
        raise Unreadable(_DEEP, deep.start())
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Unreadable(_DEEP) from None
    except tomllib.TOMLDecodeError as error:
        where = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
        match = where.search(str(error))
        say = f"not valid TOML ({where.sub('', str(error))}); mend it"
        raise Unreadable(say, _offset(text, match) if match else None) from None
    except ValueError:
        raise Unreadable("not valid TOML (a number with too many digits); mend it") from None


def _offset(text: str, match: re.Match[str]) -> int:
    if match[1] is None:
        return len(text)
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: int(match[1]) - 1])) + int(match[2]) - 1
