"""pyarrow, brought in when an audit begins, and one sentence where it is missing."""

from __future__ import annotations

from smslint.errors import MissingExtraError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def arrow() -> Any:
    """The module pyarrow. Raises MissingExtraError without the extra `audit`."""
    try:
        import pyarrow
        import pyarrow.compute
    except ImportError:
        raise MissingExtraError("an audit", "audit") from None
    return pyarrow
