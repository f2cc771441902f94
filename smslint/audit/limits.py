"""Every limit of an audit: a name, a default, and the option that moves it where there is one."""

from __future__ import annotations

from smslint.errors import SmslintError

ROW_BYTES = 262_144
"""`row-bytes`: bytes of one row of CSV or JSON Lines; a message of 2,000 characters takes a tenth."""
ROW_LINES = 200
"""`row-lines`: lines that one quoted field of CSV may run over."""
EXPANSION = 200
"""`expansion`: how many times its own size a file may unfold to, counted once it has produced EXPANSION_FROM bytes."""
EXPANSION_FROM = 64 * 1024 * 1024
BATCH_ROWS = 8_192
"""Rows of one record batch; results do not depend on it."""
MOST_BATCH_ROWS = 1_000_000
"""A batch is in memory at once."""
MOST_JOBS = 256
"""Processes, each with rules of its own; more than any machine that is known to run this has cores."""
CACHE_TEXTS = 32_768
"""Distinct messages of one generation of the memory."""
CACHE_CHARACTERS = 16_000_000
REJECT_REASON = 300
"""Characters of the reason of one rejected row."""


class LimitError(SmslintError):
    """An input passed a limit; the rest of it was not read. `name` is the limit's name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"limit {name}: {text}")
        self.name = name


class Expansion:
    """Watches how much a file unfolds to, since what it says of itself cannot be trusted."""

    def __init__(self, size: int | None, times: int, rest: str = "nothing after this row was read") -> None:
        self._rest = rest
        self._allowed = None if size is None or not times else max(EXPANSION_FROM, size * times)
        self._times = times
        self.size = size
        self._produced = 0

    def add(self, count: int) -> None:
        """Count bytes produced. Raises LimitError when they are too many for the size of the file."""
        self._produced += count
        if self._allowed is not None and self._produced > self._allowed:
            raise LimitError(
                "expansion",
                f"{self.size:,} bytes have unfolded to more than {self._allowed:,} ({self._times} times their size); "
                f"{self._rest}; if the file can be trusted, give --max-expansion",
            )
