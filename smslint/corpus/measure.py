"""Shares with their uncertainty, and how well a score orders."""

from __future__ import annotations

from math import sqrt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

Z95 = 1.959964
"""Standard deviations of a normal distribution on each side of 95 %."""
DIGITS = 4


def share(part: int, whole: int) -> float | None:
    """part / whole, rounded; None, never 0, where there is nothing to divide by."""
    return round(part / whole, DIGITS) if whole else None


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """Wilson's 95 % interval of a share: sound for few rows and near 0 and 1, where the usual one is not."""
    if not whole:
        return None
    p, z2 = part / whole, Z95 * Z95
    middle = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    reach = Z95 / (1 + z2 / whole) * sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole))
    low, high = middle - reach, middle + reach
    return (0.0 if part == 0 else round(low, DIGITS)), (1.0 if part == whole else round(high, DIGITS))


def auc(scored: Iterable[tuple[float, bool]]) -> float | None:
    """The chance that a positive one scores above a negative one, ties counting half; None without both.

    This is the area under the ROC curve, as a rank sum (Mann and Whitney).
    """
    ordered = sorted(scored)
    positives = sum(positive for _, positive in ordered)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return None
    below, wins, place = 0, 0.0, 0
    while place < len(ordered):
        end = place
        while end < len(ordered) and ordered[end][0] == ordered[place][0]:
            end += 1
        up = sum(positive for _, positive in ordered[place:end])
        down = end - place - up
        wins += up * (below + down / 2)
        below += down
        place = end
    return round(wins / (positives * negatives), DIGITS)
