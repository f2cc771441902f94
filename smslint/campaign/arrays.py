"""numpy, loaded when arrays are first needed."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def load_numpy() -> Any:
    """The module. Without its types: they know neither how many dimensions an array has nor what a search returns."""
    import numpy

    return numpy
