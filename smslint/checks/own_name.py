"""Where a text spells the sender's own name: "Barre None" is no empty field, and 4Ever21st no letters drawn by lot."""

from __future__ import annotations

import re

from smslint.text.bare import bare
from smslint.text.composed import composed, in_original

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from smslint.engine.hits import Hits

    Span = tuple[int, int]


def outside_own_name(spans: Iterable[Span], hits: Hits, whole: bool = True) -> Sequence[Span]:
    """The spans of the original text that do not lie in the declared name or an alias of the sender.

    whole: a span may also be all of the name; a sender whose name is None was filled in by a program.
    """
    found = list(spans)
    context = hits.view.context
    names = [bare(composed(name)[0]) for name in (context.brand, *(context.brand_aliases or ())) if name]
    if not found or not names:
        return found
    own = re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)), re.IGNORECASE)
    text, offsets = composed(hits.view.text)
    places = [in_original(offsets, *match.span()) for match in own.finditer(bare(text))]
    return [
        (first, last)
        for first, last in found
        if not any(start <= first and last <= end and (whole or last - first < end - start) for start, end in places)
    ]
