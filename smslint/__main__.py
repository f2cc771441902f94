"""The program. Kept lean: it is started for every commit and every save, and imports are most of what that costs."""

from __future__ import annotations

import gc
import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command line (by default that of the process) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    alone = arguments is None and words[:1] in (["lint"], ["check"])
    if alone and words[0] == "lint":
        gc.disable()  # one message leaves no garbage worth a walk over all rules
    elif alone:
        gc.set_threshold(100_000, 50, 50)  # a few files leave little, a thousand some
    try:
        from smslint.cli.console import flush, prepare, say_compiling, say_unkept
        from smslint.rulebook.cache import read_in_place, when_compiling, when_unwritable

        if alone:
            read_in_place()
        when_compiling(say_compiling)
        when_unwritable(say_unkept)
        prepare()
        code = _run(words)
        flush()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        from smslint.cli.failure import failed

        return failed(error)
    if alone:
        _leave(code)
    return code


def _run(words: list[str]) -> int:
    from smslint.cli.quick import parse

    quick = None if "_SMSLINT_COMPLETE" in os.environ else parse(words)
    if quick is None:
        from smslint.cli.app import run

        return run(words)
    from smslint.cli.commands import COMMANDS

    command, params = quick
    return COMMANDS[command](params)


def _leave(code: int) -> None:
    """End the process here: giving the rules back to the system piece by piece takes longer than reading a message."""
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
