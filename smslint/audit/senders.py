"""Senders by number: totals are kept by a key that tells nothing, so that no checkpoint holds a telephone number."""

from __future__ import annotations

from smslint.audit.redaction import masked

MOST = 100_000
"""Senders that are told apart; those that come after are one together."""
OTHERS, UNKNOWN = -1, -2


class Senders:
    """Keys of senders in the order of their first message: the same for the same inputs, whoever reads them."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}

    def key(self, sender: str | None) -> int:
        """The key of a sender."""
        if sender is None or not sender.strip():
            return UNKNOWN
        name = sender.strip()
        key = self._keys.get(name)
        if key is None:
            if len(self._keys) >= MOST:
                return OTHERS
            key = self._keys[name] = len(self._keys)
        return key

    def names(self, numbers: bool) -> dict[int, str]:
        """How each key is shown; numbers: as they are."""
        shown = {key: name if numbers else masked(name) for name, key in self._keys.items()}
        return {**shown, OTHERS: "(other senders)", UNKNOWN: "(unknown)"}
