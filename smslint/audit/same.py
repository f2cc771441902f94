"""One object for equal contexts, and what follows from a brand worked out once for all senders of it."""

from __future__ import annotations

from smslint.audit.cache import Recent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from smslint.model import Context

MOST = 4096


class Same:
    """Remembers contexts, a bounded number of them."""

    def __init__(self) -> None:
        self._known: Recent[Context, Context] = Recent(MOST, 10**9)
        self._of_brand: dict[Any, dict[Any, Any]] = {}

    def of(self, context: Context) -> Context:
        """The context that stands for all that are equal to it."""
        same = self._known.get(context)
        if same is None:
            brand = (context.brand, context.brand_aliases, context.brand_domains, context.brand_phones)
            if len(self._of_brand) >= MOST:
                self._of_brand.clear()
            # Forms and nicknames of a brand take milliseconds, and hang on the brand alone.
            object.__setattr__(context, "derived", self._of_brand.setdefault(brand, context.derived))
            self._known.put(context, context)
            same = context
        return same
