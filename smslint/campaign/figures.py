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
    return _read(f"figures/{name}.yml")


@lru_cache(maxsize=1)
def sources() -> dict[str, Any]:
    """Every document that a rule may cite, by key."""
    return _read("sources.yml")


def _read(name: str) -> dict[str, Any]:
    import yaml

    try:
        text = (rules_home() / name).read_text("utf-8")
    except OSError as error:
        raise SmslintError(f"{name} of the rules cannot be read: {error.strerror}; reinstall smslint") from None
    return dict(yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
