"""Files of a rule folder that hold no rule and stand where rules do: a list, sources, a profile, a pack, weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

TOP = "the top of the folder that is given"


class Misplaced(NamedTuple):
    """What to say of such a file, and the kind and name (`*` for any) that it hides while it is not read."""

    said: str
    hides: tuple[str, str]


def misplaced(relative: str, value: Mapping[str, Any]) -> Misplaced | None:
    """What a file is by its name and its keys when it is meant for another place; None for one that may be a rule."""
    if "id" in value or "check" in value:
        return None
    for kind, place in _PLACES.items():
        name = value.get(kind)
        if isinstance(name, str):
            said = f"this is a {kind}, and is read as one from {place.format(name=name[:80])} at {TOP}; move it there"
            return Misplaced(said, (kind, name))
    stem = relative.rpartition("/")[2].lower().partition(".")[0]
    if stem in ("sources", "source") or _are_sources(value):
        return Misplaced(f"these are sources, and are read from sources.yml at {TOP}; move them there", ("source", "*"))
    if stem == "weights" or list(value) == ["weights"]:
        return Misplaced(f"these are weights, and are read from weights.yml at {TOP}; move them there", ("weight", "*"))
    return None


_PLACES = {"list": "lists/{name}.yaml", "profile": "profiles/{name}.yaml", "pack": "packs/{name}/pack.yaml"}
"""The key that names such a file -> where it is read from."""


def _are_sources(value: Mapping[str, Any]) -> bool:
    return bool(value) and all(isinstance(one, Mapping) and "title" in one and "publisher" in one for one in value.values())
