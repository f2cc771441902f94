"""`smslint campaign stats SENDS`: rates, sequences, exposure and outcomes of what was sent."""

from __future__ import annotations

from smslint.cli.campaign import Word
from smslint.cli.options import VALUE, Option

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

ABOUT = "Rates, sequences, exposure and outcomes of what was sent. SENDS is a CSV, JSON Lines or Parquet file."
ARGUMENTS = (Word("sends", "SENDS"),)
OPTIONS: tuple[Option, ...] = (
    Option("--replies", VALUE, "Replies of consumers: sender, recipient, received_at, text.", "FILE", panel="Input"),
)


def run(params: Mapping[str, Any]) -> int:
    """Count, judge and print; returns the exit code."""
    from smslint.campaign.stats import measure

    return measure(params)
