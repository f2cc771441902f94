"""Every limit of an audit: a name, a default, and the option that moves it where there is one."""

from __future__ import annotations

from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

ROW_BYTES = 262_144
"""`row-bytes`: bytes of one row of CSV or JSON Lines; a message of 2,000 characters takes a tenth."""
ROW_LINES = 200
"""`row-lines`: lines that one quoted field of CSV may run over."""
EXPANSION = 200
"""`expansion`: how many times its own size a file may unfold to, counted once it has produced EXPANSION_FROM bytes."""
EXPANSION_FROM = 64 * 1024 * 1024
VIEWS_FROM = 1024 * 1024
"""The same for a table of SQLite, which holds its rows as they are; only a view can make more of them."""
LEAST_ROW = 64
"""Bytes that a row counts as at least: one without values costs a file nothing, and an audit as much as any."""
WINDOW = 32 * 1024 * 1024
"""Bytes over which a packed stream is held to `expansion` piece by piece: its rows are judged only as far."""
BATCH_ROWS = 4_096
"""Rows of one record batch; results do not depend on it. Twice as many take some 70 MB more."""
MOST_BATCH_ROWS = 1_000_000
"""A batch is in memory at once."""
MOST_JOBS = 256
"""Processes, each with rules of its own; more than any machine that is known to run this has cores."""
LARGE_INPUT = 16 * 1024 * 1024
"""Bytes of files from which more processes are begun at once, without a look at how many messages are new."""
CACHE_TEXTS = 32_768
"""Distinct messages of one generation of the memory."""
CACHE_CHARACTERS = 16_000_000
CHUNK_CHARACTERS = 16_000_000
"""Characters of text after which a batch ends before it has its rows: few rows may be large ones."""
TOO_LONG = f"limit row-bytes: longer than {ROW_BYTES:,} bytes; split or remove it"
REJECT_REASON = 400
"""Characters of the reason of one rejected row; the longest names all use cases."""


class LimitError(SmslintError):
    """An input passed a limit; the rest of it was not read. `name` is the limit's name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"limit {name}: {text}")
        self.name = name


class Expansion:
    """Watches how much a file unfolds to, since what it says of itself cannot be trusted.

    size: of the file in bytes, None when nobody knows; times: how many times as much it may unfold to, 0 without limit;
    rest: what became of its rows, for the error; least: bytes that any file may unfold to, EXPANSION_FROM when None.
    """

    def __init__(
        self, size: int | None, times: int, rest: str = "nothing after this row was read", least: int | None = None
    ) -> None:
        self._rest = rest
        least = EXPANSION_FROM if least is None else least
        self._allowed = None if size is None or not times else max(least, size * times)
        self.times = times
        self.size = size
        self.consumed: Callable[[], int] | None = None
        """How many packed bytes have been read, where the file is unpacked as it is read."""
        self._produced = 0
        self._mark = (0, 0)

    def add(self, count: int) -> None:
        """Count bytes produced. Raises LimitError when they are too many for the size of the file, or of what was read of it."""
        self._produced += count
        if self._allowed is not None and self._produced > self._allowed:
            self._refuse(self.size or 0, self._allowed)
        produced, consumed = self._mark
        if self.consumed is not None and self.times and self._produced - produced >= WINDOW:
            now = self.consumed()
            self.piece(now - consumed, self._produced - produced)
            self._mark = self._produced, now

    def piece(self, packed: int, unfolded: int) -> None:
        """Hold one piece of a file to the limit. Raises LimitError; a piece below WINDOW may unfold to what it likes."""
        allowed = max(WINDOW - 1, packed * self.times)
        if self.times and unfolded > allowed:
            self._refuse(packed, unfolded - 1)

    def _refuse(self, packed: int, unfolded: int) -> None:
        raise LimitError(
            "expansion",
            f"{packed:,} bytes have unfolded to more than {unfolded:,} (allowed are {self.times} times their size); "
            f"{self._rest}; if the file can be trusted, give --max-expansion",
        )
