"""The collector of garbage rests while a batch is worked on: what that leaves is freed without it, and it would walk over all
that is remembered, again and again.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is collected meanwhile, unless somebody else says so; afterwards all is as it was."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
