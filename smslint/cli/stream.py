"""Standard input: a file, or rows and lines that are judged as they come."""

from __future__ import annotations

from smslint.cli import console

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from smslint.cli.problems import Problems


def pieces(kind: str | None, problems: Problems) -> Iterator[tuple[bytes, int]]:
    """What is read, with the number of lines before it; what is too long is told and left out."""
    from smslint.corpus.decode import InputError

    try:
        file = console.stdin()
    except InputError as error:
        problems("-", None, str(error))
        return
    yield from _lines(file, problems) if kind in ("jsonl", "lines") else _whole(file, problems)


def _whole(file: BinaryIO, problems: Problems) -> Iterator[tuple[bytes, int]]:
    from smslint.project import discover

    data = file.read(discover.MAX_BYTES + 1)
    if len(data) > discover.MAX_BYTES:
        problems("-", None, f"longer than {discover.MAX_BYTES:,} bytes; `smslint audit` reads corpora")
    else:
        yield data, 0


def _lines(file: BinaryIO, problems: Problems) -> Iterator[tuple[bytes, int]]:
    from smslint.project import discover

    number = 0
    while data := file.readline(discover.MAX_BYTES + 1):
        if len(data) > discover.MAX_BYTES and not data.endswith(b"\n"):
            problems("-", number + 1, f"longer than {discover.MAX_BYTES:,} bytes; split or remove it")
            while (data := file.readline(discover.MAX_BYTES)) and not data.endswith(b"\n"):
                pass
        elif data.strip():
            yield data, number
        number += 1
