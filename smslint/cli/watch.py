"""`smslint check --watch`: check again whenever a file changes."""

from __future__ import annotations

from smslint.cli import console
from smslint.errors import MissingExtraError, SmslintError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any


def watch(params: Mapping[str, Any]) -> int:
    """Check, then wait for changes and check again, until interrupted. Raises MissingExtraError without watchfiles."""
    from smslint.cli.check import Checking

    try:
        from watchfiles import watch as changes
    except ImportError:
        raise MissingExtraError("--watch", "watch") from None
    paths = params.get("paths") or (".",)
    Checking(params).run()
    console.flush()
    console.say("waiting for changes; end with Ctrl-C")
    for _ in changes(*paths, raise_interrupt=False):
        try:
            Checking(params).run()
        except SmslintError as error:
            console.say(str(error))
        console.flush()
        console.say("waiting for changes; end with Ctrl-C")
    return console.INTERRUPTED
