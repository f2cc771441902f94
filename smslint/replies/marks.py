"""What stands for the breaks and the ends of a reply among its words."""

from __future__ import annotations

ASKS, ENDS, PAUSES = "?", ".", ","
"""What a break between words is: a question's end, a sentence's, or less."""
BREAKS = frozenset((ASKS, ENDS, PAUSES))
START, END = "<", ">"
