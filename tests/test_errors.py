"""What is said of things that cannot be read."""

from __future__ import annotations

import errno
import os

import pytest

from smslint.errors import unreadable


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (errno.ENOENT, "check the path"),
        (errno.EACCES, "give this user the right to read it"),
        (errno.EISDIR, "name a file in it"),
        (errno.ELOOP, "mend the link, which leads back to itself"),
    ],
)
def test_the_reason_comes_with_what_to_do(code: int, remedy: str) -> None:
    assert unreadable(OSError(code, os.strerror(code))) == f"cannot be read: {os.strerror(code)}; {remedy}"


@pytest.mark.parametrize("error", [OSError(), OSError("odd"), OSError(errno.EPIPE, "Broken pipe")])
def test_what_nobody_can_mend_gets_its_reason_alone(error: OSError) -> None:
    assert unreadable(error) == f"cannot be read: {error.strerror or 'it broke off'}"
