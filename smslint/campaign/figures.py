"""Figures that are facts: thresholds, fees and limits, each in one dated file under rules/figures/, with its source."""

from __future__ import annotations

from functools import lru_cache

from smslint.errors import SmslintError
from smslint.rulebook.home import rules_home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@lru_cache(maxsize=32)
def figures(name: str) -> dict[str, Any]:
    """The table of a name, as `opt-out-rate`. Raises SmslintError when this installation lacks it."""
    import yaml

    path = rules_home() / "figures" / f"{name}.yml"
    try:
        table = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise SmslintError(f"the figures {name!r} cannot be read: {error.strerror}; reinstall smslint") from None
    return dict(table)
