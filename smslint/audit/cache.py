"""A memory of bounded size: what was not asked for lately is forgotten, so a corpus of any length fits."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Two generations: when the young one is full it becomes the old one, and what nobody asked for again is gone.

    A hit costs one look-up and moves nothing; between `size` and twice as many entries are kept.
    """

    def __init__(self, size: int, weight: int) -> None:
        self.size = size
        self.weight = weight
        self._young: dict[Key, Value] = {}
        self._old: dict[Key, Value] = {}
        self._held = 0

    def get(self, key: Key) -> Value | None:
        """The value, if it is still remembered."""
        value = self._young.get(key)
        if value is None:
            value = self._old.get(key)
            if value is not None:
                self.put(key, value)
        return value

    def put(self, key: Key, value: Value, weight: int = 1) -> None:
        """Remember a value. weight: what it counts against the bound of the whole, as characters of its text."""
        self._young[key] = value
        self._held += weight
        if len(self._young) >= self.size or self._held >= self.weight:
            self._old, self._young, self._held = self._young, {}, 0
