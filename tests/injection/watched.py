"""Run as a process: checks files with template code while an audit hook watches, and says what was tried.

Arguments: the folder with the files. Prints JSON: {"events": [...], "control": [...], "outputs": [...]}; the control is what
the hook noted when something was executed on purpose.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from typing import Any

from smslint.__main__ import main
from tests.injection.runs import written

ENGINES = frozenset("jinja2 liquid chevron pystache pybars mako django tornado Cheetah genshi bottle".split())
FORBIDDEN = (
    "os.",
    "subprocess.",
    "socket.",
    "ctypes.",
    "pty.",
    "shutil.",
    "code.",
    "ftplib.",
    "urllib.",
    "webbrowser.",
)
HARMLESS = frozenset(
    "os.listdir os.scandir os.walk os.fwalk os.getxattr os.listxattr os.replace os.rename os.mkdir os.remove".split()
)
"""Events of looking at files, and of keeping a cache; which files are written is asked of the folder afterwards."""
events: list[str] = []
watching = False


def hook(event: str, arguments: tuple[Any, ...]) -> None:
    """Note what runs code, starts something, or reads what nobody named."""
    if not watching:
        return
    if event.startswith(FORBIDDEN) and event not in HARMLESS:
        events.append(event)
    elif event == "exec" and not os.path.exists(arguments[0].co_filename) and "frozen" not in arguments[0].co_filename:
        events.append(f"exec {arguments[0].co_filename}")
    elif event == "compile" and not os.path.exists(str(arguments[1])):
        events.append(f"compile {arguments[1]}")
    elif event == "import" and str(arguments[0]).partition(".")[0] in ENGINES:
        events.append(f"import {arguments[0]}")
    elif event == "open" and str(arguments[0]).endswith("passwd"):
        events.append(f"open {arguments[0]}")


def heard(*words: str) -> str:
    """What the command says, on both streams."""
    out, talk = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(talk):
        main(["check", *words, "--no-cache"])
    return out.getvalue() + talk.getvalue()


def outputs(folder: str) -> list[str]:
    """Everything that is said of a folder, and what a fix would make of it."""
    return [*written(folder).values(), heard(folder), heard(folder, "--diff", "--unsafe-fixes")]


sys.addaudithook(hook)
outputs(sys.argv[1] + "/plain")  # loads what is loaded on first use
watching = True
found = outputs(sys.argv[1] + "/hostile")
watching = False
tried = list(events)
watching = True
eval("1337 * 7331")
watching = False
print(json.dumps({"events": tried, "control": events[len(tried) :], "outputs": found}))
