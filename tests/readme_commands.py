"""Runs every command that README.md shows, from the checkout: what we tell people to type has to work.

A command is a line that begins with `$ ` inside a fenced block marked console or sh. It has to exit 0, or as a comment
at its end says: `$ smslint lint "..."  # exit 1`. A backslash at the end continues it on the next line. A block marked text
behind one holds what its command prints.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(?:console|sh)\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d+)\s*$")
SECONDS = 300
NOT_HERE = ("pip ", "pipx ", "uv ", "uvx ", "git clone", "cd ", "make test", "make bench", "make soak", ".ci/run")
"""Beginnings of commands that fetch something, move elsewhere, or are what runs this script."""


def commands(page: str) -> Iterator[tuple[str, int, str]]:
    """Each command of a page with the exit code it should have, and what it should print, where that is shown."""
    for block, shown in FENCE.findall(page):
        for line in block.replace("\\\n", "").splitlines():
            if line.startswith("$ "):
                code = EXIT.search(line)
                yield EXIT.sub("", line[2:]).strip(), int(code[1]) if code else 0, shown


def run(command: str) -> tuple[int, str]:
    """Exit code and output of a command, with the programs of .venv first."""
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    return done.returncode, done.stdout


def main() -> int:
    """Run them all; returns 1 when one did not do as the page says."""
    failed = ran = 0
    for command, wanted, shown in commands((ROOT / "README.md").read_text("utf-8")):
        if command.startswith(NOT_HERE):
            continue
        ran += 1
        code, output = run(command)
        if code != wanted:
            failed += 1
            print(f"README.md: `{command}` exits {code}, not {wanted}:\n{output}")
        elif shown and output.rstrip() != shown.rstrip():
            failed += 1
            print(f"README.md: `{command}` prints something else than is shown:\n{output}")
    print(f"README.md: {ran} commands, {failed} not as shown")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
