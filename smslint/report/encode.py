"""JSON text without the json module, whose import alone costs most of what one message may take from start to end."""

from __future__ import annotations

try:
    from _json import encode_basestring_ascii as quote
except ImportError:  # other Pythons than CPython
    from json.encoder import py_encode_basestring_ascii as quote

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def dumps(value: Any) -> str:
    """`json.dumps(value)`, for the values that reports consist of. All ASCII: nothing in it can act on a terminal."""
    if isinstance(value, str):
        return str(quote(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quote(key)}: {dumps(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(dumps(item) for item in value) + "]"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")
