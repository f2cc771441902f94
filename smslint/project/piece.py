"""What a reader finds in a file before anything is known about it: a text under a key, at a place."""

from __future__ import annotations

from smslint.errors import SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from smslint.project.places import Places


class Unreadable(SmslintError):  # noqa: N818 - said to people as a sentence, not as an error of the program
    """A file that is not what its name says; offset is the place in it, in code points, where that shows."""

    def __init__(self, say: str, offset: int | None = None) -> None:
        super().__init__(say)
        self.offset = offset


class Remark:
    """A place whose text no reader of the file can know; `say` tells why."""

    __slots__ = ("offset", "say")

    def __init__(self, offset: int, say: str) -> None:
        self.offset = offset
        self.say = say


class Piece:
    """A text in a file.

    key: names on the way to it; start, end: what it takes in the file, quotes included; make: its text and the way back,
    built when it is wanted; write: how inserted text is written there; syntax: of its fields, where the format tells;
    sure: a message whatever its key is (the argument of a send call, a block marked `sms`); fields: context that came with it;
    ignores: (start, end, directive) of suppressions written beside it.
    """

    __slots__ = ("end", "fields", "id", "ignores", "key", "make", "row", "start", "sure", "syntax", "write")

    def __init__(
        self,
        key: tuple[str, ...],
        start: int,
        end: int,
        make: Callable[[], tuple[str, Places]],
        write: Callable[[str], str | None] | None = None,
        *,
        syntax: str | None = None,
        sure: bool = False,
        row: int | None = None,
        id: str | None = None,
        fields: Mapping[str, Any] | None = None,
        ignores: tuple[tuple[int, int, str], ...] = (),
    ) -> None:
        self.key = key
        self.start = start
        self.end = end
        self.make = make
        self.write = write
        self.syntax = syntax
        self.sure = sure
        self.row = row
        self.id = id
        self.fields = fields or {}
        self.ignores = ignores
